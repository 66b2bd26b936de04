"""What a device forgets when somebody leaves: everything that would open it again, and nothing else."""

import pytest
from django.test import Client

from bluelamp.accounts.models import SignIn
from bluelamp.core.ids import new_id
from tests.factories.accounts import come_in
from tests.factories.rooms import received
from tests.unit.portal.receipts import asked_for, hold, sent_unanswered

pytestmark = pytest.mark.django_db


def test_a_report_that_was_closed_does_not_open_again_with_its_draft(client: Client) -> None:
    address, report, _ = sent_unanswered(client)
    client.post(f"{address}/check")
    copied = client.cookies["drafts"].value
    receipt = asked_for(client)
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
    _, report, receipt = sent_unanswered(Client())
    page = client.post("/track", {"reference": report.reference, "receipt": receipt})["Location"]
    stolen.cookies["sessionid"] = client.cookies["sessionid"].value
    assert stolen.get("/track/report")["Location"] == page
    assert planted.get("/track/report")["Location"] == "/track"
    client.post("/track/leave")
    assert stolen.get("/track/report")["Location"] == "/track"


def test_whoever_leaves_a_chat_about_a_report_leaves_no_key_to_its_draft(client: Client) -> None:
    address, report, _ = sent_unanswered(client)
    client.post(f"{address}/check")
    about = {"text": "He is back.", "client_id": str(new_id()), "report": str(report.id)}
    room = client.post("/chat", about).headers["Location"]
    assert client.post(f"{room}/leave").status_code == 200
    assert client.cookies["drafts"].value == ""
    assert client.get(address).status_code == 404
    assert client.get(room).headers["Location"] == "/chat"


def test_closing_a_report_leaves_other_drafts_open(client: Client) -> None:
    other = client.post("/report/burglary")["Location"]
    address, _report, _ = sent_unanswered(client)
    client.post(f"{address}/check")
    client.post("/track/leave")
    assert client.get(other).status_code == 200


def test_whoever_is_signed_in_is_signed_out_and_holds_no_receipt_from_before() -> None:
    client = Client()
    hold(client, received().id)
    come_in(client)
    assert client.post("/track/leave")["Location"] == "/"
    assert client.get("/account/").status_code == 302
    assert client.get("/sent")["Location"] == "/track"
    assert not SignIn.objects.exists()


def test_a_report_that_nobody_can_find_any_more_can_still_be_left(client: Client) -> None:
    hold(client, new_id())
    assert client.post("/track/leave")["Location"] == "/"
    assert "receipt" not in client.session


def test_what_was_still_to_be_saved_is_not_there_for_the_next_person(client: Client) -> None:
    hold(client, received().id)
    asked_for(client)
    client.post("/track/leave")
    assert "receipt_to_save" not in client.session


def test_only_a_button_makes_it_forget(client: Client) -> None:
    hold(client, received().id)
    assert client.get("/track/leave").status_code == 405
    assert "receipt" in client.session
