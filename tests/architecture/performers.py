"""Who performs the steps of every state machine of the house: each through its room's own services.

A machine that is added to the house gets its performer here; ``test_machines`` says which step is missing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Model

from bluelamp.complaints import services as complaints
from bluelamp.complaints.models import Complaint, Footage
from bluelamp.contact import services as contact
from bluelamp.contact.models import Call, Report
from bluelamp.conversations import services as conversations
from bluelamp.conversations.models import Concern, Conversation
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now, today
from bluelamp.core.ids import new_id
from bluelamp.evidence import services as evidence
from bluelamp.evidence.models import OfficerRequest, Statement
from bluelamp.files import services as files
from bluelamp.files.models import StoredFile
from bluelamp.flows.seal_statement import seal_statement
from bluelamp.incidents import services as incidents
from bluelamp.incidents.enums import AssignmentState
from bluelamp.incidents.models import Assignment, Incident, Resource
from bluelamp.intelligence import services as intelligence
from bluelamp.intelligence.models import Alert
from bluelamp.investigations import services as investigations
from bluelamp.investigations.models import Case, Crime, Recovery
from bluelamp.ledger.reading import writing
from bluelamp.notices import delivery
from bluelamp.notices import services as notices
from bluelamp.notices.delivery import Lease
from bluelamp.notices.errors import Refused, Unreachable
from bluelamp.notices.hours import SafeTime
from bluelamp.notices.models import Notice
from bluelamp.notices.policies import LEASE
from bluelamp.records import services as records
from bluelamp.records.enums import LinkKind
from bluelamp.records.models import Link, Matter
from bluelamp.records.types import PropertyDetails, Provenance
from bluelamp.victims import services as victims
from bluelamp.victims.models import Appointment, Referral, VictimRequest
from bluelamp.victims.selectors.appointments import free_slots
from tests.factories import rooms
from tests.factories.files import staged_file
from tests.factories.notices import notice, safe_contact
from tests.factories.statements import drafted, signing
from tests.factories.victims import Referrals, call_back, complained, sought, written
from tests.plugins.cast import Cast

Step = Callable[[UUID], object]
_JOB = Actor.job("test")


@dataclass(frozen=True, slots=True)
class Performer:
    """``start`` makes a thing that is in the first state; ``steps`` do to it what the table calls an action."""

    model: type[Model]
    start: Callable[[], UUID]
    steps: Mapping[str, Step]
    field: str = "state"

    def state(self, thing: UUID) -> str:
        with writing():
            return str(self.model._default_manager.values_list(self.field, flat=True).get(pk=thing))


def performers(cast: Cast) -> dict[str, Performer]:
    """By the machine's name."""
    return {
        "report": _report(cast),
        "call": _call(cast),
        "incident": _incident(cast),
        "assignment": _assignment(cast),
        "resource": _resource(cast),
        "crime": _crime(cast),
        "case": _case(cast),
        "alert": _alert(cast),
        "matter": _matter(cast),
        "file": _file(cast),
        "notice": _notice(cast),
        "chat": _chat(cast),
        "concern": _concern(cast),
        "referral": _referral(cast),
        "statement": _statement(cast),
        "request for an officer": _officer_request(cast),
        "appointment": _appointment(cast),
        "request": _victim_request(cast),
        "thing": _thing(cast),
        "complaint": _complaint(cast),
        "recording": _recording(cast),
    }


def _report(cast: Cast) -> Performer:
    desk, boss = cast["call_taker"], cast["supervisor"]

    def take(report: UUID) -> None:
        """Who takes over what a colleague has is a supervisor."""
        free = Report.objects.filter(pk=report, taken_by=None).exists()
        contact.take_report(actor=desk if free else boss, report_id=report)

    return Performer(
        Report,
        lambda: rooms.received().id,
        {
            "take": take,
            "put_back": lambda report: contact.put_back_report(actor=desk, report_id=report),
            "grade": lambda report: contact.set_graded(actor=desk, report_id=report, grade="P2"),
            "refer": lambda report: contact.set_graded(actor=desk, report_id=report, grade="other_agency"),
        },
    )


