"""``@service``: how every write in the house is made, and how a form that is sent twice writes once."""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from inspect import Parameter, signature
from typing import ParamSpec, TypeVar
from uuid import UUID

from django.db import models, transaction

from bluelamp.core.errors import Conflict
from bluelamp.ledger.noting import writing

P = ParamSpec("P")
R = TypeVar("R")
Row = TypeVar("Row", bound=models.Model)
_outermost: ContextVar[bool] = ContextVar("outermost", default=True)


def service(function: Callable[P, R]) -> Callable[P, R]:
    """One transaction around ``function``; the database refuses its commit without a ledger entry.

    A service that another calls is part of its transaction and has no savepoint: whoever wants to go on after it has
    failed says so with a ``transaction.atomic()`` of their own, or Django refuses every query that follows.

    Raises ``TypeError``, when the module is loaded, for a function without a keyword-only ``actor``.
    """
    actor = signature(function).parameters.get("actor")
    if actor is None or actor.kind is not Parameter.KEYWORD_ONLY or actor.default is not Parameter.empty:
        raise TypeError(f"{function.__qualname__} needs a keyword-only `actor`: somebody always writes.")

    @wraps(function)
    def inside(*args: P.args, **kwargs: P.kwargs) -> R:
        outermost = _outermost.get()
        token = _outermost.set(False)
        try:
            with transaction.atomic(savepoint=outermost), writing():
                return function(*args, **kwargs)
        finally:
            _outermost.reset(token)

    inside.__dict__["is_service"] = True
    return inside


def sent_before(rows: "models.QuerySet[Row]", *, client_id: UUID | None, **sent: object) -> "Row | None":
    """What the same form made when it was sent before, or None; ``sent`` says by whom and for what.

    Raises ``Conflict`` for the number of another form: of somebody else's, or for something else. ``rows`` are all
    that have such a number, as it is theirs alone. Nothing of the other's is loaded.
    """
    if client_id is None:
        return None
    known = rows.filter(client_id=client_id)
    if not known.exists():  # nearly always, so this comes first
        return None
    mine = known.filter(**sent).first()
    if mine is None:
        raise Conflict("This form was used before for something else. Open the page again, and write it there.")
    return mine
