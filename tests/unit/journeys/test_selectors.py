"""Who may open a draft, what they are offered to go on with, and answers that can be read for ever."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.journeys import catalogue, selectors, services
from bluelamp.journeys.definition import version_of
from bluelamp.journeys.enums import KeyKind
from bluelamp.journeys.errors import AlreadySent, NoSuchDraft, WrongCode
from bluelamp.journeys.keys import digest, new_device_key
from bluelamp.journeys.models import Draft, DraftKey
from bluelamp.journeys.types import Holder
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading
from tests.factories.journeys import trial
from tests.integration.journeys_urls import RECEIVED, receive
from tests.plugins.cast import Cast
from tests.unit.journeys.drafts import PUBLIC, finished, say

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.integration.journeys_urls"),
    pytest.mark.usefixtures("offered"),
]


def opened(actor: Actor, holder: Holder) -> Draft:
    with reading(actor=actor, purpose=Purpose.OWN_RECORD, action="test"):
        return selectors.draft(actor=actor, holder=holder)


def test_staff_open_what_they_began_themselves(cast: dict[str, Actor]) -> None:
    holder = services.begin(actor=cast["call_taker"], slug="trial")
    claim = Holder(holder.draft_id)
    assert say(claim, "seen", "no", cast["call_taker"]) == {}
    with pytest.raises(NoSuchDraft):
        say(claim, "seen", "yes", cast["supervisor"])


def test_neither_key_nor_code_opens_what_staff_began_to_others(cast: dict[str, Actor]) -> None:
    owner = cast["call_taker"]
    claim = services.begin(actor=owner, slug="trial")
    key = new_device_key()  # as it was given to staff once
    DraftKey.objects.create(digest=digest(KeyKind.DEVICE, key), draft_id=claim.draft_id, kind=KeyKind.DEVICE)
    code = services.make_code(actor=owner, holder=claim)
    for other in (PUBLIC, cast["supervisor"]):
        assert not selectors.openable(actor=other, holder=Holder(claim.draft_id, key)).exists()
        assert selectors.unsent(actor=other, slug="trial", holders=[Holder(claim.draft_id, key)]) == []
        with pytest.raises(WrongCode):
            services.come_back(actor=other, code=code)
    assert services.come_back(actor=owner, code=code) == claim == Holder(claim.draft_id)


def test_answers_can_be_read_for_ever() -> None:
    holder = finished()
    services.submit(actor=PUBLIC, holder=holder, on_submit=receive)
    [sent] = RECEIVED
    catalogue.withdraw("trial")
    facts = selectors.read_answers(version=sent.version, answers=sent.answers)
    assert [(fact.label, fact.lines) for fact in facts] == [
        ("Was it seen?", ("Yes",)),
        ("What colour?", ("blue",)),
    ]


def test_what_is_offered_to_go_on_with_is_ones_own_open_and_about_the_same() -> None:
    def begin(about: str = "") -> Holder:
        return services.begin(actor=PUBLIC, slug="trial", about=about)

    def offered(slug: str = "trial", about: str = "") -> list[Holder]:
        return selectors.unsent(actor=PUBLIC, slug=slug, holders=mine, about=about)

    first, second, about, _stranger = begin(), begin(), begin("contact.report:1"), begin()
    sent = finished()
    services.submit(actor=PUBLIC, holder=sent, on_submit=receive)
    mine = [first, about, sent, second]
    assert offered() == [second, first]
    assert offered(about="contact.report:1") == [about]
    assert offered(slug="burglary") == []
    with clock.shifted(timedelta(days=29)):
        assert offered() == []


def test_whoever_is_known_needs_no_key_and_nobody_else_is_them(cast: Cast) -> None:
    for actor in (Actor.citizen(new_id()), cast["call_taker"]):
        claim = services.begin(actor=actor, slug="trial")
        draft = opened(actor, claim)
        assert selectors.unsent(actor=actor, slug="trial", holders=[]) == [Holder(draft.pk)]
        assert selectors.is_mine(actor=actor, draft=draft)
        for other in (Actor.receipt(actor.id), Actor.citizen(new_id()), PUBLIC):
            assert not selectors.is_mine(actor=other, draft=draft)
    unknown = services.begin(actor=PUBLIC, slug="trial")
    assert not selectors.is_mine(actor=PUBLIC, draft=opened(PUBLIC, unknown))


def test_a_draft_that_was_sent_leads_to_where_its_sender_was_shown_so() -> None:
    holder = finished()
    services.submit(actor=PUBLIC, holder=holder, on_submit=receive)
    with pytest.raises(AlreadySent) as caught:
        opened(PUBLIC, holder)
    assert caught.value.url == f"/sent/{holder.draft_id}"


def test_what_runs_out_first_is_erased_first() -> None:
    drafts = []
    for days in (3, 1, 2):
        with clock.shifted(timedelta(days=-40 - days)):
            drafts.append(services.begin(actor=PUBLIC, slug="trial").draft_id)
    services.begin(actor=PUBLIC, slug="trial")
    assert selectors.expired(limit=2) == [drafts[0], drafts[2]]
    assert selectors.expired(limit=9) == [drafts[0], drafts[2], drafts[1]]


def test_stored_answers_are_read_in_the_language_of_their_reader() -> None:
    services.begin(actor=PUBLIC, slug="trial")
    with override("ur"):
        [fact] = selectors.read_answers(version=version_of(trial()), answers={"seen": "yes"})
    assert (fact.label, fact.lines) == ("Was it seen?", ("ہاں",))
