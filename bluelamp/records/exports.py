"""Bulk, column-wise reads for the warehouse: codes, cells and dates; never a name, an address or a birth date.

Each read is one consultation on the ledger, with the Merkle root over the ids of its rows in their order.
"""

from collections.abc import Sequence

from django.db import connection

from bluelamp.access import services as access
from bluelamp.core.actor import Actor
from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.services import record_batch
from bluelamp.ledger.writing import service

Columns = dict[str, Sequence[object]]
"""Column name -> values; all of one length."""

_MATTERS = "SELECT id, kind, classification, status, opened_at, closed_at FROM records_matter ORDER BY id"
_PEOPLE = """
SELECT id, extract(year FROM born_from)::int AS born_year_from, extract(year FROM born_to)::int AS born_year_to,
       ethnicity, language, deceased
FROM records_person ORDER BY id
"""
_PLACES = "SELECT id, h3_9, h3_7, precision FROM records_place WHERE h3_9 IS NOT NULL ORDER BY id"
_LINKS = """
SELECT id, kind, category, basis, source_label, source_id, target_label, target_id, matter_id, said_at
FROM records_link WHERE retracted_at IS NULL ORDER BY id
"""


@service
def matters(*, actor: Actor) -> Columns:
    """Every matter: kind, marking, state and times."""
    return _export(actor, "records.matter", _MATTERS)


@service
def people(*, actor: Actor) -> Columns:
    """Every person without their name: years of birth, self-defined ethnicity, language, whether deceased."""
    return _export(actor, "records.person", _PEOPLE)


@service
def places(*, actor: Actor) -> Columns:
    """Every place with a position, as H3 cells of resolution 9 and 7."""
    return _export(actor, "records.place", _PLACES)


@service
def links(*, actor: Actor) -> Columns:
    """Every link that was not taken back: its kind, category, basis, ends and matter."""
    return _export(actor, "records.link", _LINKS)


def _export(actor: Actor, noun: str, statement: str) -> Columns:
    access.check(actor=actor, action="records.record.export")
    with connection.cursor() as cursor:
        cursor.execute(statement)
        names = [column.name for column in cursor.description]
        rows = cursor.fetchall()
    record_batch(
        actor=actor,
        act=Act.CONSULTATION,
        action=f"{noun}.export",
        purpose=Purpose.ANALYSIS,
        leaves=(row[0].bytes for row in rows),
    )
    values = zip(*rows, strict=True) if rows else ([] for _ in names)
    return {name: list(column) for name, column in zip(names, values, strict=True)}
