"""How long a sign-in lasts, how often codes may be asked for and tried. Pure."""

from datetime import datetime, timedelta

from bluelamp.access import lasting
from bluelamp.accounts.enums import Way

CODE_LASTS = timedelta(minutes=10)
CODE_TRIES = 5  # of a hundred million: one guess in 20 million for whoever asked for it
WRONG_A_DAY = 100  # wrong tries for one address, from wherever: one guess in a million a day, and never more
PER_ADDRESS = 12  # codes to one address within an hour, from all connections: nobody's mailbox is filled by us
PER_ADDRESS_HERE = 4  # of them from one connection, so that a stranger alone cannot use up somebody's
PER_CONNECTION = 10  # codes asked for from one connection within about half an hour: a library is many people

OWN_LASTS = timedelta(days=30)
HOUR = timedelta(hours=1)
PROOF_LASTS = timedelta(minutes=5)  # whoever finds a browser signed in must not make the account their own


def ends_at(*, own_device: bool, begun_at: datetime, used_at: datetime) -> datetime:
    """When a sign-in ends: after thirty days on their own device; elsewhere half an hour after the last page."""
    if own_device:
        return begun_at + OWN_LASTS
    return lasting.ends_at(begun_at=begun_at, used_at=used_at)


def is_fresh(*, way: str, begun_at: datetime, proved_at: datetime | None, has_address: bool, at: datetime) -> bool:
    """Whether a sign-in has shown within five minutes of ``at`` that the account is its owner's.

    Another service's word counts where there is no address to send a code to: it may be open in the same browser.
    """
    counts = way != Way.PROVIDER or not has_address
    shown = [moment for moment in (begun_at if counts else None, proved_at) if moment is not None]
    return any(at - moment <= PROOF_LASTS for moment in shown)


def opens(*, tries: int, expires_at: datetime, at: datetime) -> bool:
    """Whether a code may still be tried."""
    return tries < CODE_TRIES and at < expires_at
