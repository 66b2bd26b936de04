"""Getting hold of a draft to change it: by a key alone, one at a time, and each change on the ledger."""

from datetime import timedelta

import pytest
from django.db import transaction

from bluelamp.core import clock
from bluelamp.journeys import selectors, services
from bluelamp.journeys.enums import KeyKind
from bluelamp.journeys.errors import AlreadySent, NoSuchDraft
from bluelamp.journeys.keys import digest
from bluelamp.journeys.models import Draft
from bluelamp.journeys.services.opening import lock_proven
from bluelamp.journeys.types import Holder
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import reading, writing
from tests.integration.journeys_urls import receive
from tests.unit.journeys.drafts import PUBLIC, answers_of, finished, say, together

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.integration.journeys_urls"),
    pytest.mark.usefixtures("offered"),
]


def test_each_answer_is_on_the_ledger() -> None:
    holder = services.begin(actor=PUBLIC, slug="trial")
    say(holder, "seen", "yes")
    say(holder, "seen", "no")
    say(holder, "seen", "no")  # the same again changes nothing
    entries = Entry.objects.filter(subjects=[f"journeys.draft:{holder.draft_id}"]).order_by("id")
    assert list(entries.values_list("act", "action")) == [
        ("collection", "journeys.draft.begin"),
        ("collection", "journeys.draft.answer"),
        ("alteration", "journeys.draft.answer"),
    ]


def test_an_old_page_cannot_overwrite_another_answer() -> None:
    """Two tabs: each posts its own question only."""
    holder = services.begin(actor=PUBLIC, slug="trial")
    say(holder, "seen", "yes")
    say(holder, "note", "from the other tab")
    say(holder, "colour", "red")
    assert answers_of(holder) == {"seen": "yes", "note": "from the other tab", "colour": "red"}


@pytest.mark.django_db(transaction=True)
def test_answers_given_at_the_same_moment_are_all_kept() -> None:
    holder = services.begin(actor=PUBLIC, slug="trial")
    names = ("seen", "colour", "note")
    together(lambda place: say(holder, names[place], "yes"), 3)
    assert answers_of(holder) == {"seen": "yes", "colour": "yes", "note": "yes"}


def test_nobody_without_a_key_gets_in() -> None:
    holder, other = finished(), finished()
    for claim in (Holder(holder.draft_id), Holder(holder.draft_id, "guess"), Holder(holder.draft_id, other.key)):
        with pytest.raises(NoSuchDraft):
            say(claim, "note", "mine now")
        with pytest.raises(NoSuchDraft):
            selectors.draft(actor=PUBLIC, holder=claim)
        with pytest.raises(NoSuchDraft):
            services.submit(actor=PUBLIC, holder=claim, on_submit=receive)
        with pytest.raises(NoSuchDraft):
            services.make_code(actor=PUBLIC, holder=claim)


def test_an_upload_that_ends_after_its_page_opens_with_the_proof_of_a_key_that_still_opens() -> None:
    def open_with(proof: str) -> None:
        with transaction.atomic(), writing():
            lock_proven(PUBLIC, holder.draft_id, proof)

    holder = finished()
    proof = digest(KeyKind.DEVICE, holder.key)
    open_with(proof)
    other = finished()
    for wrong in ("", holder.key, digest(KeyKind.CODE, holder.key), digest(KeyKind.DEVICE, other.key)):
        with pytest.raises(NoSuchDraft):
            open_with(wrong)
    services.submit(actor=PUBLIC, holder=holder, on_submit=receive)
    with pytest.raises(AlreadySent) as caught:
        open_with(proof)
    assert caught.value.url == f"/sent/{holder.draft_id}"
    services.forget_device(actor=PUBLIC, holder=other)
    holder = other
    with pytest.raises(NoSuchDraft):
        open_with(digest(KeyKind.DEVICE, other.key))


def test_the_language_chosen_by_now_is_kept_and_none_chosen_changes_nothing() -> None:
    def language() -> str:
        with reading(actor=PUBLIC, purpose=Purpose.OWN_RECORD, action="test"):
            return Draft.objects.get(pk=holder.draft_id).language

    holder = services.begin(actor=PUBLIC, slug="trial", language="ur")
    services.make_code(actor=PUBLIC, holder=holder)
    assert language() == "ur"
    services.make_code(actor=PUBLIC, holder=holder, language="pl")
    assert language() == "pl"


def test_each_change_keeps_a_draft_for_another_28_days_and_saying_the_same_again_does_not() -> None:
    holder = services.begin(actor=PUBLIC, slug="trial")
    say(holder, "seen", "no")
    with clock.shifted(timedelta(days=20)):
        say(holder, "seen", "no")
    with clock.shifted(timedelta(days=29)), pytest.raises(NoSuchDraft):
        say(holder, "seen", "yes")
    with clock.shifted(timedelta(days=27)):
        say(holder, "seen", "yes")
    with clock.shifted(timedelta(days=54)):
        assert say(holder, "seen", "no") == {}
