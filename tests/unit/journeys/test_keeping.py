"""Coming back to a draft with a code, leaving nothing on a device, and what is kept of either."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotAllowed
from bluelamp.journeys import services
from bluelamp.journeys.errors import AlreadySent, NoSuchDraft, NoSuchJourney, WrongCode
from bluelamp.ledger.models import Entry
from tests.integration.journeys_urls import receive
from tests.plugins.cast import Cast
from tests.unit.journeys.drafts import PUBLIC, answers_of, finished, say

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.integration.journeys_urls"),
    pytest.mark.usefixtures("offered"),
]


def test_the_database_keeps_digests_only() -> None:
    holder = services.begin(actor=PUBLIC, slug="trial")
    code = services.make_code(actor=PUBLIC, holder=holder)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(k::text, ' ') FROM journeys_draftkey k")
        stored = str(cursor.fetchone())
    assert holder.key not in stored
    assert code not in stored
    assert code.replace("-", "") not in stored


def test_a_code_opens_the_draft_on_another_device() -> None:
    holder = services.begin(actor=PUBLIC, slug="trial")
    say(holder, "seen", "yes")
    code = services.make_code(actor=PUBLIC, holder=holder)
    elsewhere = services.come_back(actor=PUBLIC, code=code.lower().replace("-", " "))
    assert elsewhere.draft_id == holder.draft_id
    assert elsewhere.key != holder.key
    say(elsewhere, "colour", "green")
    say(holder, "note", "and here still")
    assert answers_of(holder) == {"seen": "yes", "colour": "green", "note": "and here still"}


def test_a_new_code_replaces_the_old_one() -> None:
    holder = services.begin(actor=PUBLIC, slug="trial")
    old = services.make_code(actor=PUBLIC, holder=holder)
    services.make_code(actor=PUBLIC, holder=holder)
    with pytest.raises(WrongCode):
        services.come_back(actor=PUBLIC, code=old)


def test_a_forgotten_device_needs_the_code() -> None:
    holder = services.begin(actor=PUBLIC, slug="trial")
    code = services.make_code(actor=PUBLIC, holder=holder)
    services.forget_device(actor=PUBLIC, holder=holder)
    with pytest.raises(NoSuchDraft):
        say(holder, "seen", "yes")
    assert say(services.come_back(actor=PUBLIC, code=code), "seen", "yes") == {}


def test_what_is_not_offered_cannot_be_begun() -> None:
    with pytest.raises(NoSuchJourney):
        services.begin(actor=PUBLIC, slug="nothing")
    assert Client().get("/ask/nothing").status_code == 404


def test_only_the_nightly_job_erases(cast: Cast) -> None:
    services.begin(actor=PUBLIC, slug="trial")
    with clock.shifted(timedelta(days=29)):
        for actor in (PUBLIC, cast["citizen"], cast["administrator"]):
            with pytest.raises(NotAllowed):
                services.erase_expired(actor=actor)
        assert services.erase_expired(actor=Actor.job("test")) == 1
        assert services.erase_expired(actor=Actor.job("test")) == 0
    assert Entry.objects.filter(act="erasure").count() == 1


def test_a_code_comes_from_whoever_is_writing_and_from_nobody_after_it_was_sent() -> None:
    holder = finished()
    code = services.make_code(actor=PUBLIC, holder=holder)
    services.submit(actor=PUBLIC, holder=holder, on_submit=receive)
    with pytest.raises(AlreadySent):
        services.make_code(actor=PUBLIC, holder=holder)
    back = services.come_back(actor=PUBLIC, code=code)
    with pytest.raises(AlreadySent):
        say(back, "note", "too late")