def _chat(cast: Cast) -> Performer:
    desk, boss = cast["call_taker"], cast["supervisor"]

    def take(chat: UUID) -> None:
        """Who takes over what a colleague has is a supervisor."""
        free = Conversation.objects.filter(pk=chat, owner_id=None).exists()
        conversations.take_chat(actor=desk if free else boss, conversation_id=chat)

    return Performer(
        Conversation,
        lambda: rooms.chat().id,
        {
            "take": take,
            "hand_over": lambda chat: conversations.hand_over(actor=boss, conversation_id=chat, note="My shift ends."),
            "end": lambda chat: conversations.end_chat(actor=boss, conversation_id=chat, became="Advice."),
        },
    )


def _concern(cast: Cast) -> Performer:
    desk = cast["call_taker"]
    return Performer(
        Concern,
        lambda: Concern.objects.get(conversation_id=rooms.chat("He has a knife.").id).id,
        {
            "act": lambda concern: conversations.act_on_concern(actor=desk, concern_id=concern),
            "dismiss": lambda concern: conversations.dismiss_concern(actor=desk, concern_id=concern),
        },
    )


def _call(cast: Cast) -> Performer:
    desk = cast["call_taker"]

    def later(call: UUID) -> None:
        contact.call_back_later(actor=desk, call_id=call, by=now() + timedelta(hours=1))

    return Performer(
        Call,
        lambda: contact.answer_call(actor=desk, client_id=new_id()).id,
        {
            "settle": lambda call: contact.end_call(actor=desk, call_id=call, outcome="advice"),
            "leave": lambda call: contact.end_call(actor=desk, call_id=call, outcome="silent"),
            "call_back_later": later,
            "finish": lambda call: contact.finish_call(actor=desk, call_id=call, words="They are safe."),
        },
    )


class _Crews:
    """Sends crews to an incident, and takes them as far as a step needs."""

    def __init__(self, cast: Cast) -> None:
        self.control = cast["dispatcher"]
        self.sent = 0

    def opened(self) -> UUID:
        """A grade that may end with or without a visit."""
        opened = incidents.open_incident(
            actor=self.control,
            matter_id=new_id(),
            grade="P4",
            summary="A gate was left open.",
            nsir_class="safety",
            place_label="1 Lantern Row",
        )
        return opened.id

    def dispatch(self, incident: UUID) -> UUID:
        self.sent += 1
        crew = incidents.add_resource(actor=self.control, callsign=f"X{self.sent}", kind="car")
        return incidents.dispatch(actor=self.control, incident_id=incident, resource_id=crew.id).id

    def accept(self, incident: UUID) -> UUID:
        crew = self._at(incident, AssignmentState.OFFERED) or self.dispatch(incident)
        return incidents.accept(actor=self.control, assignment_id=crew).id

    def travel(self, incident: UUID) -> UUID:
        crew = self._at(incident, AssignmentState.ACCEPTED) or self.accept(incident)
        return incidents.travel(actor=self.control, assignment_id=crew).id

    def arrive(self, incident: UUID) -> UUID:
        crew = self._at(incident, AssignmentState.EN_ROUTE) or self.travel(incident)
        return incidents.arrive(actor=self.control, assignment_id=crew).id

    def abandon(self, incident: UUID) -> None:
        on_it = Assignment.objects.filter(incident_id=incident).exclude(state=AssignmentState.RELEASED)
        for crew in on_it.values_list("id", flat=True):
            self.stand_down(crew)

    def stand_down(self, crew: UUID) -> None:
        incidents.stand_down(actor=self.control, assignment_id=crew, reason="Nearer crew.")

    def _at(self, incident: UUID, state: AssignmentState) -> UUID | None:
        return Assignment.objects.filter(incident_id=incident, state=state).values_list("id", flat=True).first()


def _incident(cast: Cast) -> Performer:
    crews, control = _Crews(cast), cast["dispatcher"]

    def result(incident: UUID) -> None:
        incidents.result(actor=control, incident_id=incident, code="advice", text="Advised.")

    return Performer(
        Incident,
        crews.opened,
        {
            "dispatch": crews.dispatch,
            "accept": crews.accept,
            "travel": crews.travel,
            "arrive": crews.arrive,
            "abandon": crews.abandon,
            "result": result,
            "result_without_visit": result,
            "close": lambda incident: incidents.close(actor=control, incident_id=incident),
            "reopen": lambda incident: incidents.reopen(actor=control, incident_id=incident, reason="It began again."),
        },
    )


