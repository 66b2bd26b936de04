"""What loading takes and gives, and what the public pages show. No Django here."""

from dataclasses import dataclass

from bluelamp.analytics.enums import Basis, Ending, Kind, Level, Withheld
from bluelamp.core.places import Place


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """What is loaded and replaced as one: one kind of data of one force for one month (YYYY-MM)."""

    kind: Kind
    force: str
    month: str

    @property
    def key(self) -> str:
        return f"{self.kind}/{self.force}/{self.month}"

    @classmethod
    def of(cls, key: str) -> "Unit":
        kind, force, month = key.split("/")
        return cls(Kind(kind), force, month)


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that was not loaded, or a whole file (``rows`` says how many rows it stands for)."""

    file: str
    line: int  # counted from 1, the header being line 1
    reason: str
    text: str = ""  # the row as it stands in the file, cut at 4,000 characters
    rows: int = 1


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file. ``state``: loaded, replaced, unchanged, refused."""

    file: str
    state: str
    rows: int
    loaded: int
    rejected: int
    said: str = ""  # why it was refused; which columns were left out


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """``rows`` were read, of which ``loaded`` + ``rejected``; files loaded before are not read again."""

    load_id: str
    files: tuple[FileOutcome, ...]
    seconds: float

    @property
    def rows(self) -> int:
        return sum(f.rows for f in self.files)

    @property
    def loaded(self) -> int:
        return sum(f.loaded for f in self.files)

    @property
    def rejected(self) -> int:
        return sum(f.rejected for f in self.files)

    @property
    def refused(self) -> tuple[FileOutcome, ...]:
        return tuple(f for f in self.files if f.state == "refused")


@dataclass(frozen=True, slots=True)
class TypeCount:
    """``count`` records of a crime type in the period, and in the latest month held."""

    crime_type: str
    count: int
    latest: int


@dataclass(frozen=True, slots=True)
class MonthCount:
    """``count`` is ``None`` for a month of which nothing is held: that is not zero."""

    month: str
    count: int | None


@dataclass(frozen=True, slots=True)
class PointCount:
    """Records on one anonymous map point, in WGS84 degrees."""

    latitude: float
    longitude: float
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class CellCount:
    """Records on the map points inside one H3 cell."""

    cell: str
    count: int


@dataclass(frozen=True, slots=True)
class AreaCrime:
    """Recorded crime in an area, as published: counts only, nothing about one crime or person."""

    place: Place
    metres: int | None  # radius of the circle counted; ``None`` when it is the whole district
    months: tuple[str, ...]  # held for this area, oldest first
    latest_month: str  # "" when nothing is held
    loaded_on: str  # date (ISO) on which the latest month came in; "" when nothing is held
    forces: tuple[str, ...]  # names
    total: int
    by_type: tuple[TypeCount, ...]  # most first
    by_month: tuple[MonthCount, ...]  # oldest first, no month left out
    points: tuple[PointCount, ...]  # most first, the first ``MOST_POINTS``
    points_left_out: int
    cells: tuple[CellCount, ...]
    cell_resolution: int
    without_place: int  # records of these forces and months that were published without a position

    @property
    def held(self) -> bool:
        """Whether any crime is held for this area; if not, nothing is known, which is not the same as none."""
        return bool(self.months)


@dataclass(frozen=True, slots=True)
class OutcomeArea:
    """A district as the published figures name it, with the force that reports it; or a whole force, or all of them."""

    code: str  # "" for all that is held
    name: str
    force: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True)
class EndingShare:
    """How many of the reports ended so; ``low`` and ``high`` are Wilson's 95% interval of the ``share``."""

    ending: Ending
    count: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Stage:
    """Where reports stood by the end of the ``months``-th calendar month after the month of the report.

    ``None``: when the figures were published, at least a year later. The last of the shares is still open; they add up
    to all.
    """

    months: int | None
    shares: tuple[EndingShare, ...]

    def share(self, ending: Ending) -> EndingShare:
        """The share that ended so."""
        return next(one for one in self.shares if one.ending is ending)


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """What happened to reports of a type. Counts only; nothing about one of them."""

    crime_type: str
    area: OutcomeArea  # whose reports were counted
    level: Level
    narrowest: Level  # what was asked for; never wider than ``level``
    basis: Basis
    cases: int
    first_month: str  # months of the reports counted
    last_month: str
    stages: tuple[Stage, ...]
    forces: tuple[str, ...]  # names
    invented: bool  # made for a demonstration, about no real report

    @property
    def widened(self) -> bool:
        """Whether there were too few where it was asked for."""
        return self.level is not self.narrowest


@dataclass(frozen=True, slots=True)
class NoRecord:
    """That nothing is said about a type, and why."""

    crime_type: str
    why: Withheld
