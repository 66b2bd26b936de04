"""What every service of this room begins and ends with."""

from datetime import datetime
from uuid import UUID

from bluelamp.access import sealed
from bluelamp.accounts import keyed, policies
from bluelamp.accounts.errors import NotFresh, NotProved
from bluelamp.accounts.models import Account, Code, Passkey, SignIn
from bluelamp.accounts.services import guessing
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import Conflict, Invalid, NotFound
from bluelamp.notices.enums import Channel, MaySay
from bluelamp.notices.services import send
from bluelamp.notices.types import SafeContact

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


def address_now(account: Account) -> str:
    """Where codes go to; "" where there is none, or it cannot be read any more."""
    return (sealed.unseal(account.email, owner=str(account.id)) or "") if account.email else ""


def check_fresh(account: Account, sign_in: UUID, at: datetime) -> None:
    """Raise ``NotFresh`` unless that sign-in had shown just before ``at``, or has since, whose account it is."""
    row = SignIn.objects.filter(pk=sign_in, account=account).first()
    has_address = bool(account.email)
    if row is None or not policies.is_fresh(
        way=row.way, begun_at=row.begun_at, proved_at=row.proved_at, has_address=has_address, at=at
    ):
        raise NotFresh


def write_to(actor: Actor, address: str, template: str) -> None:
    """Tell an address of the account's something about the account, in neutral words; nowhere when there is none."""
    if address:
        to = SafeContact(preferred=Channel.EMAIL, email=address, may_say=MaySay.NEUTRAL, ref=named(actor.id))
        send(actor=actor, matter_id=None, to=to, template=template, context={})


def asked_at(code_id: UUID) -> datetime:
    """When a code was asked for; now for one that is gone, which opens nothing anyway."""
    expires_at = Code.objects.filter(pk=code_id).values_list("expires_at", flat=True).first()
    return now() if expires_at is None else expires_at - policies.CODE_LASTS


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


def account_of_passkey(answer: str, challenge: bytes, origin: str) -> UUID:
    """Whose passkey signed, within the service that asks."""
    from bluelamp.accounts import passkeys  # noqa: PLC0415 - what it rests on is long to load, and few need it

    passkey = Passkey.objects.select_for_update().filter(credential_id=passkeys.credential_of(answer)).first()
    if passkey is None:
        raise NotProved("passkey")
    known = passkeys.Known(bytes(passkey.public_key), passkey.sign_count)
    count = passkeys.signed(answer, challenge, origin, known)
    passkey.sign_count, passkey.used_at = count, now()
    passkey.save(update_fields=["sign_count", "used_at"])
    return passkey.account_id
