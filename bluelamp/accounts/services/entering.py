"""Coming in: by a code, by another service's word, by a passkey. An account is made when something is proved first."""

from uuid import UUID

from bluelamp.access import sealed
from bluelamp.access.services import check
from bluelamp.access.strangers import STRANGERS
from bluelamp.accounts import keyed, policies
from bluelamp.accounts.models import Account, Code, Identity
from bluelamp.accounts.selectors import account_of_address
from bluelamp.accounts.services import guessing
from bluelamp.accounts.services.opening import account_of_passkey, address_of_code, named, sent_to, set_address
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.clock import now
from bluelamp.core.errors import Invalid, TooMany
from bluelamp.core.ids import new_id
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service
from bluelamp.notices.addresses import usable
from bluelamp.notices.enums import Channel, MaySay
from bluelamp.notices.selectors import asked_for
from bluelamp.notices.services import send
from bluelamp.notices.types import SafeContact

_TEMPLATE = "sign_in_code"


@service
def ask_code(*, actor: Actor, email: str, connection: str) -> UUID:
    """Send a code to an address; the id under which this browser, and no other, may try it.

    Whether the address has an account is asked only when the code is right: until then nothing that we say or do, nor
    how long it takes, tells. ``connection`` is where it comes from, or "": see ``core.strangers``.
    """
    check(actor=actor, action="accounts.code.ask")
    address = usable(Channel.EMAIL, email)
    if not address:
        raise Invalid(_why_not(email), field="email")
    guessing.check(address, field="email")
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
def try_code(*, actor: Actor, code_id: UUID) -> None:
    """Count one try, in a transaction of its own, before it is looked at. Raises ``Invalid`` when none are left,
    and ``TooMany`` when its address has none left today."""
    check(actor=actor, action="accounts.account.enter")
    code = Code.objects.select_for_update().filter(pk=code_id).first()
    if code is None or not policies.opens(tries=code.tries, expires_at=code.expires_at, at=now()):
        raise Invalid("This code no longer works. Ask for a new one.", field="code")
    if address := sent_to(code):
        guessing.count(address)
    code.tries += 1
    code.save(update_fields=["tries"])


@service
def enter_by_code(*, actor: Actor, code_id: UUID, typed: str) -> UUID:
    """The account of the address that the code went to, made now if there is none. Raises ``Invalid``."""
    check(actor=actor, action="accounts.account.enter")
    address = address_of_code(code_id, typed, None)
    account = Account(id=new_id())
    set_address(account, address)
    known = account_of_address(email=address)
    if known is None:
        Account.objects.bulk_create([account], ignore_conflicts=True)  # another code of theirs, at the same moment
        known = account_of_address(email=address) or account.id
    return _entered(known, made=known == account.id)


@service
def enter_by_identity(*, actor: Actor, issuer: str, subject: str) -> UUID:
    """The account of whom another service named, made now if there is none."""
    check(actor=actor, action="accounts.account.enter")
    digests = list(keyed.identity_digests(issuer, subject))
    known = Identity.objects.filter(digest__in=digests).values_list("account_id", flat=True).first()
    if known is not None:
        return _entered(known)
    account = Account.objects.create(id=new_id())
    Identity.objects.create(account=account, digest=digests[0])
    return _entered(account.id, made=True)


@service
def enter_by_passkey(*, actor: Actor, answer: str, challenge: bytes, origin: str) -> UUID:
    """The account of a passkey that signed ``challenge`` for pages of ``origin``. Raises ``NotProved``."""
    check(actor=actor, action="accounts.account.enter")
    return _entered(account_of_passkey(answer, challenge, origin))


def _entered(account_id: UUID, *, made: bool = False) -> UUID:
    act, verb = (Act.COLLECTION, "open") if made else (Act.CONSULTATION, "enter")
    record(actor=Actor.citizen(account_id), act=act, action=f"accounts.account.{verb}", subjects=[named(account_id)])
    return account_id


def _why_not(email: str) -> str:
    if not email.rpartition("@")[0].isascii():
        return "Enter an email address whose part before the @ has only the letters a to z, digits and signs."
    return "Enter an email address in the correct format, like name@example.com."


def _check_often(actor: Actor, address: str, connection: str) -> None:
    since = now() - policies.HOUR
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