def _assignment(cast: Cast) -> Performer:
    crews, control = _Crews(cast), cast["dispatcher"]
    return Performer(
        Assignment,
        lambda: crews.dispatch(crews.opened()),
        {
            "accept": lambda crew: incidents.accept(actor=control, assignment_id=crew),
            "travel": lambda crew: incidents.travel(actor=control, assignment_id=crew),
            "arrive": lambda crew: incidents.arrive(actor=control, assignment_id=crew),
            "release": crews.stand_down,
        },
    )


def _resource(cast: Cast) -> Performer:
    crews, control = _Crews(cast), cast["dispatcher"]

    def free(resource: UUID) -> None:
        on_it = Assignment.objects.exclude(state=AssignmentState.RELEASED)
        crews.stand_down(on_it.values_list("id", flat=True).get(resource_id=resource))

    return Performer(
        Resource,
        lambda: incidents.add_resource(actor=control, callsign=f"Y{new_id().hex[-8:]}", kind="car").id,
        {
            "commit": lambda resource: incidents.dispatch(
                actor=control, incident_id=crews.opened(), resource_id=resource
            ),
            "free": free,
        },
    )


def _cancel(cast: Cast, crime: UUID) -> None:
    investigations.cancel_crime(
        actor=cast["crime_registrar"], crime_id=crime, because="no_crime", information="The bike was lent."
    )


def _crime(cast: Cast) -> Performer:
    return Performer(
        Crime, lambda: rooms.crime(cast, rooms.matter()).id, {"cancel": lambda crime: _cancel(cast, crime)}
    )


def _case(cast: Cast) -> Performer:
    """A case is filed when the last of its crimes needs it no longer."""

    def file(case: UUID) -> None:
        matter = Case.objects.values_list("matter_id", flat=True).get(pk=case)
        _cancel(cast, rooms.crime(cast, matter).id)

    def reopen(case: UUID) -> None:
        matter = Case.objects.values_list("matter_id", flat=True).get(pk=case)
        investigations.reopen_case(actor=cast["supervisor"], matter_id=matter)

    return Performer(Case, lambda: rooms.case(cast, rooms.matter()).id, {"file": file, "reopen": reopen})


def _alert(cast: Cast) -> Performer:
    centre, officer = cast["rtic_analyst"], cast["responder"]
    words: dict[str, Any] = {"headline": "Grey car", "instruction": "Stop it.", "severity": "minor"}

    def start() -> UUID:
        report = intelligence.write_report(
            actor=centre,
            source="2",
            assessment="B",
            handling="P",
            text="A grey car.",
            provenance="Two callers.",
            purpose="Preventing crime",
            review_on=today() + timedelta(days=9),
        )
        ends = now() + timedelta(hours=1)
        recipients = frozenset({officer.id})
        return intelligence.send_alert(
            actor=centre, report_id=report.id, recipients=recipients, expires_at=ends, **words
        ).id

    def expire(_alert: UUID) -> None:
        with clock.shifted(timedelta(hours=2)):
            intelligence.expire_due(actor=_JOB)

    return Performer(
        Alert,
        start,
        {
            "acknowledge": lambda alert: intelligence.acknowledge(actor=officer, alert_id=alert),
            "supersede": lambda alert: intelligence.supersede_alert(
                actor=centre, alert_id=alert, expires_at=now() + timedelta(hours=3), **words
            ),
            "cancel": lambda alert: intelligence.cancel_alert(actor=centre, alert_id=alert, reason="Wrong car."),
            "expire": expire,
        },
    )


def _matter(cast: Cast) -> Performer:
    boss = cast["supervisor"]
    return Performer(
        Matter,
        lambda: rooms.matter(boss),
        {
            "close": lambda matter: records.close_matter(actor=boss, matter=matter, reason="Done."),
            "reopen": lambda matter: records.reopen_matter(actor=boss, matter=matter, reason="More to do."),
            "merge": lambda matter: records.merge_matters(
                actor=boss, source=matter, into=rooms.matter(boss), reason="The same."
            ),
            "unmerge": lambda matter: records.unmerge_matter(actor=boss, matter=matter, reason="Not the same."),
        },
        field="status",
    )


def _file(cast: Cast) -> Performer:
    return Performer(
        StoredFile,
        lambda: staged_file().id,
        {
            "keep": lambda file: files.keep(actor=cast["call_taker"], file_id=file, matter_id=rooms.matter()),
            "discard": lambda file: files.discard(actor=cast["exhibits_officer"], file_id=file),
        },
    )


