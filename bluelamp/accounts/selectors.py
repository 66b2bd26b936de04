"""What people see of their own account, and who is signed in."""

from datetime import datetime
from uuid import UUID

from bluelamp.access import sealed
from bluelamp.access.selectors import owners
from bluelamp.access.services import check
from bluelamp.accounts import keyed, policies
from bluelamp.accounts.models import Account, Passkey, SignIn
from bluelamp.accounts.types import OwnAccount, OwnPasskey, SignedIn
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.clock import now
from bluelamp.core.errors import NotFound


def own_account(*, actor: Actor) -> OwnAccount:
    """The actor's, with its ways in. Raises ``NotFound`` when it was erased."""
    check(actor=actor, action="accounts.account.read")
    account = Account.objects.filter(pk=actor.id).first()
    if account is None:
        raise NotFound("There is no such account any more.")
    made = account.passkeys.order_by("made_at")
    return OwnAccount(
        id=account.id,
        email=_address_of(account),
        tell_of_sign_ins=account.tell_of_sign_ins,
        has_identity=account.identities.exists(),
        passkeys=tuple(OwnPasskey(one.id, one.device, one.made_at, one.used_at) for one in made),
    )


def sign_ins(*, actor: Actor, here: UUID | None) -> list[SignedIn]:
    """Where the actor is signed in, the latest used first; ``here`` is the browser that asks."""
    check(actor=actor, action="accounts.account.read")
    rows = SignIn.objects.filter(account_id=actor.id, ends_at__gt=now()).order_by("-used_at")
    return [
        SignedIn(row.id, row.device, row.way, row.own_device, row.begun_at, row.used_at, row.id == here) for row in rows
    ]


def is_fresh(*, actor: Actor, here: UUID) -> bool:
    """Whether the browser that asks has just shown whose account it is, and may add a way in to it."""
    check(actor=actor, action="accounts.account.read")
    account = Account.objects.filter(pk=actor.id).first()
    row = SignIn.objects.filter(pk=here, account_id=actor.id).first()
    if account is None or row is None:
        return False
    return policies.is_fresh(
        way=row.way, begun_at=row.begun_at, proved_at=row.proved_at, has_address=bool(account.email), at=now()
    )


def passkeys_of(*, actor: Actor) -> list[str]:
    """The ids that the actor's devices know their passkeys by."""
    check(actor=actor, action="accounts.account.read")
    return list(Passkey.objects.filter(account_id=actor.id).values_list("credential_id", flat=True))


def address_to_tell(*, actor: Actor) -> str:
    """Where the actor wants to hear of new sign-ins; empty when nowhere."""
    account = Account.objects.filter(pk=actor.id, tell_of_sign_ins=True).first()
    return "" if account is None else _address_of(account)


def kept_since(*, actor: Actor, matter_id: UUID) -> list[datetime]:
    """For the holder of a receipt: since when each account that their report was added to has had it; whose they are is
    not theirs to know. Nothing to anybody else."""
    if actor.kind is not ActorKind.RECEIPT:
        return []
    check(actor=actor, action="accounts.report.take_out", matter=matter_id)
    return [one.since for one in owners(matter=matter_id, grounds="accounts.account:")]


def account_of_address(*, email: str) -> UUID | None:
    """The id of the account that an address opens, for whoever has proved to read what is sent there."""
    digests = list(keyed.address_digests(email))
    return Account.objects.filter(email_digest__in=digests).values_list("pk", flat=True).first()


def _address_of(account: Account) -> str:
    return (sealed.unseal(account.email, owner=str(account.id)) or "") if account.email else ""
