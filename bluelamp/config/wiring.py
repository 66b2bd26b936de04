"""Who listens to whom: the one place where rooms are joined from above."""

from collections.abc import Mapping
from uuid import UUID

from bluelamp.access.leaving import on_leaving
from bluelamp.access.selectors import able_to, holders_of, involved_by_matter, members_of
from bluelamp.complaints.events import ComplaintMoved, FootageSettled
from bluelamp.config.feed import FEED
from bluelamp.contact.events import ReportGraded, ReportReceived
from bluelamp.conversations.events import AnswerWritten
from bluelamp.core.clock import now
from bluelamp.core.roles import Role
from bluelamp.flows import go_on_after_review, keep_informed, refer_victim
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
    audiences.register("role", _roles)
    audiences.register("team", _teams)
    audiences.register("matter", _matters)
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
    news.subscribe(RequestSettled, go_on_after_review.on_request_settled, name="go_on_after_review")
    news.subscribe(ThingTraced, keep_informed.on_thing_traced, name="tell_thing")
    news.subscribe(ComplaintMoved, keep_informed.on_complaint_moved, name="tell_complaint")
    news.subscribe(FootageSettled, keep_informed.on_footage_settled, name="tell_footage")
    news.subscribe(NoticeSent, keep_informed.on_notice_sent, name="stop_clock")
    news.subscribe(AnswerWritten, keep_informed.on_answer_written, name="tell_answer")
    news.subscribe(NoticeNotSent, keep_informed.on_notice_not_sent, name="ask_for_other_means")


def _hang_up(who: UUID, /) -> None:
    hang_up(audience=f"actor:{who}")


@audiences.each
def _roles(key_id: str, candidates: frozenset[UUID], /) -> frozenset[UUID]:
    return holders_of(role=Role(key_id), among=candidates)


@audiences.each
def _teams(key_id: str, candidates: frozenset[UUID], /) -> frozenset[UUID]:
    return members_of(team=UUID(key_id)) & candidates


def _matters(key_ids: frozenset[str], candidates: frozenset[UUID], /) -> Mapping[str, frozenset[UUID]]:
    """One question for all of a batch: a thousand chats are as many matters."""
    matters = audiences.ids_of(key_ids)
    found = involved_by_matter(matters=frozenset(matters.values()), among=candidates)
    return {key_id: found[matter] for key_id, matter in matters.items()}


def _colleagues(key_ids: frozenset[str], candidates: frozenset[UUID], /) -> Mapping[str, frozenset[UUID]]:
    """Who is on the matter and works on cases: what is done inside is not for whoever reported it."""
    found = _matters(key_ids, candidates)
    able = able_to(action="investigations.case.read", among=frozenset[UUID]().union(*found.values()))
    return {key_id: people & able for key_id, people in found.items()}
