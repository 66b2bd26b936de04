"""What people see of their own account, and who is signed in."""

from uuid import UUID

from bluelamp.access import sealed
from bluelamp.access.services import check
from bluelamp.accounts import keyed
from bluelamp.accounts.models import Account, SignIn
from bluelamp.accounts.types import OwnAccount, SignedIn
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import NotFound


def own_account(*, actor: Actor) -> OwnAccount:
    """The actor's. Raises ``NotFound`` when it was erased."""
    check(actor=actor, action="accounts.account.read")
    account = Account.objects.filter(pk=actor.id).first()
    if account is None:
        raise NotFound("There is no such account any more.")
    return OwnAccount(account.id, _address_of(account), account.tell_of_sign_ins)


def sign_ins(*, actor: Actor, here: UUID | None) -> list[SignedIn]:
    """Where the actor is signed in, the latest used first; ``here`` is the browser that asks."""
    check(actor=actor, action="accounts.account.read")
    rows = SignIn.objects.filter(account_id=actor.id, ends_at__gt=now()).order_by("-used_at")
    return [
        SignedIn(row.id, row.device, row.way, row.own_device, row.begun_at, row.used_at, row.id == here) for row in rows
    ]


def account_of_address(*, email: str) -> UUID | None:
    """The id of the account that an address opens, for whoever has proved to read what is sent there."""
    digests = list(keyed.address_digests(email))
    return Account.objects.filter(email_digest__in=digests).values_list("pk", flat=True).first()


def _address_of(account: Account) -> str:
    """The address of a loaded account, opened; empty without one."""
    return (sealed.unseal(account.email, owner=str(account.id)) or "") if account.email else ""
