"""The Victims' Code's clocks: starting them, and stopping them when the victim was told."""

from uuid import UUID

from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now, today
from bluelamp.investigations import victims_code
from bluelamp.investigations.models import Entitlement
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service


@service
def mark_informed(*, actor: Actor, about_id: UUID, rule: str, how: str) -> None:
    """The victim was told: stop the clock of ``rule`` that ``about_id`` started. Twice changes nothing."""
    clock = Entitlement.objects.select_for_update().filter(about_id=about_id, rule=rule).first()
    if clock is None or clock.met_at is not None:
        return
    check(actor=actor, action="investigations.entitlement.meet", matter=clock.matter_id)
    clock.met_at, clock.met_by, clock.how = now(), actor.id, how
    clock.save(update_fields=["met_at", "met_by", "how"])
    record(
        actor=actor,
        act=Act.ALTERATION,
        action="investigations.entitlement.meet",
        subjects=[clock],
        matter=clock.matter_id,
    )


def start_clocks(event: str, matter_id: UUID, about_id: UUID) -> None:
    """Start what an event makes due from today; twice about the same thing is once."""
    start = today()
    clocks = []
    for rule in victims_code.rules_for(event, start):
        standard, enhanced = rule.due(start)
        clocks.append(
            Entitlement(
                matter_id=matter_id,
                rule=rule.id,
                about_id=about_id,
                started_on=start,
                due_standard=standard,
                due_enhanced=enhanced,
            )
        )
    Entitlement.objects.bulk_create(clocks, ignore_conflicts=True)
