"""Who listens to whom: the one place where rooms are joined from above."""

from uuid import UUID

from bluelamp.access.leaving import on_leaving
from bluelamp.access.selectors import able_to, holders_of, involved_people, members_of
from bluelamp.complaints.events import ComplaintMoved
from bluelamp.config.feed import FEED
from bluelamp.contact.events import ReportGraded, ReportReceived
from bluelamp.conversations.events import AnswerWritten
from bluelamp.core.clock import now
from bluelamp.core.roles import Role
from bluelamp.flows import keep_informed, refer_victim
from bluelamp.investigations.events import (
    CrimeCancelled,
    CrimeRecorded,
    OfficerAssigned,
    OutcomeRecorded,
    SuspectStepTaken,
    ThingTraced,
)
from bluelamp.live import audiences, news
from bluelamp.live.services import hang_up
from bluelamp.notices import carrying
from bluelamp.notices.events import NoticeNotSent, NoticeSent
from bluelamp.ui.services import provide_clock, provide_feed
from bluelamp.victims.events import (
    AppointmentChanged,
    ReferralAnswered,
    ReferralChased,
    ReferralSent,
    RequestSettled,
    SupportDeclined,
)


def wire() -> None:
    """Called once, when every room is loaded."""
    provide_clock(now)
    provide_feed(FEED)
    on_leaving(_hang_up)
    audiences.register("role", _role)
    audiences.register("team", _team)
    audiences.register("matter", _matter)
    audiences.register("colleagues", _colleagues)
    carrying.carry_by(news.announce)
    news.subscribe(ReportReceived, keep_informed.on_report_received, name="tell_received")
    news.subscribe(ReportGraded, keep_informed.on_report_graded, name="tell_graded")
    news.subscribe(CrimeRecorded, keep_informed.on_crime_recorded, name="tell_crime")
    news.subscribe(OfficerAssigned, keep_informed.on_officer_assigned, name="tell_officer")
    news.subscribe(OutcomeRecorded, keep_informed.on_outcome_recorded, name="tell_outcome")
    news.subscribe(CrimeCancelled, keep_informed.on_crime_cancelled, name="tell_cancelled")
    news.subscribe(SuspectStepTaken, keep_informed.on_suspect_step, name="tell_suspect_step")
    news.subscribe(ReferralSent, refer_victim.on_referral_sent, name="referral_sent")
    news.subscribe(ReferralChased, refer_victim.on_referral_chased, name="referral_chased")
    news.subscribe(SupportDeclined, refer_victim.on_support_declined, name="support_declined")
    news.subscribe(CrimeRecorded, refer_victim.on_crime_recorded, name="support_answered_before")
    news.subscribe(ReferralAnswered, keep_informed.on_referral_answered, name="tell_support")
    news.subscribe(AppointmentChanged, keep_informed.on_appointment_changed, name="tell_appointment")
    news.subscribe(RequestSettled, keep_informed.on_request_settled, name="tell_request")
    news.subscribe(ThingTraced, keep_informed.on_thing_traced, name="tell_thing")
    news.subscribe(ComplaintMoved, keep_informed.on_complaint_moved, name="tell_complaint")
    news.subscribe(NoticeSent, keep_informed.on_notice_sent, name="stop_clock")
    news.subscribe(AnswerWritten, keep_informed.on_answer_written, name="tell_answer")
    news.subscribe(NoticeNotSent, keep_informed.on_notice_not_sent, name="ask_for_other_means")


def _hang_up(who: UUID, /) -> None:
    hang_up(audience=f"actor:{who}")


def _role(key_id: str, candidates: frozenset[UUID], /) -> frozenset[UUID]:
    return holders_of(role=Role(key_id), among=candidates)


def _team(key_id: str, candidates: frozenset[UUID], /) -> frozenset[UUID]:
    return members_of(team=UUID(key_id)) & candidates


def _matter(key_id: str, candidates: frozenset[UUID], /) -> frozenset[UUID]:
    return involved_people(matter=UUID(key_id), among=candidates)


def _colleagues(key_id: str, candidates: frozenset[UUID], /) -> frozenset[UUID]:
    """Who is on the matter and works on cases: what is done inside is not for whoever reported it."""
    return able_to(action="investigations.case.read", among=_matter(key_id, candidates))
