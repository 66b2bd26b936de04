"""The kinds of crime that somebody may ask about: one file each, data only. A new file here is a new kind.

Every module whose name does not begin with ``_`` defines ``KIND``. Names and numbers of those who help were not checked
against what they publish: the force confirms them before the page goes out, and dates ``WRITTEN`` anew.
"""

from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from bluelamp.portal.what_if.model import Kind

WRITTEN = date(2026, 11, 29)


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind, in the order in which they are offered."""
    names = sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    every = [import_module(f"{__name__}.{name}").KIND for name in names]
    return tuple(sorted(every, key=lambda kind: kind.order))


def kind(code: str) -> Kind | None:
    """The kind with this code."""
    return next((known for known in kinds() if known.code == code), None)
