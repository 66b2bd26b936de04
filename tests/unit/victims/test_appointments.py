"""A time to talk: only what is open, only when it is safe, and never given twice."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.clock import LONDON
from bluelamp.core.errors import Conflict, Invalid, NotAllowed
from bluelamp.core.ids import new_id
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading, writing
from bluelamp.victims import hours, selectors, services
from bluelamp.victims.enums import Meeting
from bluelamp.victims.hours import Opening, slots
from bluelamp.victims.models import Appointment
from bluelamp.victims.selectors.appointments import free_slots
from tests.factories import rooms
from tests.factories.victims import call_back
from tests.plugins.cast import Cast

MONDAY = datetime(2026, 6, 1, 7, tzinfo=UTC)  # eight in the morning, as clocks show it
EVENINGS = {"how": "call", "phone": "+447700900982", "when": ["evening"], "may_say": "nothing"}


@given(st.integers(min_value=0, max_value=500 * 24 * 60))
def test_slots_lie_inside_the_hours_of_clocks_and_after_the_notice(minutes: int) -> None:
    at = datetime(2026, 1, 2, tzinfo=UTC) + timedelta(minutes=minutes)
    opening = next(one for one in hours.OPENINGS if one.kind == "call")
    for slot in slots("call", at, days=2):
        start, end = slot.starts_at.astimezone(LONDON), slot.ends_at.astimezone(LONDON)
        assert slot.starts_at >= at + opening.notice
        assert opening.start <= start.time() < end.time() <= opening.end


def test_an_opening_holds_from_day_to_day_and_not_on_holidays() -> None:
    until = date(2026, 6, 3)
    one = Opening("visit", time(9), time(12), 90, 1, timedelta(), date(2026, 6, 2), until)
    days = [slot.starts_at.astimezone(LONDON).date() for slot in slots("visit", MONDAY, openings=[one])]
    assert days == [date(2026, 6, 2)] * 2
    christmas = datetime(2026, 12, 24, 20, tzinfo=UTC)
    assert next(slots("visit", christmas)).starts_at.date() == date(2026, 12, 29)


@pytest.mark.django_db
def test_a_call_back_comes_at_the_first_time_that_is_safe(cast: Cast) -> None:
    report = rooms.received()
    citizen, once = Actor.receipt(report.id), new_id()
    with clock.fixed(MONDAY):
        booked = [
            call_back(
                actor=citizen,
                matter_id=report.matter_id,
                about="statement",
                words="With an interpreter.",
                safe_contact=EVENINGS,
                client_id=once,
            )
            for _ in range(2)
        ]
    assert len({one.id for one in booked}) == 1
    assert booked[0].starts_at == MONDAY + timedelta(hours=9)  # five in the afternoon
    with reading(actor=citizen, purpose=Purpose.OWN_RECORD, action="test"):
        (shown,) = selectors.appointments_for_matter(actor=citizen, matter_id=report.matter_id)
    assert shown.about_words == "To make a statement with a trained officer"
    assert not any(news["by_us"] for news in rooms.announced("victims.AppointmentChanged"))


@pytest.mark.django_db
def test_one_report_takes_two_times_at_most_and_the_desk_more(cast: Cast) -> None:
    report = rooms.received()
    citizen, matter = Actor.receipt(report.id), report.matter_id
    with clock.fixed(MONDAY):
        times = [slot.starts_at for slot in free_slots(kind="station", safe_contact={})[:5]]
        first, _second = (
            services.book(actor=citizen, matter_id=matter, kind="station", starts_at=at) for at in times[:2]
        )
        with pytest.raises(Conflict, match="Move or cancel one"):
            services.book(actor=citizen, matter_id=matter, kind="station", starts_at=times[2])
        with pytest.raises(Conflict, match="Move or cancel one"):
            call_back(actor=citizen, matter_id=matter)
        services.book(actor=cast["call_taker"], matter_id=matter, kind="station", starts_at=times[2])
        services.move_appointment(actor=citizen, appointment_id=first.id, starts_at=times[3])
    with clock.fixed(times[3] + timedelta(minutes=1)):  # what is over counts no more
        later = free_slots(kind="station", safe_contact={})[0].starts_at
        services.book(actor=citizen, matter_id=matter, kind="station", starts_at=later)


@pytest.mark.django_db
def test_a_time_is_given_to_no_more_people_than_there_are(cast: Cast) -> None:
    desk = cast["call_taker"]
    with clock.fixed(MONDAY):
        first = free_slots(kind="station", safe_contact={})[0]
        for _ in range(first.at_once):
            services.book(actor=desk, matter_id=rooms.matter(), kind="station", starts_at=first.starts_at)
        with pytest.raises(Conflict) as refused:
            services.book(actor=desk, matter_id=rooms.matter(), kind="station", starts_at=first.starts_at)
        assert refused.value.field == "starts_at"
        with writing(), pytest.raises(IntegrityError), transaction.atomic():  # whatever two who choose at once believe
            Appointment.objects.filter(starts_at=first.starts_at).update(lane=0)
        with writing():
            gone = Appointment.objects.filter(starts_at=first.starts_at).values_list("id", flat=True)[0]
        services.cancel_appointment(actor=desk, appointment_id=gone)
        assert free_slots(kind="station", safe_contact={})[0] == first


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "error", "field"),
    [
        ({"kind": "seance"}, Invalid, "kind"),
        ({"about": "weather"}, Invalid, "about"),
        ({"starts_at": MONDAY + timedelta(minutes=7)}, Conflict, "starts_at"),
        ({"starts_at": MONDAY + timedelta(days=40)}, Conflict, "starts_at"),
    ],
)
def test_what_is_not_on_offer_is_refused(cast: Cast, changes: dict[str, Any], error: Any, field: str) -> None:
    with clock.fixed(MONDAY):
        wanted: dict[str, Any] = {"kind": "call", "starts_at": MONDAY + timedelta(hours=2)}
        with pytest.raises(error) as refused:
            services.book(actor=cast["call_taker"], matter_id=rooms.matter(), **(wanted | changes))
    assert refused.value.field == field


@pytest.mark.django_db
def test_what_we_move_or_cancel_is_news_for_them_and_what_came_of_it_is_kept(cast: Cast) -> None:
    desk, report = cast["call_taker"], rooms.received()
    booked = call_back(actor=Actor.receipt(report.id), matter_id=report.matter_id)
    last = free_slots(kind="call", safe_contact={})[-1]
    services.take_appointment(actor=desk, appointment_id=booked.id)
    services.move_appointment(actor=desk, appointment_id=booked.id, starts_at=last.starts_at)
    assert [news["by_us"] for news in rooms.announced("victims.AppointmentChanged")] == [False, True]
    rooms.bring_news()
    with clock.fixed(last.starts_at):
        ((at, which, whose),) = selectors.due_appointments(actor=desk)
        assert (at, which, whose) == (last.starts_at, booked.id, desk.id)
    with pytest.raises(Invalid):
        services.finish_appointment(actor=desk, appointment_id=booked.id, took_place=True, result=" ")
    services.finish_appointment(actor=desk, appointment_id=booked.id, took_place=False, result="No answer, twice.")
    for _ in range(2):
        services.cancel_appointment(actor=desk, appointment_id=booked.id)  # over is over
    with writing():
        assert Appointment.objects.get().state == "missed"
    with pytest.raises(NotAllowed):
        services.take_appointment(actor=cast["detective"], appointment_id=booked.id)


def test_whoever_comes_to_us_is_told_where(cast: Cast) -> None:
    report = rooms.received()
    sender = Actor.receipt(report.id)
    for kind, named in ((Meeting.STATION, True), (Meeting.CALL, False)):
        [first, *_] = free_slots(kind=kind, safe_contact={})
        booked = services.book(actor=sender, matter_id=report.matter_id, kind=kind, starts_at=first.starts_at)
        with reading(actor=sender, purpose=Purpose.OWN_RECORD, action="victims.appointment.read"):
            assert bool(selectors.appointment(actor=sender, appointment_id=booked.id).where) is named
