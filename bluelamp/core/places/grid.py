"""Between WGS84 (what telephones and maps speak) and the National Grid (what British records speak).

By PROJ through pyproj. Without the OSTN15 grid file, which is not shipped, PROJ uses the Helmert
transformation of Ordnance Survey's "A guide to coordinate systems in Great Britain" (section 6):
right to about 5 metres, which is far finer than an address or a map point.
"""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from bluelamp.core.errors import Invalid

if TYPE_CHECKING:
    from pyproj import Transformer

_SQUARES = "ABCDEFGHJKLMNOPQRSTUVWXYZ"  # 5 by 5, no I
_WGS84 = 4326
_BRITISH_GRID = 27700
_SQUARE_METRES = 100_000
EAST_MAX, NORTH_MAX = 700_000, 1_300_000


class GridPoint(NamedTuple):
    """Metres east and north of the National Grid's false origin."""

    east: float
    north: float


class Position(NamedTuple):
    """WGS84 degrees."""

    latitude: float
    longitude: float


def to_grid(latitude: float, longitude: float) -> GridPoint:
    """Eastings and northings, in metres, of WGS84 degrees. Raises ``Invalid`` outside Great Britain."""
    east, north = _transformer(_WGS84, _BRITISH_GRID).transform(longitude, latitude)
    return _on_grid(east, north)


def to_position(east: float, north: float) -> Position:
    """WGS84 degrees of eastings and northings in metres. Raises ``Invalid`` outside Great Britain."""
    point = _on_grid(east, north)
    longitude, latitude = _transformer(_BRITISH_GRID, _WGS84).transform(point.east, point.north)
    return Position(latitude, longitude)


def grid_reference(east: float, north: float, *, digits: int = 6) -> str:
    """A reference such as ``SP 066 868``: ``digits`` (2 to 10, even) of which 6 give the 100 m square."""
    if digits not in range(2, 11, 2):
        raise ValueError("A grid reference has 2, 4, 6, 8 or 10 digits.")
    point = _on_grid(east, north)
    column, row = int(point.east) // _SQUARE_METRES, int(point.north) // _SQUARE_METRES
    first = _SQUARES[(3 - row // 5) * 5 + column // 5 + 2]
    second = _SQUARES[(4 - row % 5) * 5 + column % 5]
    half = digits // 2
    unit = 10 ** (5 - half)
    e, n = int(point.east) % _SQUARE_METRES // unit, int(point.north) % _SQUARE_METRES // unit
    return f"{first}{second} {e:0{half}d} {n:0{half}d}"


def parse_grid_reference(text: str, *, field: str = "grid_reference") -> GridPoint:
    """The south-west corner, in metres, of a reference such as ``SP 066 868``; raises ``Invalid``."""
    letters = "".join(text.split()).upper()
    square, figures = letters[:2], letters[2:]
    usable = figures.isascii() and figures.isdigit() and len(figures) in range(2, 11, 2)
    if not usable or len(square) != 2 or not set(square) <= set(_SQUARES):
        raise Invalid(
            "Enter a grid reference of two letters and an even number of figures, like SP 066 868.", field=field
        )
    half = len(figures) // 2
    unit = 10 ** (5 - half)
    first, second = (_SQUARES.index(letter) for letter in square)
    column = (first % 5 - 2) * 5 + second % 5
    row = (3 - first // 5) * 5 + 4 - second // 5
    east = column * _SQUARE_METRES + int(figures[:half]) * unit
    north = row * _SQUARE_METRES + int(figures[half:]) * unit
    return _on_grid(east, north)


def _on_grid(east: float, north: float) -> GridPoint:
    if not (0 <= east <= EAST_MAX and 0 <= north <= NORTH_MAX):  # also refuses infinity and not-a-number
        raise Invalid("This place is outside Great Britain.", field="place")
    return GridPoint(east, north)


@cache
def _transformer(source: int, target: int) -> "Transformer":
    from pyproj import Transformer  # noqa: PLC0415 - loading PROJ takes longer than most commands run

    return Transformer.from_crs(source, target, always_xy=True)
