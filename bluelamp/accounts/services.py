"""Coming in to an account, changing how, and leaving it. Reports are the force's record: none of this erases one."""

from typing import TYPE_CHECKING
from uuid import UUID

from bluelamp.access import sealed
from bluelamp.access.leaving import left
from bluelamp.access.selectors import own_matters
from bluelamp.access.services import check, release_own
from bluelamp.access.strangers import STRANGERS
from bluelamp.accounts import keyed, policies
from bluelamp.accounts.models import Account, Code, SignIn
from bluelamp.accounts.selectors import account_of_address
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.clock import now
from bluelamp.core.errors import Conflict, Invalid, NotFound, TooMany
from bluelamp.core.ids import new_id
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service
from bluelamp.notices.addresses import usable
from bluelamp.notices.enums import Channel, MaySay
from bluelamp.notices.selectors import asked_for
from bluelamp.notices.services import send
from bluelamp.notices.types import SafeContact

if TYPE_CHECKING:
    from django.db.models import QuerySet

_TEMPLATE = "sign_in_code"
_HOUR = policies.HOUR
_WRONG = "Enter the newest code that we sent to you. It works for 10 minutes, and 5 times at most can it be tried."


@service
def ask_code(*, actor: Actor, email: str, connection: str) -> UUID:
    """Send a code to an address; the id under which this browser, and no other, may try it.

    Whether the address has an account is asked only when the code is right: until then nothing that we say or do, nor
    how long it takes, tells. ``connection`` is where it comes from, or "": see ``core.strangers``.
    """
    check(actor=actor, action="accounts.code.ask")
    address = usable(Channel.EMAIL, email)
    if not address:
        raise Invalid("Enter an email address in the correct format, like name@example.com.", field="email")
    _check_often(actor, address, connection)
    code, secret = Code(id=new_id(), expires_at=now() + policies.CODE_LASTS), keyed.new_code()
    code.email = sealed.seal(address, owner=f"accounts.code:{code.id}")
    code.digest = keyed.code_digest(code.id, secret)
    code.account_id = actor.id if actor.kind is ActorKind.CITIZEN else None
    code.save(force_insert=True)
    to = SafeContact(preferred=Channel.EMAIL, email=address, may_say=MaySay.NEUTRAL, ref=f"accounts.code:{code.id}")
    send(actor=actor, matter_id=None, to=to, template=_TEMPLATE, context={"code": secret})
    return code.id


@service
def enter_by_code(*, actor: Actor, code_id: UUID, typed: str) -> UUID:
    """The account of the address that the code went to, made now if there is none. Raises ``Invalid``."""
    check(actor=actor, action="accounts.account.enter")
    address = _address_of_code(code_id, typed)
    account = Account(id=new_id())
    _set_address(account, address)
    known = account_of_address(email=address)
    if known is None:
        Account.objects.bulk_create([account], ignore_conflicts=True)  # another code of theirs, at the same moment
        known = account_of_address(email=address) or account.id
    act, verb = (Act.COLLECTION, "open") if known == account.id else (Act.CONSULTATION, "enter")
    record(actor=Actor.citizen(known), act=act, action=f"accounts.account.{verb}", subjects=[_name(known)])
    return known


@service
def try_code(*, actor: Actor, code_id: UUID) -> None:
    """Count one try, in a transaction of its own, before it is looked at. Raises ``Invalid`` when none are left."""
    check(actor=actor, action="accounts.account.enter")
    code = Code.objects.select_for_update().filter(pk=code_id).first()
    if code is None or not policies.opens(tries=code.tries, expires_at=code.expires_at, at=now()):
        raise Invalid("This code no longer works. Ask for a new one.", field="code")
    code.tries += 1
    code.save(update_fields=["tries"])


@service
def begin_sign_in(*, actor: Actor, way: str, device: str, own_device: bool) -> SignIn:
    """Note a browser in which the account is signed in from now on."""
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
    record(actor=actor, act=Act.ALTERATION, action="accounts.sign_in.begin", subjects=[begun, _name(actor.id)])
    return begun


