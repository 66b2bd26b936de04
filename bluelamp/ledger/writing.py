"""``@service``: how every write in the house is made."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

from bluelamp.ledger.reading import writing

P = ParamSpec("P")
R = TypeVar("R")


def service(function: Callable[P, R]) -> Callable[P, R]:
    """One transaction around ``function``; the database refuses its commit without a ledger entry."""

    @wraps(function)
    def inside(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic(), writing():
            return function(*args, **kwargs)

    inside.__dict__["is_service"] = True
    return inside
