"""Does a selected expression carry personal data out of the database?"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.expressions import Col, Subquery
from django.db.models.sql import Query

from bluelamp.core.errors import UnloggedReading

_NUMBERS = (models.IntegerField, models.FloatField, models.DecimalField)
_TELLING_NOTHING = (models.Count, models.Exists)


def refuse_personal(expressions: Iterable[Any], own: str | None = None) -> None:
    """Raise ``UnloggedReading`` when a value of a personal column would leave; ``own`` is a noted row's alias."""
    for expression in expressions:
        for column in _columns(expression):
            if own is not None and column.alias == own:
                continue
            if is_personal(column.target) and _carries(expression, column):
                name = f"{column.target.model.__name__}.{column.target.name}"
                raise UnloggedReading(
                    f"{name} was read apart from its row, so the reading would not be on the ledger. "
                    f"Load the rows, or name it in {column.target.model.__name__}.open_fields if it is not personal."
                )


def is_personal(field: models.Field[Any, Any]) -> bool:
    """Any column of a personal model but its keys, plain ids and the ``open_fields`` it declares."""
    from bluelamp.ledger.models import PersonalModel  # noqa: PLC0415 - models are loaded after the engine

    model = field.model
    if not (isinstance(model, type) and issubclass(model, PersonalModel)):
        return False
    if field.primary_key or field.is_relation or isinstance(field, models.UUIDField):
        return False
    return field.name not in model.open_fields


def _columns(expression: Any) -> Iterator[Col]:
    """The columns whose values an expression is made of; those of its conditions only steer it."""
    if not hasattr(expression, "flatten"):
        return
    for part in expression.flatten():
        if isinstance(part, Col):
            yield part
        elif isinstance(part, Subquery) and not isinstance(part, models.Exists):
            yield from _selected(part.query)


def _selected(query: Query) -> Iterator[Col]:
    for expression in (*query.select, *query.annotation_select.values()):
        yield from _columns(expression)


def _carries(expression: Any, column: Col) -> bool:
    """Counts, yes or no, and measures of a text (how similar, how long) say nothing that could be read."""
    if isinstance(expression, _TELLING_NOTHING):
        return False
    try:
        output = expression.output_field
    except FieldError:
        return True
    if isinstance(output, models.BooleanField):
        return isinstance(column.target, models.BooleanField)
    return not (isinstance(output, _NUMBERS) and isinstance(column.target, models.CharField | models.TextField))
