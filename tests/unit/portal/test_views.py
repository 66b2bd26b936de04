"""The public's front door: what is unclear leads to 999, and a report opens for its receipt alone."""

from random import Random

import pytest
from django.test import Client

from bluelamp.contact import services as contact
from bluelamp.contact.models import Report
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_reference
from bluelamp.demo import stories
from bluelamp.investigations.models import Entitlement
from bluelamp.ledger.reading import writing
from tests.factories.accounts import actor_of, signed_in
from tests.factories.files import kept_file, png
from tests.factories.rooms import on_ledger, received, told
from tests.factories.telling import tell
from tests.plugins.cast import Cast
from tests.unit.portal.receipts import hold, holder, text
from tests.unit.portal.test_tracking import suspect_case

pytestmark = pytest.mark.django_db


def proof(report: Report) -> dict[str, str]:
    receipt = contact.issue_receipt(actor=Actor.receipt(report.id), report_id=report.id)
    return {"reference": report.reference, "receipt": receipt}


def reported() -> Report:
    with writing():
        return Report.objects.get(pk=told())


@pytest.mark.parametrize(
    ("said", "leads"),
    [("yes", "/emergency"), ("not_sure", "/emergency"), ("no", "/start/what"), ("", None), ("zeppelin", None)],
)
def test_what_is_unclear_leads_to_999_and_what_was_not_answered_is_asked_again(
    client: Client, said: str, leads: str | None
) -> None:
    answer = client.get("/start", {"sent": "1", "now": said})
    if leads:
        assert answer["Location"] == leads
    else:
        assert answer.status_code == 422
        assert "Select yes if it is happening now or somebody is in danger" in text(answer)
    assert client.get("/start").status_code == 200, "who has only come is told of no mistake"


def test_who_comes_for_one_form_is_asked_whether_it_is_happening_now_and_then_taken_there() -> None:
    shown = Client().get("/start?for=burglary")
    assert '<input type="hidden" name="for" value="burglary">' in text(shown)
    assert 'name="for"' not in text(Client().get("/start?for=zeppelin"))
    for said, leads in (("no", "/report/burglary"), ("not_sure", "/emergency"), ("yes", "/emergency")):
        assert Client().get(f"/start?sent=1&for=burglary&now={said}")["Location"] == leads
    assert 'value="burglary"' in text(Client().get("/start?sent=1&for=burglary"))
    assert Client().get("/start?sent=1&for=zeppelin&now=no")["Location"] == "/start/what"


def test_a_receipt_opens_its_report_however_it_is_typed_and_a_wrong_one_says_not_which_part() -> None:
    report, other = reported(), received()
    right, theirs = proof(report), proof(other)
    spaced = " ".join(right["receipt"][at : at + 4] for at in range(0, 16, 4))
    typed = {"reference": f" {right['reference'].lower()} ", "receipt": spaced}
    assert Client().post("/track", typed)["Location"] == f"/reports/{report.id}/"
    unknown = right | {"reference": new_reference("CR")}
    refused = [text(Client().post("/track", wrong)) for wrong in (right | {"receipt": theirs["receipt"]}, unknown)]
    said = [page.partition("There is a problem")[2].partition("</ul>")[0] for page in refused]
    assert said[0] == said[1] != ""


def test_too_many_wrong_receipts_are_said_to_be_so() -> None:
    report = received()
    right = proof(report)
    wrong = right | {"receipt": "1" * 16}
    answers = [Client().post("/track", wrong, REMOTE_ADDR="203.0.113.90").status_code for _ in range(40)]
    assert answers[0] == 422
    assert answers[-1] == 429
    assert sorted(answers) == answers


def test_who_is_signed_in_adds_a_report_to_their_account_instead() -> None:
    report = received()
    client = signed_in()
    for answer in (client.get("/track"), client.post("/track", proof(report))):
        assert answer["Location"] == "/account/add"
    assert "receipt" not in client.session


def test_the_report_that_a_browser_holds_is_found_again_and_none_where_it_holds_none() -> None:
    report = reported()
    client = Client()
    assert client.get("/track/report")["Location"] == client.get("/sent")["Location"] == "/track"
    hold(client, report.id)
    assert client.get("/track/report")["Location"] == f"/reports/{report.id}/"


def test_a_receipt_is_made_for_who_is_signed_in_only_when_they_ask_and_for_their_own_report() -> None:
    client, stranger = signed_in(), signed_in("tom@example.com")
    report_id = tell(actor=actor_of(client), story=stories.burglary(Random(7), postcode="B4 7AP"))
    page = f"/reports/{report_id}/receipt"
    assert "need no receipt" in text(client.get(page))
    with writing():
        assert Report.objects.get(pk=report_id).receipt_hash == ""
    assert stranger.post(page).status_code == 404
    assert client.post(page)["Location"] == page
    assert client.post(page, {"csrfmiddlewaretoken": "x"}).status_code == 422, "it is on the page and not yet saved"
    assert client.post(page, {"saved": "1"})["Location"] == f"/reports/{report_id}/"
    with writing():
        assert Report.objects.get(pk=report_id).receipt_confirmed_at is not None


def test_whoever_reads_the_news_on_their_page_has_been_told_it(cast: Cast) -> None:
    report = reported()
    suspect_case(cast, report)
    told_here = Entitlement.objects.filter(rule="suspect_step")
    assert told_here.get().met_at is None
    client = holder(report.id)
    assert client.get(f"/reports/{report.id}/").status_code == 200
    assert told_here.get().met_at is not None
    before = on_ledger("investigations.entitlement.meet")
    client.get(f"/reports/{report.id}/")
    assert on_ledger("investigations.entitlement.meet") == before, "once"


def test_only_a_picture_that_was_sent_with_the_report_is_shown_small() -> None:
    report = reported()
    photo = kept_file(content=png(), matter_id=report.matter_id)
    client = holder(report.id)
    refused = client.get(f"/reports/{report.id}/files/{photo.id}")
    assert refused.status_code == 404
    assert "This file was not sent with your report." in text(refused)


def test_leaving_leads_home_and_the_report_stays_for_its_receipt() -> None:
    report = reported()
    client = Client()
    given = proof(report)
    client.post("/track", given)
    assert client.post("/track/leave")["Location"] == "/"
    assert client.get(f"/reports/{report.id}/")["Location"] == "/track"
    assert client.post("/track", given)["Location"] == f"/reports/{report.id}/"
