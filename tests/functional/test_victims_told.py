"""What a victim is owed, on the pages: the case says who has to tell them, the report's page tells them."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from bluelamp.contact.models import Report
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.clock import today
from bluelamp.core.ids import new_id
from bluelamp.demo import stories
from bluelamp.flows.grade_report import grade_report
from bluelamp.investigations import services
from bluelamp.investigations.models import Case, Crime, Entitlement, SuspectStep
from bluelamp.ledger.reading import writing
from bluelamp.ui.filters import date_words
from tests.factories.rooms import grading
from tests.factories.telling import tell
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def words(response: Any) -> str:
    return " ".join(unescape(response.content.decode()).split())


def reported(cast: Cast, part: str = "victim") -> tuple[Report, Crime, Case]:
    """A burglary told by the victim, or by somebody who says what else they are, recorded and being investigated."""
    story = stories.burglary(Random(7), postcode="B4 7AP")
    story.answers["part"] = {"part": [part]}
    story.answers["your_view"] = {"your_view": ["saw"]}
    graded = grade_report(
        actor=cast["call_taker"], report_id=tell(actor=Actor.public(), story=story), grading=grading()
    )
    assert graded.crime is not None
    assert graded.case is not None
    services.assign_case(actor=cast["supervisor"], case_id=graded.case.id, owner_id=cast["detective"].id)
    return graded.report, graded.crime, graded.case


def second_crime(cast: Cast, first: Crime) -> Crime:
    return services.record_crime(
        actor=cast["call_taker"],
        matter_id=first.matter_id,
        report_id=first.report_id,
        offence="criminal_damage",
        reported_at=first.reported_at,
        victim_person_id=first.victim_person_id,
    )


def step(cast: Cast, case_id: UUID) -> SuspectStep:
    return services.record_suspect_step(actor=cast["detective"], case_id=case_id, kind="arrested", happened_on=today())


def follow(report: Report) -> str:
    """The page of a report, as the holder of its receipt opens it."""
    client = Client()
    session = client.session
    session["receipt"] = str(report.id)
    session.save()
    client.cookies["sessionid"] = session.session_key or ""
    return words(client.get("/track/report", follow=True))


def test_a_detective_records_a_step_and_says_how_the_victim_was_told(cast: Cast, sign_in: SignIn) -> None:
    _, _, opened = reported(cast)
    client, page = sign_in("detective"), f"/desk/cases/{opened.id}"
    once = str(new_id())
    for _ in range(2):
        fields = {"kind": "bailed", "happened_on": today().isoformat(), "client_id": once}
        assert client.post(f"{page}/suspect", fields).status_code == 302
    running = Entitlement.objects.get(rule="suspect_step")
    services.ask_for_other_means(actor=Actor.job("news"), about_id=running.about_id, rule=running.rule, why="call")
    shown = words(client.get(page))
    assert "Released on bail" in shown
    assert "They asked to be telephoned." in shown
    told = f"{page}/told/{running.id}"
    assert f'href="{told}"' in shown
    assert "They asked to be telephoned." in words(client.get(told))
    refused = client.post(told, {"how": "pigeon"})
    assert refused.status_code == 422
    assert client.post(told, {"how": "telephone"}).status_code == 302
    shown = words(client.get(page))
    assert "By telephone" in shown
    assert "They asked to be telephoned." not in shown
    assert "Nothing more is due." in words(client.get(told))


def test_a_step_that_is_refused_says_so_at_the_field_and_loses_nothing(cast: Cast, sign_in: SignIn) -> None:
    _, _, opened = reported(cast)
    fields = {"kind": "bailed", "happened_on": "2999-01-01", "client_id": str(new_id())}
    response = sign_in("detective").post(f"/desk/cases/{opened.id}/suspect", fields)
    assert response.status_code == 422
    shown = words(response)
    assert "It cannot be after today." in shown
    assert 'href="#step_happened_on"' in shown
    assert 'value="2999-01-01"' in shown
    assert '<option value="bailed" selected>' in shown


def test_who_is_owed_news_is_shown_to_those_who_oversee(cast: Cast, sign_in: SignIn) -> None:
    _, _, opened = reported(cast)
    for role in ("supervisor", "auditor", "crime_registrar"):
        assert "Every victim has been told in time." in words(sign_in(role).get("/desk/cases/owed"))
    taken = step(cast, opened.id)
    services.ask_for_other_means(actor=Actor.job("news"), about_id=taken.id, rule="suspect_step", why="unsafe")
    for role, link in (("supervisor", True), ("crime_registrar", True), ("auditor", False)):
        shown = words(sign_in(role).get("/desk/cases/owed"))
        assert "It is not safe to write to them" in shown
        assert (f'href="/desk/cases/{opened.id}"' in shown) is link
    assert "Not by message" in words(sign_in("supervisor").get("/desk/cases/"))


def test_the_victim_reads_of_a_suspect_and_reading_stops_the_clock(cast: Cast) -> None:
    report, _, opened = reported(cast)
    step(cast, opened.id)
    shown = follow(report)
    assert "We have arrested somebody." in shown
    assert "Tell you what has happened with a suspect" in shown
    assert Entitlement.objects.get(rule="suspect_step").how == "read"
    assert Entitlement.objects.get(rule="referral").how == ""
    assert f"done on {today().day} " in follow(report)


def test_of_a_hearing_the_page_says_that_somebody_will_tell_them_and_whoever_told_them_says_so(
    cast: Cast, sign_in: SignIn
) -> None:
    report, _, opened = reported(cast)
    client, page = sign_in("detective"), f"/desk/cases/{opened.id}"
    fields = {"kind": "hearing", "happened_on": today().isoformat(), "client_id": str(new_id()), "checked": "yes"}
    assert client.post(f"{page}/suspect", fields).status_code == 302
    for _ in range(2):
        shown = follow(report)
        assert "News from court" in shown
        assert "A court will hear the case. Somebody will tell you when and where" in shown
        assert "Tell you when and where a court hears it, and whether you have to come" in shown
    running = Entitlement.objects.get(rule="court_day")
    assert running.met_at is None, "to read that somebody will tell you is not to be told"
    assert "Our message says only that there is news." in words(client.get(page))
    assert client.post(f"{page}/told/{running.id}", {"how": "telephone"}).status_code == 302
    assert f"done on {today().day} " in follow(report)


def test_when_and_where_a_court_sits_is_read_by_the_victim_once_it_is_known(cast: Cast, sign_in: SignIn) -> None:
    report, _, opened = reported(cast)
    client, page = sign_in("detective"), f"/desk/cases/{opened.id}/suspect"
    fields = {"kind": "hearing", "happened_on": today().isoformat(), "client_id": str(new_id())}
    assert "Which court?" in words(client.post(page, fields))
    half = client.post(page, fields | {"checked": "yes", "court": "Example Crown Court, Birmingham"})
    assert half.status_code == 422
    assert {"Say on which day.", "Say at what time."} <= set(re.findall(r"Say [^<]*", words(half)))
    past = {"sits_on": "2020-01-14", "sits_at": "10:00", "court": "Example Crown Court, Birmingham", "checked": "yes"}
    assert "Say a day that is still to come" in words(client.post(page, fields | past))
    day = today() + timedelta(days=40)
    said = fields | past | {"sits_on": day.isoformat()}
    read = words(client.post(page, said))
    assert "10am: Example Crown Court, Birmingham. Somebody will tell you whether you have to come." in read
    assert "News from court" not in follow(report), "whoever records it reads first what the victim will read"
    for _ in range(2):
        assert client.post(page, said | {"checked": "read"}).status_code == 302
    shown = follow(report)
    assert shown.count("10am: Example Crown Court, Birmingham. Somebody will tell you whether you have to come.") == 2
    assert f"{day.day} {day:%B %Y} at 10am" in shown
    assert "Example Crown Court, Birmingham" in words(client.get(f"/desk/cases/{opened.id}"))
    with clock.shifted(timedelta(days=41)):
        assert "A court was to hear the case on" in follow(report)


def test_a_case_that_a_charge_has_filed_takes_only_what_a_court_does(cast: Cast, sign_in: SignIn) -> None:
    _, recorded, opened = reported(cast)
    services.record_outcome(actor=cast["detective"], crime_id=recorded.id, code=1, reason="CPS: charge.")
    client, page = sign_in("detective"), f"/desk/cases/{opened.id}"
    shown = words(client.get(page))
    assert 'value="hearing"' in shown
    assert 'value="arrested"' not in shown
    fields = {"kind": "hearing", "happened_on": today().isoformat(), "client_id": str(new_id()), "checked": "yes"}
    assert client.post(f"{page}/suspect", fields).status_code == 302
    assert "heard of on" in words(client.get(page))


def test_what_a_court_did_is_looked_at_once_more_and_a_mistake_is_put_right_in_front_of_the_victim(
    cast: Cast, sign_in: SignIn
) -> None:
    report, _, opened = reported(cast)
    client, page = sign_in("detective"), f"/desk/cases/{opened.id}"
    fields = {"kind": "convicted", "happened_on": today().isoformat(), "client_id": str(new_id())}
    looked = client.post(f"{page}/suspect", fields)
    assert looked.status_code == 200
    assert "Somebody has been found guilty by a court, or has admitted it there." in words(looked)
    assert "News from court" not in follow(report)
    assert client.post(f"{page}/suspect", fields | {"checked": "yes"}).status_code == 302
    assert "A court has decided." in follow(report)

    wrong = {"kind": "mistake", "happened_on": today().isoformat(), "client_id": str(new_id()), "checked": "yes"}
    assert client.post(f"{page}/suspect", wrong).status_code == 302
    shown = follow(report)
    assert "We told you something that was wrong." in shown
    assert "A court has decided." not in shown
    assert "Somebody has been found guilty" in shown, "nothing that was told is taken out"
    assert Entitlement.objects.get(rule="mistake").met_at is None, "a person tells them what is right"


def test_both_days_are_shown_until_it_is_decided_whether_they_have_enhanced_rights(cast: Cast) -> None:
    report, _, opened = reported(cast)
    both = "by {early} if you have enhanced rights, otherwise by {late}"
    for answer, said in ((None, both), ("yes", "by {early}"), ("no", "by {late}")):
        if answer:
            services.assess_enhanced(actor=cast["detective"], case_id=opened.id, enhanced=answer)
        clock = Entitlement.objects.get(about_id=step(cast, opened.id).id)  # until the page is read
        days = {"early": date_words(clock.due_enhanced), "late": date_words(clock.due_standard)}
        assert days["early"] != days["late"]
        shown = follow(report)
        assert said.format(**days) in shown
        assert ("if you have enhanced rights" in shown) is (answer is None)


def test_whoever_only_saw_it_reads_nothing_of_suspects_or_rights(cast: Cast) -> None:
    report, _, opened = reported(cast, "witness")
    step(cast, opened.id)
    shown = follow(report)
    assert "We recorded a crime" in shown
    assert "arrested" not in shown
    assert "What we owe you" not in shown
    assert Entitlement.objects.filter(met_at=None).count() == 2


def test_a_cancelled_crime_is_never_shown_as_recorded_alone(cast: Cast) -> None:
    report, first, opened = reported(cast)
    second = second_crime(cast, first)
    cancel(cast, first, "duplicate")
    shown = follow(report)
    assert "An officer is investigating." in shown
    assert f"We cancelled the crime {first.reference}" in shown
    assert shown.count("We recorded a crime, which we cancelled later") == 1
    cancel(cast, second, "no_crime")
    shown = follow(report)
    assert "We no longer treat this as a crime." in shown
    assert "It had been recorded twice." in shown
    assert "shows that no crime took place." in shown
    assert shown.count("you can ask us to look at the decision again") == 2
    assert shown.count("We recorded a crime") == shown.count("We recorded a crime, which we cancelled later") == 2
    assert "As the neighbour says." not in shown
    with writing():
        assert Case.objects.get(pk=opened.id).state == "filed"


@pytest.mark.parametrize(
    ("code", "now", "next_words"),
    [
        (18, "The investigation has ended.", "you can ask us to look at the decision again"),
        (1, "The investigation has ended.", "If you disagree, you can ask us to look again."),
    ],
)
def test_it_has_ended_when_every_crime_that_stands_has_ended(cast: Cast, code: int, now: str, next_words: str) -> None:
    report, first, _ = reported(cast)
    second = second_crime(cast, first)
    for one in (first, second):
        assert f">{now}</h1>" not in follow(report)
        services.record_outcome(actor=cast["detective"], crime_id=one.id, code=code, reason="So it was.")
    shown = follow(report)
    assert f">{now}</h1>" in shown
    assert next_words in shown


def cancel(cast: Cast, one: Crime, because: str) -> None:
    services.cancel_crime(
        actor=cast["crime_registrar"], crime_id=one.id, because=because, information="As the neighbour says."
    )


def test_the_registrar_says_why_and_the_case_shows_it(cast: Cast, sign_in: SignIn) -> None:
    _, recorded, opened = reported(cast)
    client, address = sign_in("crime_registrar"), f"/desk/cases/{opened.id}/crime/{recorded.id}/cancel"
    refused = client.post(address, {"information": "It was lent."})
    assert refused.status_code == 422
    assert "Choose why the crime is cancelled." in words(refused)
    assert "It was lent." in words(refused)
    assert client.post(address, {"because": "error", "information": "It was lent."}).status_code == 302
    shown = words(client.get(f"/desk/cases/{opened.id}"))
    assert "Recorded in error: It was lent." in shown
    assert "No longer due" in shown
