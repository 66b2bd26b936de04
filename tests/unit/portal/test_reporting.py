"""Who sees a report after sending it: its sender, for a short time, and whoever has the receipt or the account."""

from datetime import timedelta

import pytest
from django.test import Client

from bluelamp.contact import likeness
from bluelamp.contact.models import Report
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.places.gazetteer import gazetteer
from bluelamp.journeys.facts import Fact, Facts
from bluelamp.journeys.models import Submission
from bluelamp.journeys.types import Means, Sent
from bluelamp.ledger.reading import writing
from bluelamp.portal.reporting import before_sending, receive
from tests.factories.accounts import account
from tests.factories.rooms import received
from tests.factories.submitted import submitted
from tests.plugins.cast import Cast
from tests.unit.portal.receipts import asked_for, sent_unanswered, shown

pytestmark = pytest.mark.django_db
WARD = gazetteer().find_places("Ladywood")[0]


def test_whoever_lost_the_answer_presses_again_and_asks_for_a_receipt_that_works(client: Client) -> None:
    address, report, _ = sent_unanswered(client)
    assert client.post(f"{address}/check")["Location"] == "/sent"
    assert shown(client) is None
    receipt = asked_for(client)
    assert client.post(f"{address}/check")["Location"] == "/sent"
    assert client.get(address)["Location"] == "/sent"
    assert shown(client) == receipt
    given = {"reference": report.reference, "receipt": receipt}
    assert Client().post("/track", given)["Location"] == f"/reports/{report.id}/"


def test_a_second_press_that_overtakes_the_first_leaves_its_receipt_good(client: Client) -> None:
    address, report, receipt = sent_unanswered(client)
    client.post(f"{address}/check")
    client.get(address)
    assert shown(client) is None
    given = {"reference": report.reference, "receipt": receipt}
    assert Client().post("/track", given)["Location"] == f"/reports/{report.id}/"


def test_whoever_has_the_key_of_an_accounts_report_does_not_have_the_report(client: Client) -> None:
    """It was begun without an account, on a computer that others use, and sent by somebody signed in."""
    address, report, _ = sent_unanswered(client)
    theirs = f"/reports/{report.id}/receipt"
    Report.objects.filter(pk=report.id).update(receipt_hash="")
    Submission.objects.update(url=theirs)
    for page in (client.get(address), client.post(f"{address}/check")):
        assert page["Location"] == theirs
    assert "receipt" not in client.session
    assert client.get(theirs).status_code in {302, 404}
    assert client.get(f"/reports/{report.id}/")["Location"] == "/track"


def test_a_receipt_that_is_saved_ends_what_the_key_of_the_draft_opens(client: Client) -> None:
    address, report, _ = sent_unanswered(client)
    other = Client()
    other.cookies["drafts"] = client.cookies["drafts"].value
    client.post(f"{address}/check")
    asked_for(client)
    client.post("/sent", {"saved": "1"})
    assert other.get(address)["Location"] == "/track?sent=1"
    assert other.get(f"/reports/{report.id}/")["Location"] == "/track"


def test_a_sent_draft_opens_its_report_for_a_short_time_only(client: Client) -> None:
    address, report, receipt = sent_unanswered(client)
    client.post(f"{address}/check")
    client.cookies.pop("sessionid")
    with clock.shifted(timedelta(minutes=14)):
        assert client.get(address)["Location"] == "/sent"
        assert shown(client) is None
    client.cookies.pop("sessionid")
    with clock.shifted(timedelta(minutes=16)):
        for page in (client.get(address), client.post(f"{address}/check")):
            assert page["Location"] == "/track?sent=1"
        assert "opens only with your reference and receipt" in client.get("/track?sent=1").content.decode()
        assert client.get("/sent")["Location"] == "/track"
        given = {"reference": report.reference, "receipt": receipt}
        assert Client().post("/track", given)["Location"] == f"/reports/{report.id}/"


def test_a_sender_who_never_had_a_receipt_still_gets_one_later(client: Client) -> None:
    address, report, _ = sent_unanswered(client)
    Report.objects.filter(pk=report.id).update(receipt_hash="")  # as when it was made after the report
    with clock.shifted(timedelta(hours=3)):
        assert client.post(f"{address}/check")["Location"] == "/sent"
        given = {"reference": report.reference, "receipt": asked_for(client)}
        assert Client().post("/track", given)["Location"] == f"/reports/{report.id}/"


def test_whoever_is_not_signed_in_is_told_a_receipt_that_opens_their_report_and_is_written_in_no_log() -> None:
    sent = receive(actor=Actor.public(), submitted=submitted())
    assert sent.url == "/sent"
    with writing():
        report = Report.objects.get()
    told = getattr(sent.told_once, "receipt", "")
    given = {"reference": report.reference, "receipt": told}
    assert Client().post("/track", given)["Location"] == f"/reports/{report.id}/"
    assert told not in repr(sent)


def test_whoever_is_signed_in_is_told_none(cast: Cast) -> None:
    assert receive(actor=cast["call_taker"], submitted=submitted()) == Sent("/sent")
    me = account()
    address, told = receive(actor=me, submitted=submitted())
    with writing():
        report = Report.objects.latest("received_at")
    assert (address, told) == (f"/reports/{report.id}/receipt", None)
    assert report.receipt_hash == ""


def place(**given: str) -> Facts:
    return Facts((Fact("where", "Where", "address", Means.PLACE, {**given}, (), ()),))


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (place(known="roughly", lat=str(WARD.latitude), lon=str(WARD.longitude)), 1),
        (place(known="roughly", near_code=f"{WARD.kind}:{WARD.code}"), 0),  # a whole ward is no neighbourhood
        (place(known="roughly", description="By the canal"), 0),
        (Facts(()), 0),
    ],
)
def test_only_whoever_says_nearly_where_it_was_is_told_that_one_is_known(facts: Facts, told: int) -> None:
    report = received()
    near = likeness.neighbourhood(WARD.latitude, WARD.longitude)
    Report.objects.filter(pk=report.id).update(neighbourhood=near)
    assert len(before_sending(actor=Actor.public(), slug="burglary", facts=facts)) == told


def test_what_is_asked_only_about_a_report_is_not_begun_at_the_front_door(client: Client) -> None:
    assert client.get("/report/burglary").status_code == 200
    for slug in ("victim-support", "complaint", "zeppelin"):
        assert client.get(f"/report/{slug}").status_code == 404
        assert client.post(f"/report/{slug}").status_code == 404