def _referral(cast: Cast) -> Performer:
    boss, theirs = cast["supervisor"], cast["support"]
    referrals = Referrals(cast)

    def send(referral: UUID) -> None:
        victims.send_referral(actor=boss, referral_id=referral, partner_id=referrals.partner().id)

    return Performer(
        Referral,
        referrals.waiting,
        {
            "send": send,
            "chase": referrals.silent_for_days,
            "escalate": referrals.silent_for_days,
            "accept": lambda one: victims.accept_referral(actor=theirs, referral_id=one),
            "decline": lambda one: victims.decline_referral(actor=theirs, referral_id=one, because="full"),
            "withdraw": lambda one: victims.withdraw_referral(actor=boss, referral_id=one),
        },
    )


def _complaint(cast: Cast) -> Performer:
    who = cast["standards"]
    return Performer(
        Complaint,
        lambda: complained(rooms.received()).id,
        {
            "acknowledge": lambda one: complaints.acknowledge(actor=who, complaint_id=one),
            "record": lambda one: complaints.record_complaint(actor=who, complaint_id=one),
            "decide": lambda one: complaints.decide(
                actor=who, complaint_id=one, finding="acceptable", result="We looked at the recording."
            ),
        },
    )


def _recording(cast: Cast) -> Performer:
    who = cast["standards"]

    def start() -> UUID:
        made = complained(rooms.received())
        complaints.acknowledge(actor=who, complaint_id=made.id)
        return sought(who, made.id).id

    def find(which: UUID) -> None:
        matter = Footage.objects.values_list("complaint__matter_id", flat=True).get(pk=which)
        exhibit = evidence.exhibit_file(
            actor=cast["call_taker"], matter_id=matter, stored_file_id=staged_file().id, title="Camera"
        )
        complaints.find_footage(actor=who, footage_id=which, reference=exhibit.reference)

    return Performer(
        Footage,
        start,
        {
            "find": find,
            "give_up": lambda which: complaints.give_up_footage(actor=who, footage_id=which, why="It was off."),
        },
    )


def _victim_request(cast: Cast) -> Performer:
    boss = cast["supervisor"]

    def start() -> UUID:
        report = rooms.received()
        return written(report, "statement").id

    return Performer(
        VictimRequest,
        start,
        {
            "take": lambda one: victims.take_request(actor=boss, request_id=one),
            "settle": lambda one: victims.settle_request(
                actor=boss, request_id=one, outcome="read", result="Thank you. It is with the case."
            ),
        },
    )


def _thing(cast: Cast) -> Performer:
    boss = cast["supervisor"]

    def start() -> UUID:
        taken = records.add_property(
            actor=boss,
            matter=rooms.received().matter_id,
            details=PropertyDetails(description="Green umbrella"),
            provenance=Provenance(source="999"),
            kind=LinkKind.STOLEN_IN,
        )
        with writing():
            link = Link.objects.get(source_id=taken.pk).pk
        found = investigations.mark_found(
            actor=boss, link_id=link, found_on=today(), where_kept="Store 4", evidence=False
        )
        investigations.withdraw_tracing(actor=boss, link_id=link, reason="Another one.")
        return found.id

    def link(recovery: UUID) -> UUID:
        with writing():
            return Recovery.objects.values_list("link_id", flat=True).get(pk=recovery)

    def find(recovery: UUID, *, evidence: bool) -> None:
        where = f"Store {new_id()}"
        investigations.mark_found(
            actor=boss, link_id=link(recovery), found_on=today(), where_kept=where, evidence=evidence
        )

    return Performer(
        Recovery,
        start,
        {
            "find": lambda one: find(one, evidence=False),
            "keep": lambda one: find(one, evidence=True),
            "return": lambda one: investigations.mark_returned(
                actor=boss, link_id=link(one), returned_on=today(), handed_over="collected"
            ),
            "mistake": lambda one: investigations.withdraw_tracing(
                actor=boss, link_id=link(one), reason="Another one."
            ),
        },
    )


def _appointment(cast: Cast) -> Performer:
    desk = cast["call_taker"]

    def finish(appointment: UUID, *, took_place: bool) -> None:
        victims.finish_appointment(actor=desk, appointment_id=appointment, took_place=took_place, result="Spoke.")

    def move(appointment: UUID) -> None:
        free = free_slots(kind="call", safe_contact={})[-1]
        victims.move_appointment(actor=desk, appointment_id=appointment, starts_at=free.starts_at)

    return Performer(
        Appointment,
        lambda: call_back(actor=desk, matter_id=rooms.matter()).id,
        {
            "move": move,
            "cancel": lambda one: victims.cancel_appointment(actor=desk, appointment_id=one),
            "keep": lambda one: finish(one, took_place=True),
            "miss": lambda one: finish(one, took_place=False),
        },
    )


