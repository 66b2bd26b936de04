"""Every query's way out. Rows of personal data note themselves; anything else that would carry them is refused here.

Instances go through ``PersonalModel.from_db``. ``values()``, ``values_list()``, ``aggregate()``, ``dates()``, raw
queries and annotations that follow a relation do not, from whatever model they start: so the columns are checked
where their values turn into Python's.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.backends.postgresql import compiler as postgres

from bluelamp.ledger.engine.columns import refuse_personal

SQLInsertCompiler = postgres.SQLInsertCompiler
SQLUpdateCompiler = postgres.SQLUpdateCompiler
SQLDeleteCompiler = postgres.SQLDeleteCompiler


class SQLCompiler(postgres.SQLCompiler):
    def get_converters(self, expressions: Iterable[Any]) -> Any:
        found = list(expressions)
        if self.klass_info is None:  # no instances will be made of these columns
            refuse_personal(found)
        return super().get_converters(found)

    def results_iter(self, *args: Any, **options: Any) -> Iterator[Any]:
        rows = super().results_iter(*args, **options)
        self._check_annotations()
        self._check_parts()
        return rows

    def _check_annotations(self) -> None:
        """A value annotated to an instance may come from that instance's own row, which is noted, and no other."""
        if self.klass_info is not None and self.select is not None:
            places = (self.annotation_col_map or {}).values()
            refuse_personal([self.select[place][0] for place in places], own=self.query.get_initial_alias())

    def _check_parts(self) -> None:
        """The parts of a union leave by its first one's columns, so each is checked as if it stood alone."""
        for part in self.query.combined_queries:
            inner = part.get_compiler(connection=self.connection)
            inner.setup_query()
            if part.model is not self.query.model or self.klass_info is None or inner.klass_info is None:
                refuse_personal([column for column, *_ in inner.select or ()])


class SQLAggregateCompiler(postgres.SQLAggregateCompiler):
    def get_converters(self, expressions: Iterable[Any]) -> Any:
        found = list(expressions)
        refuse_personal(found)
        return super().get_converters(found)
