"""Referrals: for the victim, for whoever works on the matter, for supervisors, and for the partner alone."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from bluelamp.access.selectors import names_of, visible
from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now, today
from bluelamp.core.errors import NotFound
from bluelamp.victims import policies, rules
from bluelamp.victims.contact import contact_lines
from bluelamp.victims.enums import Consent, Need, ReferralState
from bluelamp.victims.models import PartnerOrganisation, Referral, ReferralStep, SupportAnswer
from bluelamp.victims.types import Overseen, Partner, Received, ReferralRow, Support, SupportStep

_LIMIT = 300


def support_of_matter(*, actor: Actor, matter_id: UUID) -> Support:
    """What somebody answered when they were offered support, and what came of it. At most four queries."""
    answers = visible(SupportAnswer.objects.filter(matter_id=matter_id), actor=actor, action="victims.referral.read")
    latest = answers.order_by("-at").first()
    if latest is None:
        return Support()
    asked = Support(latest.consent, str(Consent(latest.consent).label), latest.at)
    mine = _readable(actor).filter(matter_id=matter_id).select_related("partner").order_by("-consented_at").first()
    if mine is None:
        return asked
    return Support(
        consent=asked.consent,
        consent_words=asked.consent_words,
        asked_at=asked.asked_at,
        referral_id=mine.id,
        reference=mine.reference,
        state=mine.state,
        state_words=str(ReferralState(mine.state).label),
        partner=mine.partner.name if mine.partner else "",
        needs=_needs(mine),
        due_on=mine.due_on,
        sent_at=mine.sent_at,
        steps=_steps(mine),
    )


def referrals(*, actor: Actor) -> list[ReferralRow]:
    """Every referral in any state: those that wait for a supervisor first, then the one that is due first.

    None is left out but the long finished beyond the newest three hundred.
    """
    check(actor=actor, action="victims.referral.oversee")
    rows = Referral.objects.select_related("partner").defer("name", "safe_contact", "words")
    running = list(rows.exclude(state__in=policies.OVER).order_by("due_on", "consented_at"))
    over = list(rows.filter(state__in=policies.OVER).order_by("-answered_at")[:_LIMIT])
    found = [_row(one) for one in (*running, *over)]
    return sorted(found, key=lambda row: (row.state in policies.OVER, not row.with_supervisor, row.due_on))


def overseen(*, actor: Actor, referral_id: UUID) -> Overseen:
    """One of them, with all that was done about it. Raises ``NotFound``."""
    check(actor=actor, action="victims.referral.oversee")
    rows = Referral.objects.select_related("partner").defer("name", "safe_contact", "words")
    found = rows.filter(pk=referral_id).first()
    if found is None:
        raise NotFound("There is no referral with this number.", field="referral")
    return Overseen(_row(found), _needs(found), _steps(found))


def referral_steps(*, actor: Actor, matters: Collection[UUID]) -> list[ReferralStep]:
    """What was done about the referrals of some matters that the actor may see, oldest first."""
    steps = ReferralStep.objects.filter(matter_id__in=matters).select_related("partner")
    return list(visible(steps, actor=actor, action="victims.referral.read").order_by("at"))


def inbox(*, actor: Actor) -> list[Received]:
    """What the actor's organisation has been sent: what waits for its answer first, the oldest first."""
    return sorted((_received(one) for one in _theirs(actor)[:_LIMIT]), key=lambda one: (not one.answers, one.sent_at))


def received(*, actor: Actor, referral_id: UUID) -> Received:
    """One of them. Raises ``NotFound``, also for what was sent to another organisation."""
    found = _theirs(actor).filter(pk=referral_id).first()
    if found is None:
        raise NotFound("There is no referral with this number in your inbox.", field="referral")
    return _received(found)


def partners(*, actor: Actor) -> list[Partner]:
    """The organisations that take referrals now, by name."""
    check(actor=actor, action="victims.partner.read")
    rows = PartnerOrganisation.objects.filter(is_open=True).order_by("name")
    return [Partner(row.id, row.name, row.team_id, frozenset(row.takes)) for row in rows]


def partner_name(*, actor: Actor) -> str:
    """The name of the actor's own organisation; empty when they belong to none that is registered."""
    check(actor=actor, action="victims.inbox.read")
    return PartnerOrganisation.objects.filter(team_id__in=actor.teams).values_list("name", flat=True).first() or ""


def partner_email(*, actor: Actor, partner_id: UUID) -> str:
    """Where an organisation is told that something waits for it."""
    check(actor=actor, action="victims.partner.read")
    return PartnerOrganisation.objects.filter(pk=partner_id).values_list("email", flat=True).first() or ""


def _readable(actor: Actor) -> QuerySet[Referral]:
    return visible(Referral.objects.all(), actor=actor, action="victims.referral.read", state_field="state")


def _theirs(actor: Actor) -> QuerySet[Referral]:
    """What stands in the inbox of the actor's organisation; what is over, for a while."""
    check(actor=actor, action="victims.inbox.read")
    lately = Q(answered_at__gte=now() - rules.SHOWN_FOR, state__in=policies.OVER)
    rows = Referral.objects.filter(Q(state__in=policies.WITH_PARTNER) | lately, sent_at__isnull=False)
    return rows.filter(partner__team_id__in=actor.teams).order_by("sent_at")


def _received(row: Referral) -> Received:
    shared: dict[str, Any] = {
        "id": row.id,
        "reference": row.reference,
        "state": row.state,
        "state_words": str(ReferralState(row.state).label),
        "sent_at": row.sent_at,
    }
    if row.state == ReferralState.WITHDRAWN:
        return Received(**shared)
    return Received(
        **shared,
        name=row.name,
        contact=contact_lines(row.safe_contact, by_partner=True),
        language=row.language,
        needs=_needs(row),
        words=row.words,
        answers=row.state in policies.WITH_PARTNER,
    )


def _row(row: Referral) -> ReferralRow:
    sent_on = row.sent_at
    late = row.state not in policies.OVER and sent_on is None and row.due_on < today()
    return ReferralRow(
        id=row.id,
        reference=row.reference,
        matter_id=row.matter_id,
        state=row.state,
        state_words=str(ReferralState(row.state).label),
        partner=row.partner.name if row.partner else "",
        due_on=row.due_on,
        overdue=late,
        sent_at=sent_on,
        with_supervisor=row.state in policies.WITH_SUPERVISOR,
    )


def _needs(row: Referral) -> tuple[str, ...]:
    return tuple(str(Need(need).label) for need in row.needs)


def _steps(row: Referral) -> tuple[SupportStep, ...]:
    steps = list(row.steps.select_related("partner").order_by("at"))
    names = names_of(users={step.by for step in steps})
    return tuple(
        SupportStep(
            at=step.at,
            what=step.action,
            partner=step.partner.name if step.partner else "",
            reason=": ".join(part for part in (str(step.get_because_display()), step.reason) if part),
            who=names.get(step.by, ""),
        )
        for step in steps
    )
