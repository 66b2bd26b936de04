"""From “yes” on the page of a report to a partner's answer and the victim who reads it; and back."""

import re
from typing import Any

import pytest
from django.test import Client

from bluelamp.contact.models import Report
from bluelamp.flows.grade_report import grade_report
from bluelamp.investigations import services as investigations
from bluelamp.investigations.models import Entitlement
from bluelamp.ledger.reading import writing
from bluelamp.notices.models import Notice
from bluelamp.victims.models import Referral
from tests.factories.rooms import bring_news, grading, told
from tests.factories.victims import Referrals
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
ANSWERS: dict[str, dict[str, Any]] = {
    "consent": {"consent": "yes"},
    "needs": {"needs": ["talk", "safety"]},
    "ask_for": {"ask_for-given": "Sam", "ask_for-family": "Larkfield"},
    "contact": {
        "contact-how": "call",
        "contact-call": "07700 900982",
        "contact-when": ["evening"],
        "contact-may-say": "nothing",
    },
    "words": {"words": "I speak Polish best."},
}


@pytest.fixture
def report(cast: Cast) -> Report:
    """Of a burglary, by its victim."""
    with writing():
        return Report.objects.get(pk=told())


def holder(report: Report) -> Client:
    client = Client()
    session = client.session
    session["receipt"] = str(report.id)
    session.save()
    client.cookies["sessionid"] = session.session_key or ""
    return client


def page(response: Any) -> str:
    assert response.status_code in (200, 422), response.status_code
    return re.sub(r"\s+", " ", response.content.decode())


def walk(client: Client, start: str, answers: dict[str, dict[str, Any]]) -> str:
    """Begin a journey on a report's page, answer it question by question, and send it; what is shown then."""
    address = client.post(start).headers["Location"]
    while not address.endswith("/check"):
        shown = page(client.get(address))
        if "/question/" not in address:
            open_ones = re.findall(r'href="([^"]+/question/[a-z_]+)"[^>]*>(?:(?!</li>).)*Not yet started', shown)
            address = open_ones[0] if open_ones else f"{address.rstrip('/')}/check"
            continue
        name = address.partition("/question/")[2].partition("/")[0].partition("?")[0]
        address = client.post(address, answers.get(name, {})).headers["Location"]
    return page(client.get(client.post(address).headers["Location"]))


def test_somebody_asks_for_help_and_gets_it(cast: Cast, sign_in: Any, report: Report) -> None:
    Referrals(cast).partner("talk", "other")
    grade_report(actor=cast["call_taker"], report_id=report.id, grading=grading())
    citizen, home = holder(report), f"/reports/{report.id}/"
    assert f"{home}ask/victim-support" in page(citizen.get(home))
    assert "We have your answer" in walk(citizen, f"{home}ask/victim-support", ANSWERS)
    bring_news()
    assert Entitlement.objects.get(rule="referral").how == "referred"
    assert "Asked for" in page(citizen.get(home))
    assert "They have not answered yet" in page(citizen.get(f"{home}support"))
    assert citizen.get(f"{home}ask/victim-support").headers["Location"] == home
    with writing():
        referral = Referral.objects.get()
        partners = Notice.objects.get(template="referral_waiting")
    assert "Sam" not in partners.body + partners.subject
    worker = sign_in("support")
    assert "Answer needed" in page(worker.get("/partners/"))
    shown = page(worker.get(f"/partners/{referral.id}"))
    for words in ("Sam Larkfield", "Evenings, 5pm to 9pm", "Somebody to talk to", "I speak Polish best."):
        assert words in shown
    assert "Do not say who you are until you know it is them" in shown
    assert "Say you are the police" not in shown, "they are not"
    for words in (report.reference, "urglary", report.place_label.split(",")[0], "Lantern"):
        assert words not in shown
    assert worker.post(f"/partners/{referral.id}/accept").status_code == 302
    assert worker.get("/desk/cases/").status_code == worker.get("/desk/victims/referrals").status_code == 403
    bring_news()
    assert "will be in touch with you" in page(citizen.get(f"{home}support"))
    assert "Accepted" in page(sign_in("supervisor").get("/desk/victims/referrals"))
    assert citizen.post(f"{home}support/stop").status_code == 302
    assert "do not get in touch" in page(worker.get("/partners/")).lower()
    assert "Sam Larkfield" not in page(worker.get(f"/partners/{referral.id}"))
    assert "You changed your mind" in page(citizen.get(f"{home}support"))


def test_who_answered_before_the_crime_was_recorded_starts_no_clock(cast: Cast, report: Report) -> None:
    walk(holder(report), f"/reports/{report.id}/ask/victim-support", {"consent": {"consent": "no"}})
    grade_report(actor=cast["call_taker"], report_id=report.id, grading=grading())
    bring_news()
    assert Entitlement.objects.get(rule="referral").how == "declined"
    assert "because you did not want it" in page(holder(report).get(f"/reports/{report.id}/"))


def test_a_decision_is_reviewed_a_wish_to_stop_heard_and_the_service_rated(
    cast: Cast, sign_in: Any, report: Report
) -> None:
    graded = grade_report(actor=cast["call_taker"], report_id=report.id, grading=grading())
    assert graded.case is not None
    assert graded.crime is not None
    investigations.assign_case(actor=cast["supervisor"], case_id=graded.case.id, owner_id=cast["detective"].id)
    citizen, home = holder(report), f"/reports/{report.id}/"
    shown = page(citizen.get(home))
    assert f"{home}ask/stop" in shown
    assert f"{home}ask/ask-for-review" not in shown
    assert citizen.get(f"{home}ask/ask-for-review").headers["Location"] == home
    assert "Nothing has been closed." in walk(citizen, f"{home}ask/stop", {"pressure": {"pressure": "yes"}})
    investigations.record_outcome(actor=cast["detective"], crime_id=graded.crime.id, code=18, reason="No suspect.")
    shown = page(citizen.get(home))
    assert f"{home}ask/stop" not in shown
    assert f"{home}ask/how-we-did" in shown
    assert "We have your request" in walk(
        citizen, f"{home}ask/ask-for-review", {"why": {"why": "There was a camera."}, "new": {"new": ""}}
    )
    assert "Thank you" in walk(citizen, f"{home}ask/how-we-did", {"rating": {"rating": "poor"}})
    shown = page(citizen.get(home))
    assert f"{home}ask/how-we-did" not in shown
    assert "2 waiting" in shown
    boss = sign_in("supervisor")
    listed = page(boss.get("/desk/victims/requests"))
    stop, review = dict.fromkeys(re.findall(r"/desk/victims/requests/[0-9a-f-]{36}", listed))
    assert "Safety first" in page(boss.get(stop))
    assert "Safety" in page(sign_in("call_taker").get("/desk/contact/"))
    assert boss.post(f"{review}/take").status_code == 302
    refused = page(boss.post(review, {"outcome": "read", "result": "x"}))
    assert "Select one of the results on this page." in refused
    assert boss.post(review, {"outcome": "again", "result": "We ask for the recording."}).status_code == 302
    bring_news()
    assert "We ask for the recording." in page(citizen.get(f"{home}requests"))
    assert "There was a camera." in page(boss.get(review))
    assert sign_in("exhibits_officer").get(review).status_code == 403