_NOON, _EVENING = (datetime(2026, 6, 3, hour, tzinfo=UTC) for hour in (11, 20))
_BY_DAY = SafeTime(time(9), time(17))
_NEVER = [["09:00", "17:00", []]]


class _Sending:
    """A notice to somebody who may be reached by day, and the lease of whoever is sending it."""

    def __init__(self) -> None:
        self.leases: dict[UUID, Lease] = {}

    def start(self) -> UUID:
        with clock.fixed(_NOON):
            return notice(to=safe_contact(times=(_BY_DAY,)), matter_id=rooms.matter()).id

    def take(self, sent: UUID) -> None:
        """Also when whoever had it has died: their lease has run out."""
        with clock.fixed(_NOON + (2 * LEASE if sent in self.leases else timedelta())):
            lease = delivery.take(actor=_JOB, notice_id=sent)
        assert lease is not None
        self.leases[sent] = lease

    def postpone(self, sent: UUID) -> None:
        if sent in self.leases:
            delivery.put_back(actor=_JOB, lease=self.leases[sent], fault=Unreachable("timeout"))
        else:
            with clock.fixed(_EVENING):
                delivery.take(actor=_JOB, notice_id=sent)

    def hold(self, sent: UUID) -> None:
        if sent in self.leases:  # kept by a version whose safe hours never come
            Notice.objects.filter(pk=sent).update(safe_times=_NEVER)
            with clock.fixed(_NOON + 2 * LEASE):
                delivery.take(actor=_JOB, notice_id=sent)
        else:
            matter = Notice.objects.values_list("matter_id", flat=True).get(pk=sent)
            assert matter is not None
            notices.stop(actor=_JOB, matter_id=matter)


def _notice(cast: Cast) -> Performer:
    sending = _Sending()
    return Performer(
        Notice,
        sending.start,
        {
            "take": sending.take,
            "postpone": sending.postpone,
            "hold": sending.hold,
            "mark_sent": lambda sent: delivery.mark_sent(actor=_JOB, lease=sending.leases[sent], provider_id="1"),
            "give_up": lambda sent: delivery.put_back(actor=_JOB, lease=sending.leases[sent], fault=Refused("550")),
            "try_again": lambda sent: notices.try_again(actor=cast["supervisor"], notice_id=sent),
        },
    )


def _statement(cast: Cast) -> Performer:
    def witness(statement: UUID) -> Actor:
        with writing():
            return Actor.receipt(Statement.objects.values_list("report_id", flat=True).get(pk=statement) or new_id())

    def edit(statement: UUID) -> None:
        with writing():
            edition = Statement.objects.values_list("edition", flat=True).get(pk=statement)
        words = f"I saw it {edition} times."
        evidence.edit_statement(actor=witness(statement), statement_id=statement, text=words, edition=edition)

    return Performer(
        Statement,
        lambda: drafted().id,
        {
            "edit": edit,
            "sign": lambda one: seal_statement(actor=witness(one), statement_id=one, signing=signing(one)),
            "amend": lambda one: evidence.amend_statement(actor=witness(one), statement_id=one, reason="It was red."),
            "drop_amendment": lambda one: evidence.drop_amendment(actor=witness(one), statement_id=one),
            "discard": lambda one: evidence.discard_statement(actor=witness(one), statement_id=one),
        },
    )


def _officer_request(cast: Cast) -> Performer:
    desk = cast["call_taker"]

    def start() -> UUID:
        report = rooms.received()
        asked = evidence.ask_for_officer(
            actor=Actor.receipt(report.id), matter_id=report.matter_id, report_id=report.id, why=["wish"]
        )
        return asked.id

    return Performer(
        OfficerRequest,
        start,
        {
            "take": lambda asked: evidence.take_request(actor=desk, request_id=asked),
            "put_back": lambda asked: evidence.put_back_request(actor=desk, request_id=asked),
            "finish": lambda asked: evidence.finish_request(actor=desk, request_id=asked, result="Tuesday at 4pm."),
        },
    )
