"""Calls and meetings at the desk: booked only when it is safe and free, kept by somebody, and never finished twice."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from bluelamp.access.enums import Relation
from bluelamp.access.services import involve
from bluelamp.contact.models import Report
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.clock import LONDON
from bluelamp.core.ids import new_id
from bluelamp.ledger.reading import writing
from bluelamp.victims import services
from bluelamp.victims.models import Appointment
from bluelamp.victims.selectors.appointments import free_slots
from tests.factories.rooms import matter, received
from tests.factories.victims import call_back
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
LIST = "/desk/victims/appointments"


def text(response: Any) -> str:
    return unescape(response.content.decode())


def times(shown: str) -> list[str]:
    """The free times of a page, kind and start, in their order."""
    return re.findall(r'<option value="((?:call|visit|station) [^"]+)"', shown)


def booked(cast: Cast, report: Report | None = None) -> str:
    """A call; the address of its page."""
    found = report or received()
    return f"{LIST}/{call_back(actor=cast['call_taker'], matter_id=found.matter_id).id}"


def only() -> Appointment:
    with writing():
        return Appointment.objects.get()


def test_what_is_late_stands_first_with_the_first_report_of_its_matter(cast: Cast, sign_in: SignIn) -> None:
    with clock.shifted(-timedelta(hours=1)):
        first = received()
    again = received(matter_id=first.matter_id)
    later = received()
    soon, last = (free_slots(kind="station", safe_contact={})[at] for at in (0, -1))
    for of, slot in ((later, last), (first, soon)):
        services.book(actor=cast["call_taker"], matter_id=of.matter_id, kind="station", starts_at=slot.starts_at)
    shown = text(sign_in("call_taker").get(LIST))
    assert shown.index(first.reference) < shown.index(later.reference)
    assert again.reference not in shown


@pytest.mark.parametrize(("took_place", "state"), [("yes", "kept"), ("no", "missed")])
def test_what_came_of_it_is_said_in_words_and_only_once(
    cast: Cast, sign_in: SignIn, took_place: str, state: str
) -> None:
    address, desk = booked(cast), sign_in("call_taker")
    for missing in ({"took_place": took_place}, {"result": "Talked."}, {"took_place": "perhaps", "result": "Talked."}):
        assert desk.post(address, missing).status_code == 422
    assert only().state == "booked"
    said = {"took_place": took_place, "result": "They want to think about it."}
    assert desk.post(address, said).headers["Location"] == address
    assert only().state == state
    late = sign_in("supervisor").post(address, said | {"result": "Nobody there."})
    assert late.status_code == 422
    assert "so it cannot be changed" in text(late)
    assert only().result == "They want to think about it."


def test_whoever_takes_one_is_named_on_it_and_one_that_is_cancelled_is_over(cast: Cast, sign_in: SignIn) -> None:
    address, desk = booked(cast), sign_in("call_taker")
    assert "Nobody yet" in text(desk.get(address))
    assert desk.post(f"{address}/take").headers["Location"] == address
    assert only().owner_id == cast["call_taker"].id
    assert desk.post(f"{address}/cancel").headers["Location"] == address
    shown = text(desk.get(address))
    assert "Cancelled" in shown
    assert "I do this one" not in shown
    assert address not in text(desk.get(LIST))


def test_an_officer_keeps_the_appointments_of_their_matters_and_no_others(cast: Cast, sign_in: SignIn) -> None:
    report = received()
    address, officer = booked(cast, report), sign_in("detective")
    assert officer.get(LIST).status_code == 403
    assert officer.get(address).status_code == 404
    assert [officer.post(f"{address}/{step}").status_code for step in ("take", "cancel")] == [403, 403]
    involve(actor=Actor.job("test"), matter=report.matter_id, who=cast["detective"].id, relation=Relation.ASSIGNED)
    assert officer.get(address).status_code == 200
    assert officer.post(f"{address}/take").status_code == 302
    assert only().owner_id == cast["detective"].id


def test_a_call_is_offered_only_when_it_is_safe_and_a_meeting_at_any_time(sign_in: SignIn) -> None:
    report = received()
    safe = {"how": "call", "phone": "+447700900982", "when": ["evening"], "may_say": "nothing"}
    Report.objects.filter(pk=report.id).update(safe_contact=safe)
    offered = [one.split() for one in times(text(sign_in("call_taker").get(f"/desk/victims/book/{report.id}")))]
    hours = {
        kind: {datetime.fromisoformat(at).astimezone(LONDON).hour for found, at in offered if found == kind}
        for kind in ("call", "station")
    }
    assert hours["call"]
    assert min(hours["call"]) >= 17
    assert min(hours["station"]) < 17


def test_whoever_comes_to_book_a_visit_is_offered_visits_first(sign_in: SignIn) -> None:
    report, desk = received(), sign_in("call_taker")
    visit, any_kind = (text(desk.get(f"/desk/victims/book/{report.id}", query)) for query in ({"kind": "visit"}, {}))
    assert times(visit)[0].startswith("visit ")
    assert times(any_kind)[0].startswith("call ")
    assert {one.split()[0] for one in times(visit)} == {"call", "station", "visit"}
    assert "Book a visit" in visit
    assert "Book a visit" not in any_kind


def test_one_form_books_one_time_and_leads_to_it(cast: Cast, sign_in: SignIn) -> None:
    report, desk = received(), sign_in("call_taker")
    address = f"/desk/victims/book/{report.id}"
    time = times(text(desk.get(address)))[3]
    said = {"client_id": str(new_id()), "time": time, "about": "support", "words": "With an interpreter."}
    leads_to = {desk.post(address, said).headers["Location"] for _ in range(2)}
    made = only()
    assert leads_to == {f"{LIST}/{made.id}"}
    assert f"{made.kind} {made.starts_at.isoformat()}" == time
    assert (made.about, made.words, made.safe_contact) == ("support", "With an interpreter.", report.safe_contact)


def test_a_time_that_somebody_has_just_taken_is_refused_and_another_can_be_chosen(cast: Cast, sign_in: SignIn) -> None:
    report, desk = received(), sign_in("call_taker")
    address = f"/desk/victims/book/{report.id}"
    time = next(one for one in times(text(desk.get(address))) if one.startswith("station "))
    slot = free_slots(kind="station", safe_contact={})[0]
    for _ in range(slot.at_once):
        services.book(actor=cast["call_taker"], matter_id=matter(), kind="station", starts_at=slot.starts_at)
    refused = desk.post(address, {"client_id": str(new_id()), "time": time, "about": "talk"})
    assert refused.status_code == 422
    shown = text(refused)
    assert "Somebody has just taken this time. Select another." in shown
    assert time not in times(shown)
    assert times(shown)
    with writing():
        assert not Appointment.objects.filter(matter_id=report.matter_id).exists()


def test_nobody_books_on_a_report_that_they_cannot_see(sign_in: SignIn) -> None:
    assert sign_in("detective").get(f"/desk/victims/book/{received().id}").status_code == 404
