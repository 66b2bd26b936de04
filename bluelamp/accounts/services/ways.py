"""The ways in to one's own account: adding one, and removing all but the last.

A new way in stays open for good. So whoever adds one has shown within five minutes that the account is theirs: a
browser that was left signed in is no proof. And the address that the account had is always told.
"""

from datetime import datetime
from uuid import UUID

from bluelamp.access.services import check
from bluelamp.accounts import keyed
from bluelamp.accounts.models import Account, Identity, Passkey
from bluelamp.accounts.selectors import account_of_address
from bluelamp.accounts.services.opening import (
    address_now,
    address_of_code,
    asked_at,
    check_fresh,
    locked,
    named,
    set_address,
    write_to,
)
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import Conflict, NotFound
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service

_OTHERS = "This opens another account already. Sign in with it there, or remove it there first."


@service
def add_address(*, actor: Actor, code_id: UUID, typed: str, sign_in: UUID) -> None:
    """The address that a code went to opens this account from now on, in place of any before, which is told.

    Raises ``NotFresh`` unless ``sign_in`` showed whose account it is before the code was asked for: mail takes a while.
    """
    check(actor=actor, action="accounts.account.change")
    account = locked(actor)
    check_fresh(account, sign_in, asked_at(code_id))
    before, address = address_now(account), address_of_code(code_id, typed, actor.id)
    if account_of_address(email=address) not in (None, account.id):
        raise Conflict(_OTHERS)  # only whoever reads that mailbox comes so far
    set_address(account, address)
    account.save(update_fields=["email", "email_digest"])
    _changed(actor, Act.ALTERATION, "address.add")
    if before != address:
        write_to(actor, before, "address_changed")


@service
def remove_address(*, actor: Actor, sign_in: UUID) -> None:
    """Forget the address, which is told. Raises ``Conflict`` when it is the only way in.

    ``NotFresh`` as for a new one: without an address another service's word would do, in the same open browser.
    """
    account = _with_another_way(actor)
    check_fresh(account, sign_in, now())
    before = address_now(account)
    account.email, account.email_digest, account.tell_of_sign_ins = "", None, False
    account.save(update_fields=["email", "email_digest", "tell_of_sign_ins"])
    _changed(actor, Act.ERASURE, "address.remove")
    write_to(actor, before, "address_changed")


@service
def add_identity(*, actor: Actor, issuer: str, subject: str, sign_in: UUID, left_at: datetime) -> None:
    """Another service's word opens this account too. Twice changes nothing.

    Raises ``NotFresh`` unless ``sign_in`` had shown whose account it is when its browser left for the service.
    """
    check(actor=actor, action="accounts.account.change")
    account, digests = locked(actor), list(keyed.identity_digests(issuer, subject))
    known = Identity.objects.filter(digest__in=digests).first()
    if known is not None and known.account_id != account.id:
        raise Conflict(_OTHERS)
    if known is None:
        check_fresh(account, sign_in, left_at)
        Identity.objects.create(account=account, digest=digests[0])
        _changed(actor, Act.COLLECTION, "identity.add")
        write_to(actor, address_now(account), "way_in_added")


@service
def remove_identity(*, actor: Actor) -> None:
    """Another service's word opens it no more. Raises ``Conflict`` when that is the only way in."""
    account = _with_another_way(actor)
    if not account.identities.all().delete()[0]:
        raise NotFound("It was removed already.")
    _changed(actor, Act.ERASURE, "identity.remove")


@service
def add_passkey(*, actor: Actor, answer: str, challenge: bytes, origin: str, device: str, sign_in: UUID) -> None:
    """A passkey that signed ``challenge`` opens this account too. Raises ``NotProved``, and ``NotFresh`` unless
    ``sign_in`` has just shown whose account it is."""
    from bluelamp.accounts import passkeys  # noqa: PLC0415 - what it rests on is long to load, and few need it

    check(actor=actor, action="accounts.account.change")
    account = locked(actor)
    check_fresh(account, sign_in, now())
    made = passkeys.made(answer, challenge, origin)
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
    write_to(actor, address_now(account), "way_in_added")


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
