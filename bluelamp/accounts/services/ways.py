"""The ways in to one's own account: adding one, and removing all but the last."""

from uuid import UUID

from bluelamp.access.services import check
from bluelamp.accounts import keyed
from bluelamp.accounts.models import Account, Identity, Passkey
from bluelamp.accounts.selectors import account_of_address
from bluelamp.accounts.services.opening import address_of_code, locked, named, set_address
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Conflict, NotFound
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service

_OTHERS = "This opens another account already. Sign in with it there, or remove it there first."


@service
def add_address(*, actor: Actor, code_id: UUID, typed: str) -> None:
    """The address that a code went to opens this account from now on, in place of any before."""
    check(actor=actor, action="accounts.account.change")
    account, address = locked(actor), address_of_code(code_id, typed, actor.id)
    if account_of_address(email=address) not in (None, account.id):
        raise Conflict(_OTHERS)  # only whoever reads that mailbox comes so far
    set_address(account, address)
    account.save(update_fields=["email", "email_digest"])
    _changed(actor, Act.ALTERATION, "address.add")


@service
def remove_address(*, actor: Actor) -> None:
    """Forget the address. Raises ``Conflict`` when it is the only way in."""
    account = _with_another_way(actor)
    account.email, account.email_digest, account.tell_of_sign_ins = "", None, False
    account.save(update_fields=["email", "email_digest", "tell_of_sign_ins"])
    _changed(actor, Act.ERASURE, "address.remove")


@service
def add_identity(*, actor: Actor, issuer: str, subject: str) -> None:
    """Another service's word opens this account too. Twice changes nothing."""
    check(actor=actor, action="accounts.account.change")
    account, digests = locked(actor), list(keyed.identity_digests(issuer, subject))
    known = Identity.objects.filter(digest__in=digests).first()
    if known is not None and known.account_id != account.id:
        raise Conflict(_OTHERS)
    if known is None:
        Identity.objects.create(account=account, digest=digests[0])
        _changed(actor, Act.COLLECTION, "identity.add")


@service
def remove_identity(*, actor: Actor) -> None:
    """Another service's word opens it no more. Raises ``Conflict`` when that is the only way in."""
    account = _with_another_way(actor)
    if not account.identities.all().delete()[0]:
        raise NotFound("It was removed already.")
    _changed(actor, Act.ERASURE, "identity.remove")


@service
def add_passkey(*, actor: Actor, answer: str, challenge: bytes, origin: str, device: str) -> None:
    """A passkey that signed ``challenge`` opens this account too. Raises ``NotProved``."""
    from bluelamp.accounts import passkeys  # noqa: PLC0415 - what it rests on is long to load, and few need it

    check(actor=actor, action="accounts.account.change")
    account, made = locked(actor), passkeys.made(answer, challenge, origin)
    if Passkey.objects.filter(credential_id=made.credential_id).exists():
        raise Conflict(_OTHERS)
    Passkey.objects.create(
        account=account,
        credential_id=made.credential_id,
        public_key=made.public_key,
        sign_count=made.sign_count,
        device=device,
    )
    _changed(actor, Act.COLLECTION, "passkey.add")


@service
def remove_passkey(*, actor: Actor, passkey_id: UUID) -> None:
    """It opens the account no more. Raises ``Conflict`` when it is the only way in."""
    account = _with_another_way(actor)
    if not account.passkeys.filter(pk=passkey_id).delete()[0]:
        raise NotFound("This passkey was removed already.")
    _changed(actor, Act.ERASURE, "passkey.remove")


@service
def tell_of_sign_ins(*, actor: Actor, wanted: bool) -> None:
    """Whether we write to the account's address when it is signed in to."""
    check(actor=actor, action="accounts.account.change")
    account = locked(actor)
    account.tell_of_sign_ins = wanted and bool(account.email)
    account.save(update_fields=["tell_of_sign_ins"])
    _changed(actor, Act.ALTERATION, "account.tell")


def _with_another_way(actor: Actor) -> Account:
    """The account, when one way in may go and another stays."""
    check(actor=actor, action="accounts.account.change")
    account = locked(actor)
    if bool(account.email) + account.identities.count() + account.passkeys.count() < 2:
        raise Conflict("This is the only way in to your account. Add another first, or erase the account.")
    return account


def _changed(actor: Actor, act: Act, verb: str) -> None:
    record(actor=actor, act=act, action=f"accounts.{verb}", subjects=[named(actor.id)])
