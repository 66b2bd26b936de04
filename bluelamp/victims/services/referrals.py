"""Offering support to a victim and referring whoever wants it: sent, answered, chased when nobody answers."""

from uuid import UUID

from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now, today
from bluelamp.core.errors import Conflict, Invalid, NotFound
from bluelamp.core.ids import new_id, new_reference
from bluelamp.core.text import plain_text
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import sent_before, service
from bluelamp.live.news import announce
from bluelamp.live.services import publish
from bluelamp.victims import policies, rules
from bluelamp.victims.enums import Consent, Decline, How, Need, ReferralState
from bluelamp.victims.events import ReferralAnswered, ReferralChased, ReferralSent, SupportDeclined
from bluelamp.victims.models import PartnerOrganisation, Referral, ReferralStep, SupportAnswer
from bluelamp.victims.services.partners import as_partner
from bluelamp.victims.types import Answer, Person

_A_LOAD = 200  # referrals that one run of the job looks at


@service
def answer_support(
    *, actor: Actor, matter_id: UUID, answer: Answer, person: Person | None = None, client_id: UUID | None = None
) -> Referral | None:
    """Keep what somebody answered; a yes opens their referral and sends it, if there is a partner for it.

    Raises ``Invalid`` naming the field. The same ``client_id`` again changes nothing. A yes while a referral runs is
    kept and opens no second; a no ends it.
    """
    check(actor=actor, action="victims.consent.record", matter=matter_id)
    if answer.consent not in Consent.values:
        raise Invalid("Select whether they want to be put in touch with support.", field="consent")
    if answer.how not in How.values:
        raise Invalid("Select how they answered.", field="how")
    if sent_before(SupportAnswer.objects.all(), client_id=client_id, matter_id=matter_id, by=actor.id):
        return _running(matter_id)
    kept = SupportAnswer.objects.create(
        matter_id=matter_id,
        consent=answer.consent,
        how=answer.how,
        by=actor.id,
        at=now(),
        client_id=client_id or new_id(),
    )
    record(actor=actor, act=Act.COLLECTION, action="victims.consent.record", subjects=[kept], matter=matter_id)
    running = _running(matter_id)
    if answer.consent == Consent.YES and running is None:
        if person is None:
            raise Invalid("Enter how the support service can reach them.", field="contact")
        return open_referral(actor=actor, matter_id=matter_id, answer=answer, person=person)
    if answer.consent == Consent.NO:
        announce(SupportDeclined(consent_id=kept.id, matter_id=matter_id))
        if running is not None:
            withdraw_referral(actor=actor, referral_id=running.id)
    return running


@service
def open_referral(*, actor: Actor, matter_id: UUID, answer: Answer, person: Person) -> Referral:
    """Open the referral of somebody who agreed, and send it at once where a partner fits.

    Where none does it waits for a supervisor, who sees until when it is due. ``Conflict`` while another runs.
    """
    check(actor=actor, action="victims.referral.open", matter=matter_id)
    if _running(matter_id) is not None:
        raise Conflict("They have been put in touch with support already. Look at how far that has got.")
    if not set(answer.needs) <= set(Need.values):
        raise Invalid("Select what they would like help with.", field="needs")
    referral = Referral.objects.create(
        reference=new_reference("RF"),
        matter_id=matter_id,
        name=plain_text(person.name, "name", "Enter the name that the support service can ask for.")[:200],
        safe_contact=dict(person.safe_contact),
        language=person.language[:35],
        needs=[need.value for need in Need if need.value in answer.needs],
        words=answer.words.strip()[:2000],
        due_on=rules.referral_due(today()),
        consented_at=now(),
    )
    record(actor=actor, act=Act.COLLECTION, action="victims.referral.open", subjects=[referral], matter=matter_id)
    _send_on(actor, referral)
    _tell(referral)
    return referral


@service
def send_referral(*, actor: Actor, referral_id: UUID, partner_id: UUID, reason: str = "") -> Referral:
    """A supervisor sends it to a partner: the first, or another where the one before cannot help or is silent."""
    referral = _lock(referral_id)
    check(actor=actor, action="victims.referral.send", state=referral.state, matter=referral.matter_id)
    partner = PartnerOrganisation.objects.filter(pk=partner_id, is_open=True).first()
    if partner is None:
        raise Invalid("Choose an organisation that takes referrals now.", field="partner")
    _send(actor, referral, partner, reason.strip())
    _tell(referral)
    return referral


@service
def accept_referral(*, actor: Actor, referral_id: UUID) -> Referral:
    """The partner takes it. Twice changes nothing."""
    referral = _lock_theirs(actor, referral_id)
    if referral.state == ReferralState.ACCEPTED:
        return referral
    referral.state = policies.REFERRAL.next(referral.state, "accept")
    referral.answered_at = now()
    referral.save(update_fields=["state", "answered_at"])
    _step(actor, referral, "accept")
    _answered(referral, "accepted")
    return referral


@service
def decline_referral(*, actor: Actor, referral_id: UUID, because: str, reason: str = "") -> Referral:
    """The partner cannot help, and says why: it goes to the next that can, or back to a supervisor."""
    referral = _lock_theirs(actor, referral_id)
    if because not in Decline.values:
        raise Invalid("Select why you cannot help.", field="because")
    if because == Decline.OTHER:
        reason = plain_text(reason, "reason", "Write why you cannot help.")
    referral.state = policies.REFERRAL.next(referral.state, "decline")
    referral.answered_at = now()
    referral.save(update_fields=["state", "answered_at"])
    _step(actor, referral, "decline", because=because, reason=reason.strip())
    _answered(referral, "declined")
    _send_on(actor, referral)
    _tell(referral)
    return referral


