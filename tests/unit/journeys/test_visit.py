"""Every page of a draft: who is let onto it, at which door, and what they find once it was sent."""

from uuid import UUID

import pytest
from django.test import Client

from bluelamp.journeys.models import Draft
from bluelamp.ledger.models import Entry
from tests.factories.journeys import trial
from tests.integration.journeys_urls import RECEIVED
from tests.integration.journeys_walker import Walker

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.integration.journeys_urls"),
    pytest.mark.usefixtures("offered"),
]


def test_another_browser_is_told_nothing() -> None:
    walker = Walker(trial())
    walker.begin()
    stranger, nowhere = Client().get(walker.base), Client().get(f"/ask/trial/{UUID(int=0)}")
    assert stranger.status_code == nowhere.status_code == 404


def test_after_sending_every_old_page_leads_to_the_receipt() -> None:
    walker = Walker(trial())
    walker.begin()
    walker.answer("seen", "no")
    walker.answer("note", None)
    walker.answer("photos", None)
    receipt = walker.client.post(f"{walker.base}/check")["Location"]
    for page in ("", "/check", "/save", "/forget", "/question/seen", "/question/note"):
        assert walker.client.get(walker.base + page)["Location"] == receipt
        assert walker.client.post(walker.base + page, {"seen": "yes", "note": "late"})["Location"] == receipt
    assert len(RECEIVED) == 1
    assert RECEIVED[0].answers == {"seen": "no"}


def test_reading_a_draft_is_on_the_ledger() -> None:
    walker = Walker(trial())
    base = walker.begin()
    walker.read(base)
    read = Entry.objects.get(act="consultation", subjects=[f"journeys.draft:{base.rsplit('/', 1)[-1]}"])
    assert read.purpose == "own_record"


def test_a_wrong_csrf_token_saves_nothing_and_loses_nothing() -> None:
    walker = Walker(trial(), Client(enforce_csrf_checks=True))
    token = walker.client.get("/ask/trial").cookies["csrftoken"].value
    walker.base = walker.client.post("/ask/trial", {"csrfmiddlewaretoken": token})["Location"]
    walker.client.post(walker.url("seen"), {"seen": "yes", "csrfmiddlewaretoken": token})
    assert walker.client.post(walker.url("seen"), {"seen": "no"}).status_code == 403
    assert 'value="yes" checked' in walker.client.get(walker.url("seen")).content.decode()


def test_a_draft_opens_under_the_address_of_its_own_form_alone() -> None:
    walker = Walker(trial())
    base = walker.begin()
    draft = base.rpartition("/")[2]
    assert walker.client.get(f"/ask/other/{draft}").status_code == 404
    assert walker.client.get(f"/narrow/trial/{draft}").status_code == 200  # a door that asks it too
    Draft.objects.update(about="contact.report:1")
    assert walker.client.get(base).status_code == 404
    assert walker.client.post(walker.url("seen"), {"seen": "yes"}).status_code == 404


def test_going_on_makes_the_key_good_for_another_28_days() -> None:
    walker = Walker(trial())
    walker.begin()
    looked = walker.client.get(walker.url("seen"))
    went_on = walker.client.post(walker.url("seen"), {"seen": "yes"})
    assert "drafts" not in looked.cookies
    assert went_on.cookies["drafts"]["max-age"] == 28 * 24 * 60 * 60


def test_back_leads_to_the_question_before_or_to_where_the_change_was_asked_for() -> None:
    walker = Walker(trial())
    base = walker.begin()
    walker.answer("seen", "yes")
    first, second = walker.url("seen"), walker.url("colour")
    for address, back in ((first, base), (second, first), (f"{second}?from=check", f"{base}/check")):
        page = walker.client.get(address).content.decode()
        assert f'href="{back}" class="govuk-back-link"' in page, address
