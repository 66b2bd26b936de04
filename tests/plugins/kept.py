"""What services made once, put back as rows for each test that starts from it: a tenth of the time."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import connection, transaction

T = TypeVar("T")
# These come back by themselves, with persons and with jobs.
_BY_TRIGGER = {"records_namekey", "records_familyname", "records_givenname", "procrastinate_events"}
# All but those that the database fills in: numbers are drawn anew, as a test may have started them afresh.
_COLUMNS = """
SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER' AND is_identity = 'NO'
AND coalesce(column_default, '') NOT LIKE 'nextval%%'
"""


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """What a builder returned, and the rows there were more of afterwards: as JSON, by the statement for them."""

    value: T
    rows: dict[str, str]

    def put_back(self) -> T:
        """In one transaction; keys that the database numbers are drawn anew, and nothing runs on commit."""
        with transaction.atomic(), connection.cursor() as cursor:
            for statement, rows in self.rows.items():
                cursor.execute(statement, [rows])
        return deepcopy(self.value)


def keep_built(build: Callable[[], T], *, upon: Callable[[], object] = object) -> Kept[T]:
    """Build it in a transaction of its own, and take that back; ``upon`` makes what is there already."""
    with transaction.atomic():
        upon()
        before = _rows()
        value = build()
        after = {table: rows for table, rows in _rows().items() if table not in _BY_TRIGGER}
        assert all(set(rows) <= set(after.get(table, rows)) for table, rows in before.items()), "It only ever adds."
        new = {table: [row for row in rows if row not in before.get(table, ())] for table, rows in after.items()}
        kept = {_insert(table): f"[{','.join(rows)}]" for table, rows in new.items() if rows}
        transaction.set_rollback(True)
    return Kept(value, kept)


def _insert(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS, [table])
        (columns,) = cursor.fetchone()
    return f"INSERT INTO {table} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{table}, %s)"


def _rows() -> dict[str, dict[str, None]]:
    """Every row of every table that has one."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT row_to_json(row)::text FROM {table} AS row")
            found[table] = {text: None for (text,) in cursor.fetchall()}  # in their order, and soon found
    return {table: rows for table, rows in found.items() if rows}
