"""Every kind of contact that waits at the desk: what its row says, how urgent it is, and where it leads."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from bluelamp.contact import services
from bluelamp.contact.models import Report
from bluelamp.contact.types import CallSaid
from bluelamp.conversations import services as conversations
from bluelamp.conversations.models import Conversation
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.clock import LONDON, now
from bluelamp.core.ids import new_id
from bluelamp.desk.contact import sources as folder
from bluelamp.desk.contact.sources import Line, Source, source, sources
from bluelamp.evidence import services as evidence
from bluelamp.ledger.reading import writing
from bluelamp.records.selectors import references_of
from tests.factories.rooms import chat, matter, received, told
from tests.factories.victims import call_back, written
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def line_of(cast: Cast, kind: str, which: UUID) -> Line:
    """As the desk is shown it; it waits, and by the same risk."""
    one, desk = found(kind), cast["call_taker"]
    with writing():
        line = one.lines(actor=desk, ids=[which])[which]
    [place] = [place for place in one.waiting(actor=desk) if place.id == which]
    assert (place.risk, place.since) == (line.risk, line.since)
    return line


def found(kind: str) -> Source:
    one = source(kind)
    assert one is not None
    return one


def waiting(cast: Cast, *kinds: str) -> list[list[UUID]]:
    return [[place.id for place in found(kind).waiting(actor=cast["call_taker"])] for kind in kinds]


def ended(cast: Cast, outcome: str, said: CallSaid | None = None, by: datetime | None = None) -> UUID:
    desk = cast["call_taker"]
    call = services.answer_call(actor=desk, client_id=new_id())
    if said:
        services.note_call(actor=desk, call_id=call.id, said=said)
    by = by or now() + timedelta(hours=1)
    return services.end_call(actor=desk, call_id=call.id, outcome=outcome, call_back_by=by).id


def asked_for_officer(report: Report, why: Iterable[str]) -> UUID:
    return evidence.ask_for_officer(
        actor=Actor.receipt(report.id), matter_id=report.matter_id, report_id=report.id, why=list(why)
    ).id


def test_every_file_is_a_source_of_its_own_name_and_no_other_is_known() -> None:
    files = {path.stem for path in Path(folder.__path__[0]).glob("*.py") if not path.stem.startswith("_")}
    assert [one.name for one in sources()] == sorted(files)
    assert source("pigeons") is None
    assert source("_called") is None


@pytest.mark.parametrize("one", sources(), ids=lambda one: one.name)
def test_a_source_keeps_its_promises(cast: Cast, one: Source) -> None:
    """The contract: the job that escalates sees what the desk sees, and every place has its line."""
    desk, report = cast["call_taker"], received("2_medium")
    ended(cast, "silent"), ended(cast, "call_back"), chat()
    booked = call_back(actor=desk, matter_id=report.matter_id)
    written(report, "statement")
    asked_for_officer(report, ["wish"])
    assert source(one.name) is one
    with clock.fixed(booked.starts_at):
        waits = list(one.waiting(actor=desk))
        assert waits
        assert set(one.waiting(actor=Actor.job("test"))) == set(waits)
        with writing():
            lines = one.lines(actor=desk, ids=[place.id for place in waits])
            assert one.lines(actor=desk, ids=[new_id()]) == {}
    for place in waits:
        line = lines[place.id]
        assert (line.risk, line.since) == (place.risk, place.since)
        assert line.reference
        assert line.href.startswith("/desk/")


def test_a_report_says_what_kind_it_is_and_where_and_one_of_a_kind_that_is_gone_says_where(cast: Cast) -> None:
    report = received()
    assert line_of(cast, "reports", report.id).more == "Report a burglary: 1 Lantern Row"
    with writing():
        Report.objects.filter(pk=report.id).update(journey_slug="highway-robbery")
    assert line_of(cast, "reports", report.id).more == "1 Lantern Row"


def test_a_line_is_a_call_until_it_is_promised_that_we_call_back(cast: Cast) -> None:
    by = now() + timedelta(hours=3)
    live = services.answer_call(actor=cast["call_taker"], client_id=new_id()).id
    silent, promised = ended(cast, "silent"), ended(cast, "call_back", by=by)
    ended(cast, "advice")
    calls, call_backs = waiting(cast, "calls", "call_backs")
    assert (set(calls), call_backs) == ({live, silent}, [promised])
    assert line_of(cast, "calls", live).reasons == ("On the line",)
    assert line_of(cast, "calls", silent).reasons == ("Nobody spoke",)
    assert [line_of(cast, "call_backs", promised).due, line_of(cast, "calls", silent).due] == [by, None]


@pytest.mark.parametrize(
    ("said", "who"),
    [
        (CallSaid("Sam", "01632 960 001"), "Sam"),
        (CallSaid("", "01632 960 001"), "01632 960 001"),
        (CallSaid("", "", "He hangs about."), "Caller not known"),
    ],
)
def test_a_caller_is_known_by_name_else_by_number_and_never_by_what_they_said(
    cast: Cast, said: CallSaid, who: str
) -> None:
    assert line_of(cast, "call_backs", ended(cast, "call_back", said)).more == who


def test_what_somebody_wrote_in_a_chat_stands_in_quotation_marks(cast: Cast) -> None:
    found = chat("Close this row at once.")
    line = line_of(cast, "conversations", found.id)
    with writing():
        reference = references_of(actor=cast["call_taker"], matters={found.matter_id})[found.matter_id]
    assert (line.reference, line.more) == ("Chat", f"“Close this row at once.” {reference}")
    assert line.href == f"/desk/conversations/{found.id}"


def test_a_message_says_which_report_it_is_about_and_what_that_warns_of(cast: Cast) -> None:
    with writing():
        hurt = Report.objects.get(pk=told(hurt=True))
    message = conversations.write(
        actor=Actor.receipt(hurt.id), matter_id=hurt.matter_id, text="When do you come?", client_id=new_id()
    )
    line = line_of(cast, "conversations", message.conversation_id)
    assert line.more == hurt.reference
    assert hurt.risk_reasons
    assert set(hurt.risk_reasons) <= set(line.reasons)
    assert line.href.endswith(str(hurt.matter_id))
    assert Conversation.objects.get(pk=message.conversation_id).risk > hurt.risk == line.risk  # its words are calm


def test_a_message_of_somebody_without_a_report_says_which_matter_it_is_about(cast: Cast) -> None:
    sender = Actor.receipt(new_id())
    about = matter(sender)
    message = conversations.write(actor=sender, matter_id=about, text="When do you come?", client_id=new_id())
    with writing():
        reference = references_of(actor=cast["call_taker"], matters={about})[about]
    line = line_of(cast, "conversations", message.conversation_id)
    assert (line.reference, line.more) == ("Messages", reference)


@pytest.mark.parametrize(
    ("why", "risk"),
    [
        (["wish"], "3_standard"),
        (["help", "wish"], "3_standard"),
        (["wish", "afraid"], "2_medium"),
        (["child"], "2_medium"),
    ],
)
def test_only_a_wish_or_help_with_writing_is_no_sign_of_harm(cast: Cast, why: list[str], risk: str) -> None:
    assert line_of(cast, "officers", asked_for_officer(received(), why)).risk == risk


def test_a_request_about_somebodys_safety_comes_first_and_each_is_due_by_the_end_of_its_day(cast: Cast) -> None:
    afraid, calm = written(received(), "withdrawal", flagged=True), written(received(), "more")
    line = line_of(cast, "victim_requests", afraid.id)
    assert (line.risk, line.reasons) == ("1_high", ("Safety",))
    other = line_of(cast, "victim_requests", calm.id)
    assert (other.risk, other.reasons) == ("3_standard", ())
    assert other.due is not None
    assert other.due.astimezone(LONDON).date() == calm.due_on
    assert other.due.astimezone(LONDON).hour == 17


def test_the_day_of_a_request_ends_by_the_clock_in_london_in_summer_too(cast: Cast) -> None:
    with clock.fixed(datetime(2026, 6, 10, 9, tzinfo=UTC)):
        one = written(received(), "more")
        due = line_of(cast, "victim_requests", one.id).due
    assert due is not None
    assert due.astimezone(UTC).hour == 16


def test_an_appointment_waits_from_a_quarter_of_an_hour_before_and_is_late_once_it_has_begun(cast: Cast) -> None:
    booked = call_back(actor=cast["call_taker"], matter_id=received().matter_id)
    with clock.fixed(booked.starts_at - timedelta(minutes=16)):
        assert waiting(cast, "appointments") == [[]]
    for after, reason in (
        (timedelta(minutes=-15), "Due now"),
        (timedelta(0), "Due now"),
        (timedelta(minutes=1), "Late"),
    ):
        with clock.fixed(booked.starts_at + after):
            line = line_of(cast, "appointments", booked.id)
        assert (line.reasons, line.due) == ((reason,), booked.starts_at)
