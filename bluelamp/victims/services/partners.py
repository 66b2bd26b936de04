"""The organisations that help victims, and what they take people for."""

from collections.abc import Iterable
from uuid import UUID

from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid
from bluelamp.core.text import plain_text
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service
from bluelamp.victims.enums import Need
from bluelamp.victims.models import PartnerOrganisation
from bluelamp.victims.types import Partner


@service
def register_partner(
    *, actor: Actor, name: str, team_id: UUID, takes: Iterable[str], email: str = "", is_open: bool = True
) -> Partner:
    """Take up an organisation, or say anew what it takes: its team is what it is known by. Raises ``Invalid``.

    One that is shut gets nothing new; what it has stays in its inbox.
    """
    check(actor=actor, action="victims.partner.change")
    needs = sorted(set(takes))
    if not needs or not set(needs) <= set(Need.values):
        raise Invalid("Choose what the organisation takes people for.", field="takes")
    said = {
        "name": plain_text(name, "name", "Enter the name of the organisation."),
        "takes": needs,
        "email": email,
        "is_open": is_open,
    }
    kept, _new = PartnerOrganisation.objects.update_or_create(team_id=team_id, defaults=said)
    record(actor=actor, act=Act.ALTERATION, action="victims.partner.change", subjects=[kept])
    return as_partner(kept)


def as_partner(row: PartnerOrganisation) -> Partner:
    return Partner(row.id, row.name, row.team_id, frozenset(row.takes))
