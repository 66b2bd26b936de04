"""The Victims' Code's clocks: starting them, stopping them when the victim was told, and saying who must tell them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now, today
from bluelamp.core.errors import Invalid, NotFound
from bluelamp.investigations.enums import OtherMeans, Told
from bluelamp.investigations.models import Entitlement
from bluelamp.investigations.victims_code import rule as rule_of
from bluelamp.investigations.victims_code import rules_for
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service


@service
def mark_informed(*, actor: Actor, about_id: UUID, rule: str, how: str = Told.NOTICE) -> None:
    """The victim was told: stop the clock of ``rule`` that ``about_id`` started. Twice changes nothing, and so does a
    message about what a person has to tell them."""
    clock = _running(about_id, rule)
    if clock is None or (how == Told.NOTICE and rule_of(rule).by_person):
        return
    check(actor=actor, action="investigations.entitlement.meet", matter=clock.matter_id)
    _meet(actor, clock, how)


@service
def tell_by_hand(*, actor: Actor, clock_id: UUID, how: str) -> Entitlement:
    """A person told the victim, or did what else is due. Done once is done. Raises ``Invalid`` for a way it cannot be.

    The law counts from when they were told, so it is to be said at once.
    """
    clock = Entitlement.objects.select_for_update().filter(pk=clock_id).first()
    if clock is None:
        raise NotFound("Nothing of this kind is owed to the victim.", field="clock")
    check(actor=actor, action="investigations.entitlement.meet", matter=clock.matter_id)
    if how not in rule_of(clock.rule).ways:
        raise Invalid("Say how the victim was told.", field="how")
    if clock.met_at is None:
        _meet(actor, clock, how)
    return clock


@service
def meet_for_matter(*, actor: Actor, matter_id: UUID, rule: str, how: str) -> None:
    """A duty is done for everything in a matter that started its clock. Where none runs, nothing changes."""
    running = Entitlement.objects.select_for_update().filter(matter_id=matter_id, rule=rule, met_at=None)
    for clock in running.order_by("id"):
        check(actor=actor, action="investigations.entitlement.meet", matter=matter_id)
        _meet(actor, clock, how)


@service
def mark_read(*, actor: Actor, clock_ids: Iterable[UUID]) -> None:
    """The victim has opened the page on which the news stands: what telling alone fulfils is done."""
    clocks = Entitlement.objects.select_for_update().filter(pk__in=list(clock_ids), met_at=None).order_by("id")
    for clock in clocks:
        check(actor=actor, action="investigations.entitlement.read_news", matter=clock.matter_id)
        if rule_of(clock.rule).page_tells:
            _meet(actor, clock, Told.READ)


@service
def ask_for_other_means(*, actor: Actor, about_id: UUID, rule: str, why: str) -> None:
    """No message told the victim, so somebody must. The clock runs on; one that has stopped stays as it is."""
    clock = _running(about_id, rule)
    if clock is None or clock.other_means == why:
        return
    if why == OtherMeans.HINT and rule_of(rule).by_person:
        return  # that they may open the page tells nobody what a person has to tell them
    check(actor=actor, action="investigations.entitlement.hand_over", matter=clock.matter_id)
    clock.other_means = OtherMeans(why)
    clock.save(update_fields=["other_means"])
    _record(actor, "investigations.entitlement.hand_over", clock)


def start_clocks(event: str, matter_id: UUID, about_id: UUID, on: date | None = None) -> None:
    """Start what an event of today, or of the day ``on``, makes due; twice about the same thing is once."""
    start = on or today()
    clocks = []
    for rule in rules_for(event, start):
        standard, enhanced = rule.due(start)
        clocks.append(
            Entitlement(
                matter_id=matter_id,
                rule=rule.id,
                about_id=about_id,
                started_on=start,
                due_standard=standard,
                due_enhanced=enhanced,
                other_means=OtherMeans.DETAILS if rule.by_person else "",
            )
        )
    Entitlement.objects.bulk_create(clocks, ignore_conflicts=True)


def withdraw_clocks(actor: Actor, about_id: UUID) -> None:
    """What is owed about a crime that turned out to be none is owed no longer."""
    for clock in Entitlement.objects.select_for_update().filter(about_id=about_id, met_at=None):
        _meet(actor, clock, Told.CANCELLED)


def _running(about_id: UUID, rule: str) -> Entitlement | None:
    return Entitlement.objects.select_for_update().filter(about_id=about_id, rule=rule, met_at=None).first()


def _meet(actor: Actor, clock: Entitlement, how: str) -> None:
    clock.met_at, clock.met_by, clock.how = now(), actor.id, Told(how)
    clock.save(update_fields=["met_at", "met_by", "how"])
    _record(actor, "investigations.entitlement.meet", clock)


def _record(actor: Actor, action: str, clock: Entitlement) -> None:
    record(actor=actor, act=Act.ALTERATION, action=action, subjects=[clock], matter=clock.matter_id)
