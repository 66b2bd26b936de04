"""What a place is, for every room that shows, searches or stores one."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class PlaceKind(StrEnum):
    POSTCODE = "postcode"
    SECTOR = "sector"  # B1 1: several hundred addresses
    OUTCODE = "outcode"  # B1: the first half of a postcode
    AREA = "area"  # lower-layer super output area: about 1,500 people
    WARD = "ward"
    TOWN = "town"
    DISTRICT = "district"


@dataclass(frozen=True, slots=True)
class Place:
    """A named position.

    ``latitude`` and ``longitude`` are WGS84 degrees. ``metres`` says honestly how far from that point the
    thing named may lie: rounding for a postcode, the reach of the whole for an area, ward or district.
    """

    kind: PlaceKind
    code: str  # E01…, E05…, E08… from the Office for National Statistics, or the name where there is none
    name: str
    latitude: float
    longitude: float
    within: str  # the larger place, for telling two of the same name apart
    metres: int

    @property
    def label(self) -> str:
        """The name as shown in a list of choices: ``Ladywood, Birmingham``."""
        return f"{self.name}, {self.within}" if self.within else self.name


class Geocoder(Protocol):
    """The seam where another gazetteer (a force's own, a national one) can be put in.

    Every implementation passes ``tests/contract/geocoder.py``.
    """

    def find_postcode(self, text: str) -> Place | None:
        """The place of a full postcode however it is typed; ``None`` when it is malformed or not held."""

    def find_places(self, text: str, limit: int = 10) -> Sequence[Place]:
        """Places whose name is like ``text``, best first, at most ``limit``; misspellings are tolerated."""
