"""The end of an account, and of what is over by itself."""

from bluelamp.access.leaving import left
from bluelamp.access.selectors import own_matters
from bluelamp.access.services import check, release_own
from bluelamp.accounts import policies
from bluelamp.accounts.models import Code, SignIn
from bluelamp.accounts.services import guessing
from bluelamp.accounts.services.opening import locked, named
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service


@service
def erase_account(*, actor: Actor) -> None:
    """Erase the account, every way in to it and every sign-in. What was reported stays: it is the force's record, and
    whoever holds its receipt still comes back to it."""
    check(actor=actor, action="accounts.account.erase")
    account = locked(actor)
    for matter in own_matters(actor=actor):
        release_own(actor=actor, matter=matter)
    account.delete()
    record(actor=actor, act=Act.ERASURE, action="accounts.account.erase", subjects=[named(actor.id)])
    left(actor.id)


@service
def forget_expired(*, actor: Actor) -> int:
    """Erase codes and sign-ins that are over; how many they were."""
    check(actor=actor, action="accounts.expired.forget")
    codes, _each = Code.objects.filter(expires_at__lte=now() - policies.HOUR).delete()
    guessing.forget()
    ended, _each = SignIn.objects.filter(ends_at__lte=now()).delete()
    return codes + ended
