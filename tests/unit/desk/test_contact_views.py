"""The contact desk's pages: what is shown of the queue, who may weigh a report, what is proposed, what comes next."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from bluelamp.contact import services
from bluelamp.contact.models import Escalation, Report
from bluelamp.contact.report_types import report_types
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.demo import stories
from bluelamp.desk.contact.escalating import escalate_waiting
from bluelamp.flows.grade_report import grade_report
from bluelamp.incidents.models import Incident
from bluelamp.ledger.reading import writing
from tests.factories.files import kept_file, png
from tests.factories.rooms import LEVELS, chat, grading, on_ledger, received, told
from tests.factories.telling import tell
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
QUEUE = "/desk/contact/"
WEIGH = "Grade this report"
DECIDED = LEVELS | {
    "words": "Nobody is in danger now.",
    "grade": "P2",
    "nsir_class": "crime",
    "summary": "Home broken into.",
    "offence": "burglary_home",
    "minutes": "9",
}


def text(response: Any) -> str:
    assert response.status_code in (200, 403, 409, 422), response.status_code
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


def page(report_id: UUID, part: str = "") -> str:
    return f"{QUEUE}{report_id}{part}"


def kept(report_id: UUID) -> Report:
    with writing():
        return Report.objects.get(pk=report_id)


def chosen(shown: str, name: str) -> str:
    """What a list of choices offers first."""
    found = re.search(rf'<select[^>]*name="{name}".*?</select>', shown, re.DOTALL)
    assert found
    selected = re.search(r'<option value="([^"]*)" selected', found[0])
    return selected[1] if selected else ""


def written(shown: str, name: str) -> str:
    found = re.search(rf'<textarea[^>]*name="{name}"[^>]*>(.*?)</textarea>', shown, re.DOTALL)
    assert found
    return found[1].strip()


def test_the_queue_is_narrowed_as_asked_and_its_picture_still_counts_everybody(sign_in: SignIn) -> None:
    high, standard = received("1_high"), received()
    desk = sign_in("call_taker")
    for address in (f"{QUEUE}?risk=1_high", f"{QUEUE}rows?risk=1_high"):
        shown = text(desk.get(address))
        assert (page(high.id) in shown, page(standard.id) in shown) == (True, False)
        assert "Showing 1 of 2 that wait." in shown
        assert "2 wait. Nobody has waited too long." in shown
    shown = text(desk.get(f"{QUEUE}?kind=calls"))
    assert "Nothing of this kind is waiting." in shown
    assert 'data-live-src="/desk/contact/rows?kind=calls"' in shown, "the next refresh asks the same"


def test_a_page_that_does_not_exist_is_the_last_one(sign_in: SignIn) -> None:
    report = received()
    for number in ("99", "-1", "pigeons"):
        assert page(report.id) in text(sign_in("call_taker").get(f"{QUEUE}?page={number}"))


def test_an_escalation_is_a_supervisors_to_see_to_and_then_says_who_has_seen_it(sign_in: SignIn) -> None:
    desk, boss = sign_in("call_taker"), sign_in("supervisor")
    with clock.shifted(-timedelta(minutes=61)):
        report = received("1_high")
    escalate_waiting(actor=Actor.job("test"))
    last = Escalation.objects.get(rule="high_2", subject_id=report.id)
    seen = f"{QUEUE}escalations/{last.id}/seen"
    shown = text(boss.get(f"{QUEUE}?whose=escalated"))
    assert "For the inspector" in shown
    assert "1 has waited too long, 1 with high risk" in shown
    assert "1 escalation that no supervisor has seen" in shown
    assert (seen in shown, seen in text(desk.get(QUEUE))) == (True, False)
    assert desk.post(seen).status_code == 403
    for _ in range(2):
        assert boss.post(seen).headers["Location"] == QUEUE
    assert on_ledger("contact.escalation.acknowledge") == 1
    shown = text(desk.get(QUEUE))
    assert "seen by" in shown
    assert "no supervisor has seen" not in shown
    assert boss.post(f"{QUEUE}escalations/{new_id()}/seen").status_code == 404


def test_the_queue_is_looked_at_again_when_anything_that_waits_or_an_escalation_changes(sign_in: SignIn) -> None:
    found = re.search(r'id="queue" data-live="([^"]*)"', text(sign_in("call_taker").get(QUEUE)))
    assert found
    assert {"report", "call", "conversation.state", "escalation"} <= set(found[1].split())


def test_reports_of_others_are_looked_at_only_by_whoever_decides_and_until_it_is_decided(
    cast: Cast, sign_in: SignIn
) -> None:
    mine, other = told(), told()
    desk, boss = sign_in("call_taker"), sign_in("supervisor")
    services.take_report(actor=cast["supervisor"], report_id=mine)
    assert page(other) in text(boss.get(page(mine)))
    assert page(other) not in text(desk.get(page(mine)))
    grade_report(actor=cast["supervisor"], report_id=mine, grading=grading())
    assert page(other) not in text(boss.get(page(mine)))


def test_whoever_weighs_a_report_is_asked_what_matters_for_its_kind_and_told_of_an_interpreter(
    sign_in: SignIn,
) -> None:
    desk, kinds = sign_in("call_taker"), report_types()
    for story, interpreter in ((stories.hate_crime, True), (stories.burglary, False)):
        one = story(Random(7), postcode="B4 7AP")
        shown = text(desk.get(page(tell(actor=Actor.public(), story=one))))
        assert str(kinds[one.slug].thrive.vulnerability) in shown
        assert ("They chose to be written to in Polish." in shown) is interpreter


def test_whoever_takes_a_report_that_a_colleague_has_is_told_so_on_its_page(cast: Cast, sign_in: SignIn) -> None:
    report, desk, boss = told(), sign_in("call_taker"), sign_in("supervisor")
    services.take_report(actor=cast["supervisor"], report_id=report)
    shown = text(desk.get(page(report)))
    assert "is dealing with this report. Only they or a supervisor can grade it." in shown
    assert WEIGH not in shown
    for part, words in (
        ("/take", "Ask a supervisor if it has to be you."),
        ("/put-back", "Only they or a supervisor can put it back."),
    ):
        refused = desk.post(page(report, part))
        assert refused.status_code == 409
        assert words in text(refused)
    assert kept(report).taken_by == cast["supervisor"].id
    assert boss.post(page(report, "/put-back")).headers["Location"] == QUEUE
    assert desk.post(page(report, "/take")).headers["Location"] == page(report)
    assert "You have it." in text(desk.get(page(report)))


def test_a_grading_that_is_refused_says_why_at_its_field_and_loses_nothing(sign_in: SignIn) -> None:
    report, desk = told(), sign_in("call_taker")
    refused = desk.post(page(report), DECIDED | {"offence": "none", "summary": "They came at night."})
    assert refused.status_code == 422
    shown = text(refused)
    assert "Say why this is not recorded as a crime." in shown
    assert 'href="#id_not_recorded_because"' in shown
    assert written(shown, "summary") == "They came at night."
    assert kept(report).graded_at is None


def test_the_same_button_twice_grades_once_and_leads_to_what_was_decided(sign_in: SignIn) -> None:
    report, desk = told(), sign_in("call_taker")
    for grade in ("P2", "P4"):
        assert desk.post(page(report), DECIDED | {"grade": grade}).headers["Location"] == page(report, "/graded")
    with writing():
        assert Incident.objects.count() == 1
    assert kept(report).grade == "P2"
    shown = text(desk.get(page(report)))
    assert "How it was weighed" in shown
    assert WEIGH not in shown


@pytest.mark.parametrize(
    ("story", "offence", "nsir"),
    [
        (stories.burglary, "burglary_home", "crime"),
        (stories.bicycle, "cycle_theft", "crime"),
        (stories.antisocial, "none", "asb_personal"),  # aimed at a person
    ],
)
def test_what_the_report_points_to_is_proposed(
    sign_in: SignIn, story: Callable[..., stories.Story], offence: str, nsir: str
) -> None:
    report = tell(actor=Actor.public(), story=story(Random(7), postcode="B4 7AP"))
    shown = text(sign_in("call_taker").get(page(report)))
    assert (chosen(shown, "offence"), chosen(shown, "nsir_class")) == (offence, nsir)
    assert bool(written(shown, "not_recorded_because")) is (offence == "none")
    assert written(shown, "summary")


def test_of_what_is_no_crime_in_itself_the_reason_is_proposed(sign_in: SignIn) -> None:
    report = tell(actor=Actor.public(), story=stories.suspicious(Random(7), postcode="B4 7AP"))
    shown = text(sign_in("call_taker").get(page(report)))
    assert (chosen(shown, "offence"), chosen(shown, "nsir_class")) == ("none", "safety")
    assert "nothing that was said is by itself a crime" in written(shown, "not_recorded_because")
    assert written(shown, "summary").startswith("Somebody in a grey coat")


def test_of_a_long_account_its_beginning_is_proposed_for_the_officers_who_go(sign_in: SignIn) -> None:
    report = told()
    said = kept(report).answers | {"account": "He came back. " * 60}
    with writing():
        Report.objects.filter(pk=report).update(answers=said)
    proposed = written(text(sign_in("call_taker").get(page(report))), "summary")
    assert proposed.startswith("He came back. He came back.")
    assert 480 < len(proposed) <= 500


@pytest.mark.parametrize("kind", ["domestic-abuse", "sexual-offence"])
def test_which_crime_it_is_is_not_guessed_where_somebody_has_to_read_it(sign_in: SignIn, kind: str) -> None:
    report = told()
    with writing():
        Report.objects.filter(pk=report).update(journey_slug=kind)
    shown = text(sign_in("call_taker").get(page(report)))
    assert (chosen(shown, "offence"), chosen(shown, "nsir_class")) == ("", "crime")
    assert written(shown, "not_recorded_because") == ""


def test_of_a_kind_that_is_gone_no_crime_is_proposed_and_it_can_still_be_graded(sign_in: SignIn) -> None:
    report, desk = told(), sign_in("call_taker")
    with writing():
        Report.objects.filter(pk=report).update(journey_slug="highway-robbery")
    assert chosen(text(desk.get(page(report))), "offence") == ""
    assert desk.post(page(report), DECIDED).status_code == 302


@pytest.mark.parametrize(
    ("grade", "agree"), [("P1", ""), ("P2", ""), ("P3", "Agree a time for the visit"), ("P4", "Agree a time to call")]
)
def test_a_time_is_agreed_where_somebody_comes_by_appointment_or_has_to_call(
    cast: Cast, sign_in: SignIn, grade: str, agree: str
) -> None:
    report = told()
    grade_report(actor=cast["call_taker"], report_id=report, grading=grading(grade=grade))
    shown = text(sign_in("call_taker").get(page(report, "/graded")))
    offered = [words for words in ("Agree a time for the visit", "Agree a time to call") if words in shown]
    assert offered == ([agree] if agree else [])
    assert f"is graded {grade}" in shown
    assert "The control room sees the incident now" in shown


@pytest.mark.parametrize(
    ("changes", "heading"),
    [
        ({"grade": "P4"}, "is graded P4"),
        ({"grade": "other_agency", "agency": "City Council"}, "is with another agency"),
    ],
)
def test_of_what_is_settled_nobody_is_told_that_the_control_room_has_it(
    sign_in: SignIn, changes: dict[str, str], heading: str
) -> None:
    report, desk = told(), sign_in("call_taker")
    settled = {"resolution": "They have their advice.", "told_how": "phone"}
    done = desk.post(page(report), DECIDED | settled | changes)
    shown = text(desk.get(done.headers["Location"]))
    assert heading in shown
    assert "It is settled" in shown
    assert "control room sees" not in shown
    assert "Agree a time" not in shown
    weighed = text(desk.get(page(report)))
    assert "other_agency" not in shown + weighed
    for words in ("They have their advice.", "On the telephone", changes.get("agency", "")):
        assert words in weighed, "what was done, and how they were told"
    with writing():
        assert not Incident.objects.exists()


def test_what_is_not_graded_yet_is_never_said_to_be(sign_in: SignIn) -> None:
    report = received()
    assert sign_in("call_taker").get(page(report.id, "/graded")).headers["Location"] == page(report.id)


def test_after_one_the_next_that_nobody_else_has_is_offered(cast: Cast, sign_in: SignIn) -> None:
    report, desk = told(), sign_in("call_taker")
    grade_report(actor=cast["call_taker"], report_id=report, grading=grading())
    assert "Nobody is waiting." in text(desk.get(page(report, "/graded")))
    theirs = received("1_high")
    services.take_report(actor=cast["supervisor"], report_id=theirs.id)
    mine, talk = received(), chat("Hello, I found a purse.")
    services.take_report(actor=cast["call_taker"], report_id=mine.id)
    shown = text(desk.get(page(report, "/graded")))
    assert f'class="bl-button" href="/desk/conversations/{talk.id}"' in shown
    assert theirs.reference not in shown


def test_a_file_that_came_with_a_report_is_for_those_who_work_on_it(cast: Cast, sign_in: SignIn) -> None:
    report = kept(told())
    stored = kept_file(matter_id=report.matter_id, content=png(), name="sill.png")
    desk, officer = sign_in("call_taker"), sign_in("detective")
    assert f"{QUEUE}file/{stored.id}" in text(desk.get(page(report.id)))
    for part in ("", "/preview"):
        assert desk.get(f"{QUEUE}file/{stored.id}{part}").status_code == 200
        assert officer.get(f"{QUEUE}file/{stored.id}{part}").status_code == 404
        assert desk.get(f"{QUEUE}file/{new_id()}{part}").status_code == 404
    assert b"".join(desk.get(f"{QUEUE}file/{stored.id}")) == png()


@pytest.mark.parametrize("name", ["responder", "detective", "dispatcher", "crime_registrar", "auditor"])
def test_nobody_else_opens_the_desk(sign_in: SignIn, name: str) -> None:
    report, client = received(), sign_in(name)
    for address in (QUEUE, f"{QUEUE}rows", page(report.id), page(report.id, "/graded")):
        assert client.get(address).status_code == 403
    for part in ("", "/take", "/put-back"):
        assert client.post(page(report.id, part), DECIDED).status_code == 403
    assert (kept(report.id).taken_by, kept(report.id).graded_at) == (None, None)
