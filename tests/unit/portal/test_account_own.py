"""One's own account: its reports and no others, where it is signed in, and its end."""

from random import Random
from uuid import UUID

import pytest
from django.test import Client

from bluelamp.accounts.models import Account, SignIn
from bluelamp.contact import services as contact
from bluelamp.contact.models import Report
from bluelamp.contact.report_types import report_types
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.demo import stories
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import writing
from tests.factories.accounts import EMAIL, actor_of, come_in, signed_in
from tests.factories.rooms import on_ledger, received
from tests.factories.telling import tell
from tests.unit.portal.receipts import asked_for, holder, text

pytestmark = pytest.mark.django_db
SETTINGS = "/account/settings"
NO = {"csrfmiddlewaretoken": "x"}  # no real form comes empty


def proof(report: Report) -> dict[str, str]:
    receipt = contact.issue_receipt(actor=Actor.receipt(report.id), report_id=report.id)
    return {"reference": report.reference, "receipt": receipt}


def told_by(client: Client) -> Report:
    report_id = tell(actor=actor_of(client), story=stories.burglary(Random(7), postcode="B4 7AP"))
    with writing():
        return Report.objects.get(pk=report_id)


def test_my_reports_are_those_of_my_account_by_what_they_are() -> None:
    mine, other = signed_in(), signed_in("tom@example.com")
    report = told_by(mine)
    shown = text(mine.get("/account/"))
    assert report.reference in shown
    assert str(report_types()["burglary"].journey.title) in shown
    assert report.reference not in text(other.get("/account/"))


def test_a_report_of_a_kind_that_is_asked_no_more_is_still_there() -> None:
    client = signed_in()
    report = told_by(client)
    Report.objects.filter(pk=report.id).update(journey_slug="witchcraft")
    assert text(client.get("/account/")).count(report.reference) == 2, "it is called by its reference"


def test_whoever_shows_its_receipt_adds_a_report_and_nobody_else_does() -> None:
    client, report, other = signed_in(), received(), received()
    right = proof(report)
    for wrong in (right | {"receipt": "1" * 16}, right | {"reference": other.reference}, NO):
        assert client.post("/account/add", wrong).status_code == 422
    assert on_ledger("accounts.report.keep") == 0
    assert client.post("/account/add", right)["Location"] == f"/reports/{report.id}/"
    assert on_ledger("accounts.report.keep") == 1
    assert "receipt" not in client.session, "it is the account's now"


def test_too_many_wrong_receipts_are_said_to_be_so() -> None:
    client, report = signed_in(), received()
    wrong = proof(report) | {"receipt": "1" * 16}
    answers = [client.post("/account/add", wrong, REMOTE_ADDR="203.0.113.91").status_code for _ in range(40)]
    assert (answers[0], answers[-1]) == (422, 429)


@pytest.mark.parametrize("answer", ["yes", "no", "unsaved"])
def test_what_becomes_of_the_report_that_was_held(answer: str) -> None:
    report = received()
    client = holder(report.id)
    asked_for(client)
    come_in(client)
    me = actor_of(client)
    given = proof(report) if answer == "yes" else {}
    leads = client.post("/account/held", {"keep": answer, **given})["Location"]
    assert leads == ("/sent" if answer == "unsaved" else "/account/")
    assert ("receipt" in client.session) is (answer == "unsaved")
    assert ("receipt_to_save" in client.session) is (answer == "unsaved")
    assert (client.get("/account/").status_code == 200) is (answer != "unsaved")
    joined = Entry.objects.filter(actor_id=me.id, subjects__contains=[f"contact.report:{report.id}"])
    assert joined.exists() is (answer == "yes")


def test_a_report_that_was_left_open_joins_no_account_without_its_receipt() -> None:
    report = received()
    client = holder(report.id)
    come_in(client)
    for given in (
        {},
        {"keep": "yes"},
        {"keep": "yes", "reference": report.reference, "receipt": "1" * 16},
        {"keep": "?"},
    ):
        assert client.post("/account/held", given | NO).status_code == 422
    assert on_ledger("accounts.report.keep") == 0
    assert "receipt" in client.session


def test_signing_out_is_for_everybody_and_leads_home() -> None:
    client = signed_in()
    for who in (client, client, Client()):
        assert who.post("/account/sign-out")["Location"] == "/"
    assert client.get("/account/sign-out").status_code == 405
    assert not SignIn.objects.exists()


def test_signing_out_of_no_account_leaves_what_else_a_browser_holds() -> None:
    client = holder(received().id)
    client.post("/account/sign-out")
    assert "receipt" in client.session


def test_one_is_told_of_sign_ins_from_when_one_asks_for_it_until_one_does_not() -> None:
    client = signed_in()
    for sent, wanted in (({"tell": "1"}, True), (NO, False)):
        assert client.post(f"{SETTINGS}/tell", sent)["Location"] == SETTINGS
        with writing():
            assert Account.objects.get().tell_of_sign_ins is wanted


def test_the_only_way_in_is_never_taken_away() -> None:
    client = signed_in()
    assert "Remove this address" not in text(client.get(SETTINGS))
    for page in ("address/remove", "provider/remove", f"passkeys/{new_id()}/remove"):
        refused = client.post(f"{SETTINGS}/{page}")
        assert refused.status_code == 409
        assert "This is the only way in to your account." in text(refused)
    assert EMAIL in text(client.get(SETTINGS))


def test_somebody_elses_sign_in_is_answered_like_none() -> None:
    mine, other = signed_in(), signed_in("tom@example.com")
    theirs = UUID(other.session["account_sign_in"])
    for found in (theirs, new_id()):
        assert mine.post(f"{SETTINGS}/sign-ins/{found}/end").status_code == 404
    assert other.get("/account/").status_code == 200


def test_signing_out_everywhere_is_here_too_and_nobody_elses() -> None:
    here, elsewhere, other = signed_in(), signed_in(), signed_in("tom@example.com")
    assert here.post(f"{SETTINGS}/sign-ins/end")["Location"] == "/account/sign-in"
    assert [client.get("/account/").status_code for client in (here, elsewhere, other)] == [302, 302, 200]


def test_before_an_account_is_erased_the_reports_that_nothing_else_opens_are_named() -> None:
    client, added = signed_in(), received()
    bare = told_by(client)
    client.post("/account/add", proof(added))
    page = text(client.get(f"{SETTINGS}/erase"))
    assert bare.reference in page
    assert f"/reports/{bare.id}/receipt" in page
    assert added.reference not in page
    refused = client.post(f"{SETTINGS}/erase", NO)
    assert refused.status_code == 422
    assert "Confirm that you want to erase your account" in text(refused)
    assert bare.reference in text(refused)
    with writing():
        assert Account.objects.count() == 1


def test_an_erased_account_is_signed_out_in_every_browser_and_its_reports_stay() -> None:
    client, elsewhere = signed_in(), signed_in()
    report = told_by(client)
    assert client.post(f"{SETTINGS}/erase", {"sure": "1"}).status_code == 200
    assert [one.get("/account/").status_code for one in (client, elsewhere)] == [302, 302]
    with writing():
        assert not Account.objects.exists()
        assert Report.objects.filter(pk=report.id).exists()
