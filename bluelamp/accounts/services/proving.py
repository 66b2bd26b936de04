"""Showing once more, in a browser that is signed in, whose account it is: before anybody may come in another way."""

from uuid import UUID

from bluelamp.access.services import check
from bluelamp.accounts import keyed
from bluelamp.accounts.errors import NotProved
from bluelamp.accounts.models import Identity, SignIn
from bluelamp.accounts.selectors import account_of_address
from bluelamp.accounts.services.entering import ask_code
from bluelamp.accounts.services.opening import account_of_passkey, address_now, address_of_code, locked, named
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import Conflict, Invalid
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service


@service
def ask_proof(*, actor: Actor, connection: str) -> UUID:
    """Send a code to the address that the account has, and to no other."""
    check(actor=actor, action="accounts.account.change")
    address = address_now(locked(actor))
    if not address:
        raise Conflict("Your account has no email address. Sign out and sign in again instead.")
    return ask_code(actor=actor, email=address, connection=connection)


@service
def prove_by_code(*, actor: Actor, sign_in: UUID, code_id: UUID, typed: str) -> None:
    """By the code that went to the account's own address. Raises ``Invalid``."""
    check(actor=actor, action="accounts.account.change")
    if account_of_address(email=address_of_code(code_id, typed, actor.id)) != actor.id:
        raise Invalid("This code went to another address. Ask for one to the address of your account.", field="code")
    _proved(actor, sign_in)


@service
def prove_by_passkey(*, actor: Actor, sign_in: UUID, answer: str, challenge: bytes, origin: str) -> None:
    """By a passkey of the account's. Raises ``NotProved``, also for somebody else's."""
    check(actor=actor, action="accounts.account.change")
    if account_of_passkey(answer, challenge, origin) != actor.id:
        raise NotProved("somebody else")
    _proved(actor, sign_in)


@service
def prove_by_identity(*, actor: Actor, sign_in: UUID, issuer: str, subject: str) -> None:
    """By another service's word, where there is no address. Elsewhere, and for somebody else's, it changes nothing."""
    check(actor=actor, action="accounts.account.change")
    digests = list(keyed.identity_digests(issuer, subject))
    theirs = Identity.objects.filter(digest__in=digests, account_id=actor.id).exists()
    if theirs and not locked(actor).email:
        _proved(actor, sign_in)


def _proved(actor: Actor, sign_in: UUID) -> None:
    """Here alone: not wherever else the account is signed in."""
    SignIn.objects.filter(pk=sign_in, account_id=actor.id).update(proved_at=now())
    subjects = [f"accounts.signin:{sign_in}", named(actor.id)]
    record(actor=actor, act=Act.ALTERATION, action="accounts.sign_in.prove", subjects=subjects)
