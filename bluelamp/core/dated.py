"""What holds from one day to another. Law and counting rules change; what was once given keeps its meaning."""

from collections.abc import Collection
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from bluelamp.core.errors import Invalid


class Dated(Protocol):
    """``since`` is the first day, ``until`` the first day on which it no longer holds."""

    @property
    def since(self) -> date: ...

    @property
    def until(self) -> date | None: ...


class Coded(Dated, Protocol):
    """``code`` is what is kept, ``name`` what staff read."""

    @property
    def code(self) -> Any: ...

    @property
    def name(self) -> str: ...


Code = TypeVar("Code", str, int)
Thing = TypeVar("Thing", bound=Coded)


def in_use(thing: Dated, on: date) -> bool:
    """Whether it holds on a day."""
    return thing.since <= on and (thing.until is None or on < thing.until)


class Codes(Generic[Code, Thing]):
    """A list of codes, of which some can be given on a day and all keep their names.

    ``field`` and ``refused`` name what is wrong when one cannot be given. ``never`` are known, but given by nobody.
    """

    def __init__(self, things: Collection[Thing], *, field: str, refused: str, never: Collection[Code] = ()) -> None:
        self._by_code = {thing.code: thing for thing in things}
        self._field, self._refused = field, refused
        self._never: frozenset[Code] = frozenset(never)

    def given(self, code: Code, on: date) -> Thing:
        """What ``code`` means on a day; ``Invalid`` when it could not be given then."""
        found = self._by_code.get(code)
        if found is None or code in self._never or not in_use(found, on):
            raise Invalid(self._refused, field=self._field)
        return found

    def choices(self, on: date) -> list[Thing]:
        """What can be given on a day."""
        return [thing for code, thing in self._by_code.items() if code not in self._never and in_use(thing, on)]

    def known(self, code: Code) -> Thing:
        """What ``code`` was given for, also one that is no longer. ``KeyError`` for a code that is none."""
        return self._by_code[code]

    def name_of(self, code: Code) -> str:
        """The same, by name."""
        return self.known(code).name