@service
def end_sign_in(*, actor: Actor, sign_in_id: UUID) -> None:
    """Sign out of one browser. Twice changes nothing; raises ``NotFound`` for somebody else's."""
    check(actor=actor, action="accounts.account.change")
    if not _end(actor, SignIn.objects.filter(account_id=actor.id, pk=sign_in_id)):
        raise NotFound("This sign-in has ended already.")


@service
def end_every_sign_in(*, actor: Actor) -> int:
    """Sign out everywhere, also here; how many there were."""
    check(actor=actor, action="accounts.account.change")
    return _end(actor, SignIn.objects.filter(account_id=actor.id))


@service
def tell_of_sign_ins(*, actor: Actor, wanted: bool) -> None:
    """Whether we write to the account's address when it is signed in to from another browser."""
    check(actor=actor, action="accounts.account.change")
    account = _locked(actor)
    account.tell_of_sign_ins = wanted
    account.save(update_fields=["tell_of_sign_ins"])
    record(actor=actor, act=Act.ALTERATION, action="accounts.account.tell", subjects=[account])


@service
def erase_account(*, actor: Actor) -> None:
    """Erase the account, every way in to it and every sign-in. What was reported stays: it is the force's record, and
    whoever holds its receipt still comes back to it."""
    check(actor=actor, action="accounts.account.erase")
    account = _locked(actor)
    for matter in own_matters(actor=actor):
        release_own(actor=actor, matter=matter)
    account.delete()
    record(actor=actor, act=Act.ERASURE, action="accounts.account.erase", subjects=[_name(actor.id)])
    left(actor.id)


@service
def forget_expired(*, actor: Actor) -> int:
    """Erase codes and sign-ins that are over; how many they were."""
    check(actor=actor, action="accounts.expired.forget")
    codes, _each = Code.objects.filter(expires_at__lte=now() - _HOUR).delete()
    ended, _each = SignIn.objects.filter(ends_at__lte=now()).delete()
    return codes + ended


def _end(actor: Actor, rows: "QuerySet[SignIn]") -> int:
    ended = [f"accounts.signin:{pk}" for pk in rows.values_list("pk", flat=True)]
    rows.delete()
    if ended:
        record(actor=actor, act=Act.ALTERATION, action="accounts.sign_in.end", subjects=[*ended, _name(actor.id)])
        left(actor.id)  # where they stay signed in, the live feed comes back at once
    return len(ended)


def _locked(actor: Actor) -> Account:
    account: Account | None = Account.objects.select_for_update().filter(pk=actor.id).first()
    if account is None:
        raise NotFound("There is no such account any more.")
    return account


def _check_often(actor: Actor, address: str, connection: str) -> None:
    since = now() - _HOUR
    asked = asked_for(actor=actor, template=_TEMPLATE, since=since, address=address)
    if asked >= policies.PER_ADDRESS or _count(connection, address) > policies.PER_ADDRESS_HERE:
        raise TooMany(
            "We sent several codes to this address. Use the newest, or wait an hour. It may be in the spam folder.",
            field="email",
        )
    if _count(connection) > policies.PER_CONNECTION:
        raise TooMany(
            "Very many codes were asked for from your internet connection. Wait 20 minutes, or try again from another.",
            field="email",
        )


def _count(connection: str, *about: str) -> int:
    """Once more from this connection; 0 where it is not known, so that not everybody is taken for one."""
    return STRANGERS.count(" ".join(("accounts.code", connection, *about)), now()) if connection else 0


def _address_of_code(code_id: UUID, typed: str) -> str:
    """The address, once; the code is gone then."""
    code = Code.objects.select_for_update().filter(pk=code_id).first()
    if code is None or now() >= code.expires_at or not keyed.is_code(code.id, typed, code.digest):
        raise Invalid(_WRONG, field="code")
    address = sealed.unseal(code.email, owner=f"accounts.code:{code.id}")
    code.delete()
    if address is None:
        raise Conflict("We cannot read where this code went. Ask for a new one.")
    return address


def _set_address(account: Account, address: str) -> None:
    account.email = sealed.seal(address, owner=str(account.id))
    account.email_digest = next(keyed.address_digests(address))


def _name(account_id: UUID) -> str:
    return f"accounts.account:{account_id}"
