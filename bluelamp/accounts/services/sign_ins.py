"""Where an account is signed in: beginning, and ending here, there or everywhere."""

from typing import TYPE_CHECKING
from uuid import UUID

from bluelamp.access.leaving import left
from bluelamp.access.services import check
from bluelamp.accounts import policies
from bluelamp.accounts.models import SignIn
from bluelamp.accounts.selectors import address_to_tell
from bluelamp.accounts.services.opening import named, write_to
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import NotFound
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service

if TYPE_CHECKING:
    from django.db.models import QuerySet


@service
def begin_sign_in(*, actor: Actor, way: str, device: str, own_device: bool) -> SignIn:
    """Note a browser in which the account is signed in from now on, and tell its owner if they want to be told."""
    check(actor=actor, action="accounts.account.enter")
    at = now()
    begun = SignIn.objects.create(
        account_id=actor.id,
        way=way,
        device=device,
        own_device=own_device,
        begun_at=at,
        used_at=at,
        ends_at=policies.ends_at(own_device=own_device, begun_at=at, used_at=at),
    )
    record(actor=actor, act=Act.ALTERATION, action="accounts.sign_in.begin", subjects=[begun, named(actor.id)])
    write_to(actor, address_to_tell(actor=actor), "new_sign_in")
    return begun


@service
def end_sign_in(*, actor: Actor, sign_in_id: UUID) -> None:
    """Sign out of one browser. Raises ``NotFound`` for somebody else's, and when it has ended."""
    check(actor=actor, action="accounts.account.change")
    if not _end(actor, SignIn.objects.filter(account_id=actor.id, pk=sign_in_id)):
        raise NotFound("This sign-in has ended already.")


@service
def end_every_sign_in(*, actor: Actor) -> int:
    """Sign out everywhere, also here; how many there were."""
    check(actor=actor, action="accounts.account.change")
    return _end(actor, SignIn.objects.filter(account_id=actor.id))


def _end(actor: Actor, rows: "QuerySet[SignIn]") -> int:
    ended = [f"accounts.signin:{pk}" for pk in rows.values_list("pk", flat=True)]
    rows.delete()
    if ended:
        record(actor=actor, act=Act.ALTERATION, action="accounts.sign_in.end", subjects=[*ended, named(actor.id)])
        left(actor.id)  # where they stay signed in, the live feed comes back at once
    return len(ended)
