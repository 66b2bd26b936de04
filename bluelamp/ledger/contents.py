"""Entries as they stand in the table, column for column: what sealing and verification hash."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from bluelamp.ledger.encoding import Content
from bluelamp.ledger.tree import Place

_COLUMNS = ", ".join(f"e.{name}" for name in Content._fields)
_CONTENTS = f"SELECT {_COLUMNS} FROM ledger_entry e WHERE e.id = ANY(%s)"  # noqa: S608 - our own column names
_STANDING = f"""
SELECT l.entry_id, l.hash, n.salt, n.text, {_COLUMNS}
FROM unnest(%s::uuid[]) WITH ORDINALITY AS sealed(id, place)
LEFT JOIN ledger_leaf l ON l.index = %s + place - 1
LEFT JOIN ledger_entry e ON e.id = sealed.id
LEFT JOIN ledger_note n ON n.entry_id = sealed.id
ORDER BY place
"""  # noqa: S608 - our own column names
_SHEETS = "SELECT subjects FROM ledger_sheet WHERE entry_id = %s ORDER BY number"


class Words(NamedTuple):
    """A reason, as it is kept apart from its entry."""

    salt: bytes
    text: str


class Standing(NamedTuple):
    """What the database holds now for one sealed place."""

    leaf: Place | None
    note: Words | None
    content: Content | None


def contents(ids: Sequence[UUID]) -> dict[UUID, Content]:
    """The entries with these ids."""
    with connection.cursor() as cursor:
        cursor.execute(_CONTENTS, [list(ids)])
        return {row[0]: Content(*row) for row in cursor.fetchall()}


def standings(ids: Sequence[UUID], start: int) -> list[Standing]:
    """What stands in the database for the entries sealed at ``start`` and after, in that order."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, [list(ids), start])
        return [
            Standing(
                leaf=None if leaf_entry is None else Place(leaf_entry, leaf_hash),
                note=None if text is None else Words(salt, text),
                content=None if row[0] is None else Content(*row),
            )
            for leaf_entry, leaf_hash, salt, text, *row in cursor.fetchall()
        ]


def subjects_on_sheets(entry_id: UUID) -> list[str]:
    """The subjects of an entry that keeps them apart."""
    with connection.cursor() as cursor:
        cursor.execute(_SHEETS, [entry_id])
        return [name for (names,) in cursor.fetchall() for name in names]
