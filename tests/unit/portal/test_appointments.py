"""A time to talk is chosen, moved and cancelled by whoever reported, and never one at which a call is not safe."""

import re
from collections.abc import Callable
from datetime import datetime
from random import Random
from uuid import UUID

import pytest
from django.test import Client

from bluelamp.contact.models import Report
from bluelamp.core.actor import Actor
from bluelamp.core.clock import LONDON
from bluelamp.core.errors import Invalid
from bluelamp.core.ids import new_id
from bluelamp.demo import stories
from bluelamp.ledger.reading import writing
from bluelamp.victims import services
from bluelamp.victims.models import Appointment
from bluelamp.victims.selectors.appointments import free_slots
from tests.factories.rooms import on_ledger, received, told
from tests.factories.telling import tell
from tests.plugins.cast import Cast
from tests.unit.portal.receipts import holder, text

pytestmark = pytest.mark.django_db
TALK = {"about": "talk"}


def home(report: Report, page: str = "") -> str:
    return f"/reports/{report.id}/appointments{page}"


def times(shown: str) -> list[str]:
    """The free times on a page, in their order."""
    return re.findall(r'name="time" type="radio" value="([^"]+)"', shown)


def reported() -> Report:
    with writing():
        return Report.objects.get(pk=told())


def reachable(**safe: object) -> Report:
    """A report by somebody who said how it is safe to reach them."""
    report = reported()
    Report.objects.filter(pk=report.id).update(safe_contact=safe)
    with writing():
        return Report.objects.get(pk=report.id)


def reported_rape(choices: list[str]) -> Report:
    known = stories.burglary(Random(1), postcode="B4 7AP").answers
    said = {
        "safe_from_them": ["yes"],
        "age_then": ["no"],
        "how_recent": ["skip"],
        "who_then": ["skip"],
        "with_name": ["no"],
        "choices": choices or ["not_sure"],
    }
    answers = known | {name: {name: value} for name, value in said.items()}
    report_id = tell(actor=Actor.public(), story=stories.Story("sexual-offence", answers))
    with writing():
        return Report.objects.get(pk=report_id)


