"""Every query's way out. Rows of personal data note themselves; anything else that would carry them is refused here.

Instances go through ``PersonalModel.from_db``. ``values()``, ``values_list()``, ``aggregate()``, ``dates()``, raw
queries and annotations that follow a relation do not, from whatever model they start: so the columns are checked
before the query runs, or where their values turn into Python's.
"""

from collections.abc import Iterable
from typing import Any

from django.db.backends.postgresql import compiler as postgres

from bluelamp.ledger.engine.columns import refuse_personal

SQLInsertCompiler = postgres.SQLInsertCompiler
SQLUpdateCompiler = postgres.SQLUpdateCompiler
SQLDeleteCompiler = postgres.SQLDeleteCompiler


class SQLCompiler(postgres.SQLCompiler):
    def execute_sql(self, *args: Any, **options: Any) -> Any:
        query = self.query
        if not query.default_cols or query.annotation_select or query.combined_queries:
            self.setup_query()
            self._check_columns()
            self._check_parts()
        return super().execute_sql(*args, **options)

    def get_converters(self, expressions: Iterable[Any]) -> Any:
        """Raw queries come this way only."""
        found = list(expressions)
        if not makes_rows(self):
            refuse_personal(found)
        return super().get_converters(found)

    def _check_columns(self) -> None:
        """A value annotated to a row may come from that row itself, which is noted, and from no other."""
        columns = [column for column, *_ in self.select or ()]
        if makes_rows(self):
            annotated = [columns[place] for place in (self.annotation_col_map or {}).values()]
            refuse_personal(annotated, own=self.query.get_initial_alias())
        else:
            refuse_personal(columns)

    def _check_parts(self) -> None:
        """The parts of a union leave by its first one's columns, so each is checked as if it stood alone."""
        for part in self.query.combined_queries:
            inner = part.get_compiler(connection=self.connection)
            inner.setup_query()
            if part.model is not self.query.model or not (makes_rows(self) and makes_rows(inner)):
                refuse_personal([column for column, *_ in inner.select or ()])


def makes_rows(compiler: postgres.SQLCompiler) -> bool:
    """Whether instances are made of the columns, rather than dicts, tuples or single values."""
    return compiler.klass_info is not None and getattr(compiler.query, "default_cols", False)


class SQLAggregateCompiler(postgres.SQLAggregateCompiler):
    def get_converters(self, expressions: Iterable[Any]) -> Any:
        found = list(expressions)
        refuse_personal(found)
        return super().get_converters(found)
