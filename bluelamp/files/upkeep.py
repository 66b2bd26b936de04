"""Removing what nobody needs: discarded files after their week, drafts and blobs of broken uploads after a day, and
uploads that could have gone on after three.

All of it may be repeated and may be killed anywhere. Bytes go last in their transaction: when it does not commit,
the next round finds the row still to erase and does it again, so an erasure is never missing from the ledger.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import QuerySet

from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.files import arrivals, policies
from bluelamp.files.enums import FileState
from bluelamp.files.locks import lock_content
from bluelamp.files.models import StoredFile
from bluelamp.files.store import store
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Tidied:
    """How many of each were removed."""

    drafts: int
    orphans: int
    erased: int


def tidy(*, actor: Actor) -> Tidied:
    """One round of everything."""
    return Tidied(
        drafts=store().sweep(before=now() - policies.ABANDONED)
        + arrivals.spool().sweep(before=now() - policies.UNFINISHED),
        orphans=sum(erase_orphan(actor=actor, sha256=sha256) for sha256 in _orphans()),
        erased=sum(erase_discarded(actor=actor, sha256=sha256) for sha256 in _to_erase()),
    )


@service
def erase_discarded(*, actor: Actor, sha256: str) -> int:
    """Erase the discarded files with this content whose week is over; the bytes too when nobody else has them."""
    check(actor=actor, action="files.file.erase")
    lock_content(sha256)
    due = list(_due().filter(sha256=sha256))
    if not due:
        return 0
    StoredFile.objects.filter(pk__in=[stored.pk for stored in due]).update(
        erased_at=now(), name="erased", original_name=""
    )
    record(actor=actor, act=Act.ERASURE, action="files.file.erase", subjects=due)
    if not _in_use(sha256):
        store().delete(sha256)
    return len(due)


@service
def erase_orphan(*, actor: Actor, sha256: str) -> int:
    """Remove bytes that no row ever stood for: their upload was rolled back, so they were never handed in."""
    check(actor=actor, action="files.file.erase")
    lock_content(sha256)
    if _in_use(sha256):
        return 0
    record(actor=actor, act=Act.ERASURE, action="files.blob.erase", subjects=[f"files.blob:{sha256}"])
    store().delete(sha256)
    return 1


def _in_use(sha256: str) -> bool:
    return bool(StoredFile.objects.filter(sha256=sha256, erased_at=None).exists())


def _due() -> QuerySet[StoredFile]:
    return StoredFile.objects.filter(
        state=FileState.DISCARDED, erased_at=None, discarded_at__lt=now() - policies.RECOVERABLE
    )


def _to_erase() -> list[str]:
    return list(_due().values_list("sha256", flat=True).distinct())


def _orphans() -> Iterator[str]:
    """Old enough blobs that no row stands for: a first look, repeated under the lock before anything goes."""
    before = now() - policies.ABANDONED
    old = (listed.sha256 for listed in store().listed() if listed.since < before)
    while batch := list(islice(old, _BATCH)):
        yield from set(batch) - set(_known(batch))


def _known(hashes: Iterable[str]) -> Iterable[str]:
    known: Iterable[str] = StoredFile.objects.filter(sha256__in=list(hashes), erased_at=None).values_list(
        "sha256", flat=True
    )
    return known
