"""``@service``: how every write in the house is made."""

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from typing import ParamSpec, TypeVar

from django.db import transaction

from bluelamp.ledger.reading import writing

P = ParamSpec("P")
R = TypeVar("R")


def service(function: Callable[P, R]) -> Callable[P, R]:
    """One transaction around ``function``; the database refuses its commit without a ledger entry.

    Raises ``TypeError``, when the module is loaded, for a function without a keyword-only ``actor``.
    """
    actor = signature(function).parameters.get("actor")
    if actor is None or actor.kind is not Parameter.KEYWORD_ONLY or actor.default is not Parameter.empty:
        raise TypeError(f"{function.__qualname__} needs a keyword-only `actor`: somebody always writes.")

    @wraps(function)
    def inside(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic(), writing():
            return function(*args, **kwargs)

    inside.__dict__["is_service"] = True
    return inside
