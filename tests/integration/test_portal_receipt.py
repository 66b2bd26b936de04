"""The receipt is shown until it is saved, and whoever reads the database meanwhile reads none."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from django.test import Client

from bluelamp.contact.models import Report
from bluelamp.contact.receipts import normalised
from bluelamp.contact.services import issue_receipt
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.journeys.models import Submission
from bluelamp.ledger.enums import Act
from bluelamp.ledger.reading import writing
from bluelamp.ledger.services import record
from tests.factories.rooms import on_ledger, received

pytestmark = pytest.mark.django_db


def _holder(client: Client, report_id: object) -> None:
    session = client.session
    session["receipt"] = str(report_id)
    session.save()
    client.cookies["sessionid"] = session.session_key or ""


def _shown(client: Client) -> str | None:
    """The receipt on the page; none when it offers to make one."""
    page = client.get("/sent").content.decode()
    found = re.search(r"(?:\d{4} ){3}\d{4}", page)
    assert bool(found) != ("Show me a new receipt" in page)
    return normalised(found[0]) if found else None


def _asked_for(client: Client) -> str:
    assert client.post("/sent")["Location"] == "/sent"
    receipt = _shown(client)
    assert receipt
    return receipt


def _sent(client: Client) -> tuple[str, Report, str]:
    """A draft begun in this browser and sent from it, whose answer was lost: its address, the report, and the receipt
    that nobody saw."""
    address = client.post("/report/burglary")["Location"]
    draft_id = UUID(address.rsplit("/", 1)[1])
    with transaction.atomic(), writing():
        Submission.objects.create(draft_id=draft_id, url="/sent")
        record(actor=Actor.public(), act=Act.ALTERATION, action="test", subjects=[f"journeys.draft:{draft_id}"])
    report = received(draft_id=draft_id)
    return address, report, issue_receipt(actor=Actor.receipt(report.id), report_id=report.id)


def test_it_stays_until_it_is_saved_and_is_sealed_meanwhile(client: Client) -> None:
    report = received()
    _holder(client, report.id)
    receipt = _asked_for(client)
    assert _shown(client) == receipt
    for kept in Session.objects.all():
        assert receipt not in str(kept.get_decoded())
    assert client.post("/sent", {"saved": "1"})["Location"] == f"/reports/{report.id}/"
    assert "receipt_to_save" not in client.session


def test_the_receipt_of_one_report_is_not_shown_for_the_next(client: Client) -> None:
    first, second = received(), received()
    _holder(client, first.id)
    earlier = _asked_for(client)
    _holder(client, second.id)
    assert _shown(client) is None
    assert _asked_for(client) != earlier


def test_one_that_cannot_be_read_gives_way_to_a_new_one(client: Client) -> None:
    _holder(client, received().id)
    session = client.session
    session["receipt_to_save"] = plain = str(new_id().int)[:16]
    session.save()
    assert _shown(client) is None
    assert _asked_for(client) != plain


def test_looking_makes_no_receipt(client: Client) -> None:
    report = received()
    _holder(client, report.id)
    assert _shown(client) is None
    assert client.post("/sent", {"saved": "1"})["Location"] == "/sent"  # what was not seen cannot be saved
    assert client.get("/sent").status_code == 200
    assert on_ledger("contact.receipt.confirm") == 0


def test_whoever_lost_the_answer_presses_again_and_asks_for_a_receipt_that_works(client: Client) -> None:
    address, report, _ = _sent(client)
    assert client.post(f"{address}/check")["Location"] == "/sent"
    assert _shown(client) is None
    receipt = _asked_for(client)
    assert client.post(f"{address}/check")["Location"] == "/sent"
    assert client.get(address)["Location"] == "/sent"
    assert _shown(client) == receipt
    given = {"reference": report.reference, "receipt": receipt}
    assert Client().post("/track", given)["Location"] == f"/reports/{report.id}/"


def test_a_second_press_that_overtakes_the_first_leaves_its_receipt_good(client: Client) -> None:
    address, report, receipt = _sent(client)
    client.post(f"{address}/check")
    client.get(address)
    assert _shown(client) is None
    given = {"reference": report.reference, "receipt": receipt}
    assert Client().post("/track", given)["Location"] == f"/reports/{report.id}/"


def test_whoever_has_the_key_of_an_accounts_report_does_not_have_the_report(client: Client) -> None:
    """It was begun without an account, on a computer that others use, and sent by somebody signed in."""
    address, report, _ = _sent(client)
    theirs = f"/reports/{report.id}/receipt"
    Report.objects.filter(pk=report.id).update(receipt_hash="")
    Submission.objects.update(url=theirs)
    for page in (client.get(address), client.post(f"{address}/check")):
        assert page["Location"] == theirs
    assert "receipt" not in client.session
    assert client.get(theirs).status_code in {302, 404}
    assert client.get(f"/reports/{report.id}/")["Location"] == "/track"


def test_a_receipt_that_is_saved_ends_what_the_key_of_the_draft_opens(client: Client) -> None:
    address, report, _ = _sent(client)
    other = Client()
    other.cookies["drafts"] = client.cookies["drafts"].value
    client.post(f"{address}/check")
    _asked_for(client)
    client.post("/sent", {"saved": "1"})
    assert other.get(address)["Location"] == "/track?sent=1"
    assert other.get(f"/reports/{report.id}/")["Location"] == "/track"


def test_a_report_that_was_closed_does_not_open_again_with_its_draft(client: Client) -> None:
    address, report, _ = _sent(client)
    client.post(f"{address}/check")
    copied = client.cookies["drafts"].value
    receipt = _asked_for(client)
    assert client.post("/track/leave")["Location"] == "/"
    assert client.cookies["drafts"].value == ""
    for cookie in ("", copied):
        client.cookies["drafts"] = cookie
        for page in (client.get(address), client.post(f"{address}/check")):
            assert page.status_code == 404
    assert client.get("/sent")["Location"] == client.get("/track/report")["Location"] == "/track"
    assert client.post("/track/leave")["Location"] == "/"
    given = {"reference": report.reference, "receipt": receipt}
    assert client.post("/track", given)["Location"] == f"/reports/{report.id}/"


def test_a_planted_session_never_opens_a_report_and_a_stolen_one_until_its_owner_closes_it(client: Client) -> None:
    planted, stolen = Client(), Client()
    session = client.session
    session.save()
    client.cookies["sessionid"] = planted.cookies["sessionid"] = session.session_key or ""
    _, report, receipt = _sent(Client())
    page = client.post("/track", {"reference": report.reference, "receipt": receipt})["Location"]
    stolen.cookies["sessionid"] = client.cookies["sessionid"].value
    assert stolen.get("/track/report")["Location"] == page
    assert planted.get("/track/report")["Location"] == "/track"
    client.post("/track/leave")
    assert stolen.get("/track/report")["Location"] == "/track"


def test_whoever_leaves_a_chat_about_a_report_leaves_no_key_to_its_draft(client: Client) -> None:
    address, report, _ = _sent(client)
    client.post(f"{address}/check")
    about = {"text": "He is back.", "client_id": str(new_id()), "report": str(report.id)}
    room = client.post("/chat", about).headers["Location"]
    assert client.post(f"{room}/leave").status_code == 200
    assert client.cookies["drafts"].value == ""
    assert client.get(address).status_code == 404
    assert client.get(room).headers["Location"] == "/chat"


def test_closing_a_report_leaves_other_drafts_open(client: Client) -> None:
    other = client.post("/report/burglary")["Location"]
    address, _report, _ = _sent(client)
    client.post(f"{address}/check")
    client.post("/track/leave")
    assert client.get(other).status_code == 200


def test_a_sent_draft_opens_its_report_for_a_short_time_only(client: Client) -> None:
    address, report, receipt = _sent(client)
    client.post(f"{address}/check")
    client.cookies.pop("sessionid")
    with clock.shifted(timedelta(minutes=14)):
        assert client.get(address)["Location"] == "/sent"
        assert _shown(client) is None
    client.cookies.pop("sessionid")
    with clock.shifted(timedelta(minutes=16)):
        for page in (client.get(address), client.post(f"{address}/check")):
            assert page["Location"] == "/track?sent=1"
        assert "opens only with your reference and receipt" in client.get("/track?sent=1").content.decode()
        assert client.get("/sent")["Location"] == "/track"
        given = {"reference": report.reference, "receipt": receipt}
        assert Client().post("/track", given)["Location"] == f"/reports/{report.id}/"


def test_a_sender_who_never_had_a_receipt_still_gets_one_later(client: Client) -> None:
    address, report, _ = _sent(client)
    Report.objects.filter(pk=report.id).update(receipt_hash="")  # as when it was made after the report
    with clock.shifted(timedelta(hours=3)):
        assert client.post(f"{address}/check")["Location"] == "/sent"
        given = {"reference": report.reference, "receipt": _asked_for(client)}
        assert Client().post("/track", given)["Location"] == f"/reports/{report.id}/"
