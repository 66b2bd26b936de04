"""What a form sent, and what came of reading it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bluelamp.core.text import unturned
from bluelamp.journeys.data import Json

NUL_SHOWN = "\N{SYMBOL FOR NULL}"


class Posted:
    """Field names with the texts sent for each, exactly as sent."""

    def __init__(self, fields: Mapping[str, Sequence[str]] | None = None) -> None:
        self._fields = {name: list(values) for name, values in (fields or {}).items()}

    @classmethod
    def of(cls, *pairs: tuple[str, str | Iterable[str]]) -> "Posted":
        """From pairs; an empty text stands for a field that was left empty."""
        return cls({name: [value] if isinstance(value, str) else list(value) for name, value in pairs})

    def one(self, name: str) -> str:
        """The text of a field (the last one when it was sent twice), or ""."""
        return (self._fields.get(name) or [""])[-1]

    def many(self, name: str) -> list[str]:
        return self._fields.get(name, [])

    def text(self, name: str) -> str:
        """The text without surrounding space and marks that turn its order, and with one kind of line end."""
        return unturned(self.one(name)).replace("\r\n", "\n").replace("\r", "\n").strip()

    def shown(self) -> "Posted":
        """The same, fit to be shown again: HTML cannot hold a NUL, so it gets a visible sign."""
        return Posted({n: [v.replace("\0", NUL_SHOWN) for v in vs] for n, vs in self._fields.items()})

    def fields(self) -> dict[str, list[str]]:
        return {name: list(values) for name, values in self._fields.items()}


@dataclass(frozen=True)
class Parsed:
    """A value for the record (``None``: left empty), or an error for each field that has one, in page order."""

    value: Json = None
    errors: Mapping[str, str] = field(default_factory=dict)
