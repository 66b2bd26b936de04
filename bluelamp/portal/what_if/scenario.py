"""One “what if”: a kind of crime, an area and what else was said; and how it stands in an address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bluelamp.portal.what_if.circumstances import CIRCUMSTANCES, UNSAID
from bluelamp.portal.what_if.kinds import kinds
from bluelamp.portal.what_if.model import Kind

MOST = 3  # side by side; more fit on no screen
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Scenario:
    """``area`` is the code of a district or force; "" for everywhere. Never a postcode."""

    kind: Kind
    area: str = ""
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """Like ``1.wn-n--.leeds``: nothing in it says which crime to whoever does not know the list."""
        letters = "".join(one.letter(self.said.get(one.name, "")) for one in CIRCUMSTANCES)
        return ".".join((self.kind.code, letters, self.area))


def read(code: str) -> Scenario | None:
    """The scenario of a code, or ``None`` when it is none: addresses are written by anybody."""
    number, _dot, rest = code[:_LONGEST].partition(".")
    letters, _dot, area = rest.partition(".")
    kind = next((kind for kind in kinds() if kind.code == number), None)
    if kind is None or len(letters) != len(CIRCUMSTANCES):
        return None
    pairs = zip(CIRCUMSTANCES, letters, strict=True)
    said = {one.name: one.value(letter) for one, letter in pairs if letter != UNSAID}
    return Scenario(kind, area, {name: value for name, value in said.items() if value})


def read_all(codes: Iterable[str]) -> list[Scenario]:
    """The scenarios of an address, each once, the first few."""
    found = (read(code) for code in codes)
    return list({one.code: one for one in found if one is not None}.values())[:MOST]
