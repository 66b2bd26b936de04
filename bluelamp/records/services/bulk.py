"""Loading many people at once: streamed into the database, one entry on the ledger."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from django.db import connection
from psycopg import sql

from bluelamp.access import services as access
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record_batch
from bluelamp.ledger.writing import service
from bluelamp.records.models import Link, Matter, Person
from bluelamp.records.policies import clean_person
from bluelamp.records.rows import person_columns
from bluelamp.records.types import PersonRow

_AT_ONCE = 20_000  # rows held in memory

Columns = Mapping[str, object]


@service
def add_people_bulk(*, actor: Actor, rows: Iterable[PersonRow], source: str) -> int:
    """Add everybody in ``rows`` and link those with a matter to it. Returns how many.

    ``source`` says where they come from, as in ``Provenance``. All or nothing: the first bad row raises
    ``Invalid``. The ledger's entry carries the Merkle root over the rows in their order, each as sorted JSON with
    its random id, so that erased rows cannot be guessed from it.
    """
    access.check(actor=actor, action="records.record.load")
    loader = _Loader(actor, source)
    record_batch(actor=actor, act=Act.COLLECTION, action="records.person.load", leaves=loader.load(rows))
    return loader.count


class _Loader:
    def __init__(self, actor: Actor, source: str) -> None:
        self.count = 0
        self._common = {"recorded_at": clock.now(), "recorded_by": actor.id}
        self._source = source

    def load(self, rows: Iterable[PersonRow]) -> Iterator[bytes]:
        """Write the rows, giving the leaf of each."""
        waiting = iter(rows)
        while batch := list(islice(waiting, _AT_ONCE)):
            people = [self._person(row) for row in batch]
            _copy(Person._meta.db_table, people)
            _copy(Link._meta.db_table, [self._link(row) for row in batch if row.matter is not None])
            self.count += len(batch)
            for person in people:
                yield json.dumps(person, default=str, sort_keys=True).encode()

    def _person(self, row: PersonRow) -> Columns:
        return {"id": row.id, "version": 1} | person_columns(clean_person(row.details)) | self._common

    def _link(self, row: PersonRow) -> Columns:
        ends = {
            "source_label": Person._meta.label_lower,
            "source_id": row.id,
            "target_label": Matter._meta.label_lower,
            "target_id": row.matter,
            "matter_id": row.matter,
        }
        said = {"said_in": self._source, "said_at": self._common["recorded_at"], "retracted_why": ""}
        return {"id": new_id(), "kind": row.kind, "basis": row.basis} | ends | said | self._common


def _copy(table: str, rows: Sequence[Columns]) -> None:
    if not rows:
        return
    names = sql.SQL(", ").join(map(sql.Identifier, rows[0]))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(tuple(row.values()))