def chosen(shown: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}" type="radio" value="([^"]*)" checked', shown)


def field(shown: str, name: str) -> str:
    """What stands in it."""
    (found,) = re.findall(rf'<input[^>]*name="{name}"[^>]*>', shown)
    return "".join(re.findall(r'value="([^"]*)"', found))


def booked(report: Report, kind: str = "station", at: int = 0) -> Appointment:
    slot = free_slots(kind=kind, safe_contact={})[at]
    sender = Actor.receipt(report.id)
    return services.book(actor=sender, matter_id=report.matter_id, kind=kind, starts_at=slot.starts_at)


def kept(appointment_id: UUID) -> Appointment:
    with writing():
        return Appointment.objects.get(pk=appointment_id)


def test_a_time_is_booked_moved_and_cancelled_on_the_page(sign_in: Callable[[str], Client]) -> None:
    report = reported()
    citizen, home = holder(report.id), f"/reports/{report.id}/"
    assert f"{home}appointments" in text(citizen.get(home))
    shown = text(citizen.get(f"{home}appointments/call"))
    times = re.findall(r'name="time" type="radio" value="([^"]+)"', shown)
    once = re.search(r'name="client_id" value="([^"]+)"', shown)
    assert once is not None
    said = {"client_id": once[1], "about": "talk", "time": times[3]}
    refused = text(citizen.post(f"{home}appointments/call", said | {"phone": "12"}))
    assert "Enter a telephone number" in refused  # they had given an email address alone
    for _ in range(2):
        assert citizen.post(f"{home}appointments/call", said | {"phone": "07700 900982"}).status_code == 302
    shown = text(citizen.get(f"{home}appointments"))
    (move,) = re.findall(r'href="([^"]+/move)"', shown)
    assert citizen.post(move, {"time": times[5]}).status_code == 302
    desk = sign_in("call_taker")
    (address,) = set(
        re.findall(r"/desk/victims/appointments/[0-9a-f-]{36}", text(desk.get("/desk/victims/appointments")))
    )
    assert "07700 900982" in text(desk.get(address))
    assert citizen.post(move.replace("/move", "/cancel")).status_code == 302
    assert "Cancelled" in text(citizen.get(f"{home}appointments"))
    assert text(desk.get("/desk/victims/appointments")).count("/desk/victims/appointments/") == 0


def test_whoever_gave_a_number_is_asked_for_none_and_called_only_when_they_said() -> None:
    report = reachable(how="call", phone="+447700900982", when=["evening"], may_say="nothing")
    client = holder(report.id)
    shown = text(client.get(home(report, "/call")))
    assert "What number is it safe to call?" not in shown
    hours = {datetime.fromisoformat(time).astimezone(LONDON).hour for time in times(shown)}
    assert hours
    assert hours <= set(range(17, 21))
    said = TALK | {"client_id": str(new_id()), "time": times(shown)[0], "phone": "07700 900 111"}
    assert client.post(home(report, "/call"), said)["Location"] == home(report)
    with writing():
        assert Appointment.objects.get().safe_contact == report.safe_contact, "no number comes in by the way"


@pytest.mark.parametrize(
    "safe",
    [
        {"how": "email", "email": "sam@example.com", "phone": "+447700900982", "when": ["evening"]},
        {"how": "call", "phone": "", "when": ["evening"]},
        {"how": "none"},
        {},
    ],
)
def test_whoever_gave_no_number_that_is_safe_is_asked_for_one(safe: dict[str, object]) -> None:
    report = reachable(**safe)
    client, page = holder(report.id), home(report, "/call")
    shown = text(client.get(page))
    assert "What number is it safe to call?" in shown
    said = TALK | {"client_id": str(new_id()), "time": times(shown)[0]}
    for wrong in ("", "12", "call me"):
        refused = client.post(page, said | {"phone": wrong})
        assert refused.status_code == 422
        assert "Enter a telephone number" in text(refused)
    assert client.post(page, said | {"phone": "07700 900982"}).status_code == 302
    with writing():
        contact = Appointment.objects.get().safe_contact
    assert (contact["phone"], contact["may_say"]) == ("+447700900982", "nothing")


def test_a_way_to_talk_that_there_is_not_leads_back_to_those_there_are() -> None:
    report = received()
    client = holder(report.id)
    for answer in (client.get(home(report, "/pigeon")), client.post(home(report, "/pigeon"), TALK)):
        assert answer["Location"] == home(report)


def test_a_time_that_somebody_has_taken_meanwhile_is_refused_in_words_and_what_was_written_stays() -> None:
    report = reported()
    client, page = holder(report.id), home(report, "/station")
    (time, *others) = times(text(client.get(page)))
    while time in times(text(client.get(page))):
        booked(received())
    refused = client.post(page, TALK | {"client_id": str(new_id()), "time": time, "words": "I need an interpreter."})
    assert refused.status_code == 422
    assert "Somebody has just taken this time." in text(refused)
    assert "I need an interpreter." in text(refused)
    assert times(text(refused)) == others


@pytest.mark.parametrize(
    ("choices", "wish", "other"),
    [(["trained", "woman"], "woman", "man"), (["man"], "man", "woman"), ([], "anybody", "man")],
)
def test_what_somebody_wished_for_when_they_reported_is_chosen_and_reaches_whoever_keeps_it(
    sign_in: Callable[[str], Client], choices: list[str], wish: str, other: str
) -> None:
    report = reported_rape(choices)
    client, page = holder(report.id), home(report, "/visit")
    shown = text(client.get(page))
    assert chosen(shown, "whom") == [wish]
    assert field(shown, "meet_at") == "", "where it happened may be where they are watched"
    said = TALK | {"client_id": str(new_id()), "time": times(shown)[0], "whom": other}
    refused = client.post(page, said)
    assert (refused.status_code, chosen(text(refused), "whom")) == (422, [other])
    assert "Enter where it is safe for us to meet you" in text(refused)
    assert client.post(page, said | {"meet_at": "The library"})["Location"] == home(report)
    mine = text(client.get(home(report)))
    assert "The library" in mine
    assert "counter" not in mine
    desk, made = sign_in("call_taker"), Appointment.objects.values_list("id", flat=True).get()
    listed, one = (text(desk.get(f"/desk/victims/appointments{at}")) for at in ("", f"/{made}"))
    for seen in (mine, listed, one):
        assert "The library" in seen
        assert {"man": "A man, if", "woman": "A woman, if"}[other] in seen


def test_a_visit_is_to_where_it_happened_unless_that_may_not_be_safe() -> None:
    report = reported()
    page = home(report, "/visit")
    assert field(text(holder(report.id).get(page)), "meet_at") == report.place_label != ""
    hidden = reachable(how="email", email="sam@example.com", may_say="nothing")
    assert field(text(holder(hidden.id).get(home(hidden, "/visit"))), "meet_at") == ""


def test_another_time_is_chosen_without_losing_the_one_there_is() -> None:
    report = received()
    first, client = booked(report), holder(report.id)
    page = home(report, f"/{first.id}/move")
    assert "That time stays yours until you choose another." in text(client.get(page))
    assert client.post(page, {"csrfmiddlewaretoken": "x"}).status_code == 422
    assert client.post(page, {"time": "2020-01-01T09:00:00+00:00"}).status_code == 422
    assert kept(first.id).starts_at == first.starts_at
    later = times(text(client.get(page)))[3]
    assert client.post(page, {"time": later})["Location"] == home(report)
    assert kept(first.id).starts_at == datetime.fromisoformat(later)


def test_a_call_is_moved_only_to_where_it_is_safe() -> None:
    report = reachable(how="text", phone="+447700900982", when=["weekend"], may_say="nothing")
    slot = free_slots(kind="call", safe_contact=report.safe_contact)[0]
    call = services.book(
        actor=Actor.receipt(report.id),
        matter_id=report.matter_id,
        kind="call",
        starts_at=slot.starts_at,
        safe_contact=report.safe_contact,
    )
    shown = text(holder(report.id).get(home(report, f"/{call.id}/move")))
    days = {datetime.fromisoformat(time).astimezone(LONDON).isoweekday() for time in times(shown)}
    assert days == {6, 7}


def test_somebody_elses_appointment_is_answered_like_none() -> None:
    mine, theirs = received(), received()
    client, there = holder(mine.id), booked(theirs)
    for page in ("move", "cancel"):
        for found in (there.id, new_id()):
            assert client.get(home(mine, f"/{found}/{page}")).status_code == 404
            assert client.post(home(mine, f"/{found}/{page}"), {"time": "x"}).status_code == 404
    assert kept(there.id).state == "booked"


def test_looking_at_the_question_cancels_nothing_and_what_is_cancelled_stays_so() -> None:
    report = received()
    made, client = booked(report), holder(report.id)
    page = home(report, f"/{made.id}/cancel")
    assert "You can book another at any time." in text(client.get(page))
    assert kept(made.id).state == "booked"
    assert client.post(page)["Location"] == home(report)
    assert "<form" not in text(client.get(page)).partition("<main")[2].partition("</main>")[0]
    client.post(page)
    assert on_ledger("victims.appointment.cancel") == 1


def test_a_call_is_moved_to_any_time_at_which_the_number_that_was_given_for_it_is_safe() -> None:
    """And not to those alone at which the number in the report is: nobody is offered a time that is then refused."""
    report = reachable(how="call", phone="+447700900982", when=["evening"], may_say="nothing")
    safe = {"how": "call", "phone": "+447700900111", "when": ["any"], "may_say": "nothing"}
    first = free_slots(kind="call", safe_contact=safe)[0]
    made = services.book(
        actor=Actor.receipt(report.id),
        matter_id=report.matter_id,
        kind="call",
        starts_at=first.starts_at,
        safe_contact=safe,
    )
    client, page = holder(report.id), home(report, f"/{made.id}/move")
    offered = times(text(client.get(page)))
    assert {datetime.fromisoformat(time).astimezone(LONDON).hour for time in offered} >= {9, 10, 18}
    assert client.post(page, {"time": offered[2]})["Location"] == home(report)
    assert kept(made.id).starts_at == datetime.fromisoformat(offered[2])


def test_whoever_reported_for_somebody_else_does_not_read_where_we_meet_them(cast: Cast) -> None:
    report = reported()
    slot = free_slots(kind="visit", safe_contact={})[0]
    services.book(
        actor=cast["call_taker"],
        matter_id=report.matter_id,
        kind="visit",
        starts_at=slot.starts_at,
        whom="woman",
        meet_at="The library",
    )
    page = home(report)
    assert "The library" in text(holder(report.id).get(page)), "who was hurt says where"
    Report.objects.filter(pk=report.id).update(from_victim=False)
    shown = text(holder(report.id).get(page))
    assert "The library" not in shown
    assert "A woman" not in shown
    assert "Visit by an officer" in shown


def test_a_visit_needs_a_place_whoever_books_it(cast: Cast) -> None:
    report = received()
    slot = free_slots(kind="visit", safe_contact={})[0]
    with pytest.raises(Invalid) as refused:
        services.book(
            actor=cast["call_taker"], matter_id=report.matter_id, kind="visit", starts_at=slot.starts_at, meet_at=" "
        )
    assert refused.value.field == "meet_at"
