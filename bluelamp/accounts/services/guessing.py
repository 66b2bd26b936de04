"""Wrong codes for one address are few in a day, however many codes are asked for and from wherever.

They are counted by the digest by which its account is found, so that no other spelling begins anew. Whoever guesses
can use them up for an address that is not theirs: that closes this one way for a day, and a passkey or another
service's word still opens the account.
"""

from django.db.models import F, Q

from bluelamp.accounts import keyed, policies
from bluelamp.accounts.models import WrongTries
from bluelamp.core.clock import today
from bluelamp.core.errors import TooMany

_ENOUGH = (
    "Too many wrong codes were entered for this address today, perhaps by somebody else. Sign in with a passkey, or"
    " come back tomorrow."
)


def check(address: str, *, field: str) -> None:
    """Raises ``TooMany`` when no code for this address is accepted any more today."""
    if WrongTries.objects.filter(_today(address), wrong__gte=policies.WRONG_A_DAY).exists():
        raise TooMany(_ENOUGH, field=field)


def count(address: str) -> None:
    """One more, before the code is looked at: see ``was_right``. Raises ``TooMany``."""
    row, _made = WrongTries.objects.select_for_update().get_or_create(digest=_digest(address), day=today())
    if row.wrong >= policies.WRONG_A_DAY:
        raise TooMany(_ENOUGH, field="code")
    row.wrong += 1
    row.save(update_fields=["wrong"])


def was_right(address: str) -> None:
    """The one counted last was no wrong one. Those before it stay: they may be somebody else's."""
    WrongTries.objects.filter(_today(address), wrong__gt=0).update(wrong=F("wrong") - 1)


def forget() -> None:
    """What was counted on earlier days."""
    WrongTries.objects.filter(day__lt=today()).delete()


def _today(address: str) -> Q:
    return Q(digest=_digest(address), day=today())


def _digest(address: str) -> str:
    return next(keyed.address_digests(address))
