"""No mocks of our own code: nothing answers in its place.

A test may set a setting, a limit or a registry of ours. It may watch a function of ours (``watched``) or have the
process die in it (``dying``), both of which say no more than what really happens.
"""

from collections.abc import Callable
from functools import wraps
from pkgutil import resolve_name
from typing import Any

import pytest

_HONEST = "_says_only_what_happens"
_set = pytest.MonkeyPatch.setattr


def watched(function: Callable[..., Any], note: Callable[..., object]) -> Callable[..., Any]:
    """``function`` as it is; ``note`` is told its answer and what it was asked."""

    @wraps(function)
    def asked(*given: Any, **named: Any) -> Any:
        answer = function(*given, **named)
        note(answer, *given, **named)
        return answer

    return _honest(asked)


def dying(
    error: type[BaseException],
    function: Callable[..., Any] = lambda *_: None,
    *,
    when: Callable[..., bool] | None = None,
) -> Callable[..., Any]:
    """Whoever calls it dies of ``error``: always, or as often as ``when`` says so; else it is ``function`` as it is."""

    def called(*given: Any, **named: Any) -> Any:
        if when is None or when(*given):
            raise error
        return function(*given, **named)

    return _honest(called)


def _honest(function: Callable[..., Any]) -> Callable[..., Any]:
    function.__dict__[_HONEST] = True
    return function


def _checked(patch: pytest.MonkeyPatch, target: Any, *rest: Any, **named: Any) -> None:
    """As ``MonkeyPatch.setattr``: of a target and a name, or of one dotted name; then what to put there."""
    now = resolve_name(target) if isinstance(target, str) else getattr(target, rest[0], None)
    new = rest[0] if isinstance(target, str) else rest[1]
    if _is_ours(now) and not hasattr(new, _HONEST):
        raise AssertionError(f"{now} is code of ours, and a test would answer in its place: see {__name__}.")
    _set(patch, target, *rest, **named)


def _is_ours(thing: object) -> bool:
    return callable(thing) and str(getattr(thing, "__module__", "")).startswith("bluelamp.")


def pytest_configure(config: pytest.Config) -> None:
    pytest.MonkeyPatch.setattr = _checked  # type: ignore[method-assign, assignment] # every way to it is this one
