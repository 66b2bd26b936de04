"""A time to talk: only what is open, only when it is safe, and never given twice."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Conflict, Invalid, NotAllowed
from bluelamp.core.ids import new_id
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading, writing
from bluelamp.victims import selectors, services
from bluelamp.victims.enums import Meeting
from bluelamp.victims.models import Appointment
from bluelamp.victims.selectors.appointments import free_slots
from bluelamp.victims.services import appointments
from tests.factories import rooms
from tests.factories.victims import call_back
from tests.plugins.cast import Cast
from tests.plugins.no_mocks import watched

MONDAY = datetime(2026, 6, 1, 7, tzinfo=UTC)  # eight in the morning, as clocks show it
EVENINGS = {"how": "call", "phone": "+447700900982", "when": ["evening"], "may_say": "nothing"}


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
def test_whoever_takes_the_last_place_while_somebody_chooses_it_has_it_alone(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, quicker = cast["call_taker"], [rooms.matter()]
    with clock.fixed(MONDAY):
        first = free_slots(kind="station", safe_contact={})[0]
        at: dict[str, Any] = {"actor": desk, "kind": "station", "starts_at": first.starts_at}
        for _ in range(first.at_once - 1):
            services.book(matter_id=rooms.matter(), **at)

        def one_is_quicker(*_: object, **_asked: object) -> None:
            if quicker:
                services.book(matter_id=quicker.pop(), **at)

        monkeypatch.setattr(appointments, "free_slots", watched(free_slots, one_is_quicker))
        with pytest.raises(Conflict, match="just taken"):
            services.book(matter_id=rooms.matter(), **at)
    assert not quicker


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
