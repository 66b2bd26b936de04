"""What every service of this room begins and ends with."""

from uuid import UUID

from bluelamp.access import sealed
from bluelamp.accounts import keyed
from bluelamp.accounts.models import Account, Code
from bluelamp.accounts.services import guessing
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import Conflict, Invalid, NotFound

_WRONG = "Enter the newest code that we sent to you. It works for 10 minutes, and can be tried 5 times."


def named(account_id: UUID) -> str:
    """How the ledger names an account."""
    return f"accounts.account:{account_id}"


def locked(actor: Actor) -> Account:
    """The actor's own, for this transaction. Raises ``NotFound`` when it was erased."""
    account: Account | None = Account.objects.select_for_update().filter(pk=actor.id).first()
    if account is None:
        raise NotFound("There is no such account any more.")
    return account


def set_address(account: Account, address: str) -> None:
    account.email = sealed.seal(address, owner=str(account.id))
    account.email_digest = next(keyed.address_digests(address))


def address_of_code(code_id: UUID, typed: str, account_id: UUID | None) -> str:
    """The address that a code went to, once: the code is gone then. ``account_id``: whose it was asked for."""
    code = Code.objects.select_for_update().filter(pk=code_id, account_id=account_id).first()
    if code is None or now() >= code.expires_at or not keyed.is_code(code.id, typed, code.digest):
        raise Invalid(_WRONG, field="code")
    address = sent_to(code)
    code.delete()
    if address is None:
        raise Conflict("We cannot read where this code went. Ask for a new one.")
    guessing.was_right(address)
    return address


def sent_to(code: Code) -> str | None:
    """The address that a code went to; None when we can no longer read it."""
    return sealed.unseal(code.email, owner=f"accounts.code:{code.id}")
