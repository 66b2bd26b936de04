"""Ledger entries of every shape, sealed or not."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from django.db import transaction

from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id, new_reference
from bluelamp.incidents.models import Incident
from bluelamp.ledger.encoding import SHEET_SIZE
from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.reading import Reading, scope
from bluelamp.ledger.sealing import Sealer
from bluelamp.ledger.services import record, record_batch

ACTOR = Actor.job("test")


def entry(*subjects: str, reason: str = "", actor: Actor = ACTOR, matter: UUID | None = None) -> UUID:
    """One committed consultation (inside a test's own transaction, when it has one)."""
    with transaction.atomic():
        return record(
            actor=actor,
            act=Act.CONSULTATION,
            action="test.thing.read",
            subjects=subjects or [f"test.thing:{new_id()}"],
            matter=matter,
            purpose=Purpose.AUDIT,
            reason=reason,
        )


def entries(count: int) -> list[UUID]:
    """Committed entries of every shape: with a reason, a recipient, a batch, sheets, a matter, or nothing of these."""
    shapes = _shapes()
    return [next(shapes) for _ in range(count)]


def sealed(folder: Path, count: int) -> list[UUID]:
    """Entries of every shape under a checkpoint; their places are those in the list, when they are the first."""
    made = entries(count)
    seal(folder)
    return made


def seal(folder: Path) -> None:
    """Seal what waits, as the sealer does after a start."""
    sealer = Sealer(folder)
    sealer.recover()
    while sealer.seal():
        pass


def _shapes() -> Iterator[UUID]:
    while True:
        yield entry(reason="Because somebody asked")
        yield entry(matter=new_id())
        with transaction.atomic():
            disclosed = record(
                actor=ACTOR,
                act=Act.DISCLOSURE,
                action="test.thing.disclose",
                subjects=["test.thing:1"],
                recipients=["partner:cps"],
                reason="For the file",
            )
        yield disclosed
        with transaction.atomic():
            batch = record_batch(
                actor=ACTOR, act=Act.COLLECTION, action="test.thing.load", leaves=[b"a", b"b"], reason="Monthly"
            )
        yield batch
        yield entry(*(f"test.thing:{number}" for number in range(SHEET_SIZE + 5)))


def personal_row(words: str = "Man with a dog", matter: UUID | None = None) -> Incident:
    """A row of personal data, and the entry that its making needs."""
    with transaction.atomic():
        row = Incident.objects.create(
            reference=new_reference("IN"),
            matter_id=matter or new_id(),
            grade="P1",
            nsir_class="public_safety",
            summary=words,
            place_label="Corporation Street",
        )
        entry(f"incidents.incident:{row.pk}")
    return row


@contextmanager
def looking() -> Iterator[Reading]:
    """A reading that is never committed: for tests of what may be loaded."""
    with scope(Reading(actor=ACTOR, purpose=Purpose.AUDIT, action="test.thing.read")) as current:
        yield current
