"""Taking in reports and working through the queue."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from bluelamp.access.enums import Relation
from bluelamp.access.services import check, involve
from bluelamp.access.strangers import STRANGERS
from bluelamp.contact import attempts, likeness, policies, receipts
from bluelamp.contact.enums import OTHER_AGENCY, CallState, Factor, Level, ReportState, SettledAs, ToldHow
from bluelamp.contact.events import ReportGraded, ReportReceived
from bluelamp.contact.models import Call, Report, Settlement, Thrive
from bluelamp.contact.types import NewReport, Settled
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.clock import now
from bluelamp.core.errors import Conflict, Invalid, NotAllowed, NotFound
from bluelamp.core.ids import check_reference, new_reference
from bluelamp.core.text import digits_of, plain_text, unturned
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service
from bluelamp.live.news import announce
from bluelamp.live.services import publish
from bluelamp.records.selectors import those_in_matter

_DESK = ("role:call_taker", "role:supervisor")
_LONGEST_HANDLING = 1440  # minutes: a day
_LONGEST_AGENCY = 120  # characters


@service
def receive_report(*, actor: Actor, report_id: UUID, matter_id: UUID, new: NewReport) -> Report:
    """Keep a report under an id made by the caller. Its sender may see the matter as their own.

    A draft is received once: ``Conflict`` the second time.
    """
    check(actor=actor, action="contact.report.receive")
    _check_recorded(actor, matter_id, new)
    if Report.objects.filter(draft_id=new.draft_id).exists():
        raise Conflict("This report was already sent. Use its receipt to see it.")
    risk, reasons = policies.queued(new.risk, new.risk_reasons, one_of_many=_is_one_of_many(actor, new.connection))
    report = Report.objects.create(
        id=report_id,
        reference=new_reference("CR"),
        matter_id=matter_id,
        draft_id=new.draft_id,
        journey_slug=new.journey_slug,
        journey_version=new.journey_version,
        answers=new.answers,
        safe_contact=new.safe_contact,
        receipt_hash=receipts.hashed(new.receipt) if new.receipt else "",
        channel=new.channel,
        language=new.language,
        risk=risk,
        risk_reasons=reasons,
        place_id=new.place_id,
        place_label=new.place_label,
        latitude=new.latitude,
        longitude=new.longitude,
        neighbourhood=_neighbourhood(new),
        reporter_person_id=new.reporter_person_id,
        from_victim=new.from_victim,
        received_at=now(),
    )
    involve(actor=actor, matter=matter_id, who=report_id, relation=Relation.OWN)
    record(actor=actor, act=Act.COLLECTION, action="contact.report.receive", subjects=[report], matter=matter_id)
    if new.receipt:
        _record(actor, Act.ALTERATION, "contact.receipt.issue", report)
    _tell(report)
    announce(ReportReceived(report_id=report.id, matter_id=matter_id, risk=report.risk))
    return report


@service
def issue_receipt(*, actor: Actor, report_id: UUID) -> str:
    """A fresh receipt, in place of the one before; only until it was used or somebody said that they saved it.

    Whoever holds it passes as the one who reported, so staff get one only to read out, in the call in which they took
    the report.
    """
    report = _lock(report_id)
    check(actor=actor, action="contact.receipt.issue", matter=report.matter_id)
    if actor.kind is ActorKind.STAFF and not _is_taking(actor, report):
        raise NotAllowed("A receipt is made only during the call in which you took the report.")
    if report.receipt_confirmed_at is not None:
        raise Conflict("You have already saved the receipt of this report. Use it to see your report.")
    receipt = receipts.new_receipt()
    report.receipt_hash = receipts.hashed(receipt)
    report.save(update_fields=["receipt_hash"])
    _record(actor, Act.ALTERATION, "contact.receipt.issue", report)
    return receipt


@service
def confirm_receipt(*, actor: Actor, report_id: UUID) -> None:
    """“I have saved my receipt.” Twice changes nothing."""
    report = _lock(report_id)
    check(actor=actor, action="contact.receipt.confirm", matter=report.matter_id)
    _confirm(actor, report)


def open_with_receipt(*, actor: Actor, reference: str, receipt: str, address: str = "") -> UUID:
    """The id of the report whose receipt this is. ``Invalid`` never says which of the two is wrong.

    ``address`` is the connection it comes from, where that is known. A try is counted before it is looked at, and
    ``TooMany`` refuses it then; only the right one is not counted.
    """
    check(actor=actor, action="contact.receipt.present")
    known = check_reference(reference)
    attempt = attempts.begin(reference=known, address=address)
    found = _present(actor=actor, reference=known, receipt=receipt)
    if found is None:
        raise Invalid(_("The reference and the receipt do not belong together. Check both."), field="receipt")
    attempts.give_back(attempt)
    return found


@service
def _present(*, actor: Actor, reference: str, receipt: str) -> UUID | None:
    """An unknown reference is looked at for as long as a wrong receipt, but for one that was hashed like a password and
    was never used since."""
    report = Report.objects.filter(reference=reference).first()
    if not receipts.fits(receipt, report.receipt_hash if report else "") or report is None:
        return None
    if receipts.is_dear(report.receipt_hash):
        report.receipt_hash = receipts.hashed(digits_of(receipt))
        report.save(update_fields=["receipt_hash"])
    _confirm(actor, report)  # they have it, so nobody is given another in its place
    _record(actor, Act.CONSULTATION, "contact.receipt.present", report)
    return report.id


@service
def take_report(*, actor: Actor, report_id: UUID) -> Report:
    """“I am dealing with this one.” A supervisor may take over; others see who has it."""
    report = _lock(report_id)
    check(actor=actor, action="contact.report.take", state=report.state, matter=report.matter_id)
    if report.taken_by == actor.id:
        return report
    policies.check_holds(actor, report.taken_by, "Ask a supervisor if it has to be you.")
    report.state = policies.REPORT.next(report.state, "take")
    report.taken_by, report.taken_at = actor.id, now()
    report.save(update_fields=["state", "taken_by", "taken_at"])
    _record(actor, Act.ALTERATION, "contact.report.take", report)
    _tell(report)
    return report


@service
def put_back_report(*, actor: Actor, report_id: UUID) -> Report:
    """“Not me after all”: the report waits again for whoever is free. Twice changes nothing.

    For whoever took it, or a supervisor.
    """
    report = _lock(report_id)
    check(actor=actor, action="contact.report.put_back", state=report.state, matter=report.matter_id)
    if report.state == ReportState.RECEIVED:  # the same button again, or a reply that was lost
        return report
    policies.check_holds(actor, report.taken_by, "Only they or a supervisor can put it back.")
    report.state = policies.REPORT.next(report.state, "put_back")
    report.taken_by, report.taken_at = None, None
    report.save(update_fields=["state", "taken_by", "taken_at"])
    _record(actor, Act.ALTERATION, "contact.report.put_back", report)
    _tell(report)
    return report


@service
def assess_thrive(*, actor: Actor, report_id: UUID, levels: Mapping[str, str], words: str) -> Thrive:
    """Weigh a report: a level for each factor, and the reasoning. ``Invalid`` names the factor left out."""
    report = _lock(report_id)
    check(actor=actor, action="contact.report.grade", state=report.state, matter=report.matter_id)
    policies.check_holds(actor, report.taken_by, "Only they or a supervisor can grade it.")
    for factor in Factor:
        if levels.get(factor) not in Level.values:
            raise Invalid(f"Choose a level for {factor.label}.", field=factor.value)
    thrive = Thrive.objects.create(
        report=report,
        matter_id=report.matter_id,
        words=plain_text(words, "words", "Write why: what do you know, and what worries you?"),
        by=actor.id,
        at=now(),
        **{factor.value: levels[factor] for factor in Factor},
    )
    record(
        actor=actor,
        act=Act.COLLECTION,
        action="contact.report.assess",
        subjects=[thrive, report],
        matter=report.matter_id,
    )
    return thrive


@service
def set_graded(*, actor: Actor, report_id: UUID, grade: str, minutes: int | None = None) -> Report:
    """The report has its grade and leaves the queue. ``other_agency`` refers it elsewhere."""
    report = _lock(report_id)
    check(actor=actor, action="contact.report.grade", state=report.state, matter=report.matter_id)
    policies.check_holds(actor, report.taken_by, "Only they or a supervisor can grade it.")
    if minutes is not None and not 0 <= minutes <= _LONGEST_HANDLING:
        raise Invalid(f"Give the minutes as a number from 0 to {_LONGEST_HANDLING}.", field="minutes")
    report.state = policies.REPORT.next(report.state, "refer" if grade == OTHER_AGENCY else "grade")
    report.grade, report.graded_at, report.minutes = grade, now(), minutes
    report.save(update_fields=["state", "grade", "graded_at", "minutes"])
    _record(actor, Act.ALTERATION, "contact.report.grade", report)
    _tell(report)
    announce(ReportGraded(report_id=report.id, matter_id=report.matter_id, grade=grade))
    return report


@service
def settle_report(*, actor: Actor, report_id: UUID, settled: Settled) -> Settlement:
    """Say how a report was dealt with by telephone, or who takes it over. ``Invalid`` names what is missing."""
    report = _lock(report_id)
    check(actor=actor, action="contact.report.grade", state=report.state, matter=report.matter_id)
    policies.check_holds(actor, report.taken_by, "Only they or a supervisor can grade it.")
    if settled.told_how not in ToldHow.values:
        raise Invalid("Choose how the person who reported was told.", field="told_how")
    agency = " ".join(unturned(settled.agency).replace("\x00", "").split())
    if len(agency) > _LONGEST_AGENCY:
        raise Invalid(f"Shorten this to {_LONGEST_AGENCY} characters or fewer.", field="agency")
    made = Settlement.objects.create(
        report=report,
        matter_id=report.matter_id,
        settled_as=SettledAs.OTHER_AGENCY if agency else SettledAs.TELEPHONE,
        words=plain_text(settled.words, "resolution", "Say what was done, and why that settles it."),
        agency=agency,
        told_how=settled.told_how,
        by=actor.id,
        at=now(),
    )
    subjects = [made, report]
    record(actor=actor, act=Act.COLLECTION, action="contact.report.settle", subjects=subjects, matter=report.matter_id)
    return made


def _check_recorded(actor: Actor, matter_id: UUID, new: NewReport) -> None:
    """Whom and what a report names must have been recorded in its matter."""
    named = {"reporter_person_id": new.reporter_person_id, "place_id": new.place_id}
    wanted = {record_id for record_id in named.values() if record_id is not None}
    found = those_in_matter(actor=actor, records=wanted, matter=matter_id) if wanted else wanted
    for field, record_id in named.items():
        if record_id is not None and record_id not in found:
            what = "person who reported" if field == "reporter_person_id" else "place"
            raise Invalid(f"The {what} is not recorded in this matter. Record them there first.", field=field)


def _is_one_of_many(actor: Actor, connection: str) -> bool:
    """Whether very many reports were sent from here just now. Whoever is signed in is counted alone, wherever they are;
    where the connection is not known nobody is counted, as everybody would be taken for one."""
    who = str(actor.id) if actor.kind is ActorKind.CITIZEN else connection
    return bool(connection and who) and STRANGERS.count(f"contact.report {who}", now()) > policies.PER_CONNECTION


def _lock(report_id: UUID) -> Report:
    report = Report.objects.select_for_update().filter(pk=report_id).first()
    if report is None:
        raise NotFound("There is no report with this number.", field="report")
    return report


def _confirm(actor: Actor, report: Report) -> None:
    if report.receipt_confirmed_at is None:
        report.receipt_confirmed_at = now()
        report.save(update_fields=["receipt_confirmed_at"])
        _record(actor, Act.ALTERATION, "contact.receipt.confirm", report)


def _is_taking(actor: Actor, report: Report) -> bool:
    """Whether the actor is on the line with whoever they ask the report's own questions; naming a report is not it."""
    theirs = Call.objects.filter(report=report, draft_id=report.draft_id, taken_by=actor.id, state=CallState.LIVE)
    return theirs.exists()


def _record(actor: Actor, act: Act, action: str, report: Report) -> None:
    record(actor=actor, act=act, action=action, subjects=[report], matter=report.matter_id)


def _tell(report: Report) -> None:
    data: dict[str, str | int] = {"report": str(report.id), "state": report.state}
    publish(audience=(*_DESK, f"matter:{report.matter_id}"), kind="report", data=data)


def _neighbourhood(new: NewReport) -> str:
    if new.latitude is None or new.longitude is None:
        return ""
    return likeness.neighbourhood(new.latitude, new.longitude)