@service
def withdraw_referral(*, actor: Actor, referral_id: UUID) -> Referral:
    """They no longer want it: the partner is told not to get in touch. Twice changes nothing."""
    referral = _lock(referral_id)
    check(actor=actor, action="victims.referral.withdraw", matter=referral.matter_id)
    if referral.state == ReferralState.WITHDRAWN:
        return referral
    referral.state = policies.REFERRAL.next(referral.state, "withdraw")
    referral.answered_at = now()
    referral.save(update_fields=["state", "answered_at"])
    _step(actor, referral, "withdraw")
    _tell(referral)
    return referral


@service
def chase_silent(*, actor: Actor) -> int:
    """Chase partners who have not answered for a working day, then have a supervisor act; how many were moved on.

    What another run is just moving is left to it. Running it again at the same moment changes nothing.
    """
    check(actor=actor, action="victims.referral.chase")
    rule, at = rules.silence_rule(today()), now()
    silent = Referral.objects.select_for_update(skip_locked=True).filter(
        state__in=[ReferralState.SENT, ReferralState.CHASED]
    )
    moved = 0
    for referral in silent.order_by("sent_at", "id")[:_A_LOAD]:
        chased = referral.state == ReferralState.CHASED
        since = referral.chased_at if chased else referral.sent_at
        days = rule.escalate_after if chased else rule.chase_after
        if since is None or at < rules.silent_since(since, days):
            continue
        _move_on(actor, referral, "escalate" if chased else "chase")
        moved += 1
    return moved


def _move_on(actor: Actor, referral: Referral, action: str) -> None:
    referral.state = policies.REFERRAL.next(referral.state, action)
    if action == "chase":
        referral.chased_at = now()
        _announce_to_partner(ReferralChased, referral)
    referral.save(update_fields=["state", "chased_at"])
    _step(actor, referral, action)
    _tell(referral)


def _send_on(actor: Actor, referral: Referral) -> None:
    """To the partner that fits best of those it has not been to; with none it stays where a supervisor sees it."""
    tried = set(referral.steps.filter(action="send").values_list("partner_id", flat=True)) - {None}
    known = {row.id: row for row in PartnerOrganisation.objects.filter(is_open=True)}
    best = policies.best_partner(map(as_partner, known.values()), referral.needs, tried)
    if best is not None:
        _send(actor, referral, known[best.id], "")


def _send(actor: Actor, referral: Referral, partner: PartnerOrganisation, reason: str) -> None:
    """Disclose it: the ledger says to whom."""
    referral.state = policies.REFERRAL.next(referral.state, "send")
    referral.partner, referral.sent_at, referral.chased_at, referral.answered_at = partner, now(), None, None
    referral.save(update_fields=["state", "partner", "sent_at", "chased_at", "answered_at"])
    _step(actor, referral, "send", reason=reason, act=Act.DISCLOSURE)
    _announce_to_partner(ReferralSent, referral)


def _answered(referral: Referral, answer: str) -> None:
    assert referral.partner_id is not None  # only a partner answers
    announce(
        ReferralAnswered(
            referral_id=referral.id, matter_id=referral.matter_id, partner_id=referral.partner_id, answer=answer
        )
    )
    _tell(referral)


def _announce_to_partner(news: type[ReferralSent] | type[ReferralChased], referral: Referral) -> None:
    assert referral.partner_id is not None  # it has been sent
    announce(news(referral_id=referral.id, matter_id=referral.matter_id, partner_id=referral.partner_id))


def _step(
    actor: Actor,
    referral: Referral,
    action: str,
    *,
    because: str = "",
    reason: str = "",
    act: Act = Act.ALTERATION,
) -> None:
    step = ReferralStep.objects.create(
        referral=referral,
        matter_id=referral.matter_id,
        partner_id=referral.partner_id,
        action=action,
        because=because,
        reason=reason,
        by=actor.id,
        at=now(),
    )
    recipients = [f"victims.partnerorganisation:{referral.partner_id}"] if act is Act.DISCLOSURE else []
    record(
        actor=actor,
        act=act,
        action=f"victims.referral.{action}",
        subjects=[referral, step],
        matter=referral.matter_id,
        recipients=recipients,
    )


def _running(matter_id: UUID) -> Referral | None:
    running = Referral.objects.exclude(state=ReferralState.WITHDRAWN)
    return running.select_for_update().filter(matter_id=matter_id).first()


def _lock(referral_id: UUID) -> Referral:
    referral = Referral.objects.select_for_update().filter(pk=referral_id).first()
    if referral is None:
        raise NotFound("There is no referral with this number.", field="referral")
    return referral


def _lock_theirs(actor: Actor, referral_id: UUID) -> Referral:
    referral = _lock(referral_id)
    check(actor=actor, action="victims.referral.answer")
    policies.check_theirs(actor, referral.partner.team_id if referral.partner else None)
    return referral


def _tell(referral: Referral) -> None:
    """Have the open pages of whoever acts look again: ids and states only."""
    data = {"referral": str(referral.id), "state": referral.state}
    audiences = ["role:supervisor", f"matter:{referral.matter_id}"]
    if referral.partner is not None:
        audiences.append(f"team:{referral.partner.team_id}")
    publish(audience=audiences, kind="referral", data=data)
