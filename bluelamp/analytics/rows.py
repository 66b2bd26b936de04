"""The rules a row must pass, made for one file: checks by column, and the unit each row belongs to."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import itemgetter

from bluelamp.analytics import checks, forces
from bluelamp.analytics.enums import Kind
from bluelamp.analytics.errors import Unreadable
from bluelamp.analytics.layouts import Header
from bluelamp.analytics.sources import Source
from bluelamp.core.clock import LONDON

_PUBLISHED = re.compile(r"(\d{4}-\d{2})-(.+)-(street|outcomes|stop-and-search)\.csv(\.gz)?", re.IGNORECASE)
_MEMORY = 50_000  # judged values kept per check: published points repeat, so most rows are looked up
_NEW = "not judged yet"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Named:
    """What a file's name (or the person loading it) says: blanks are for the rows to say."""

    kind: Kind | None
    force: str
    month: str


def named(source: Source, *, force: str = "") -> Named:
    """Read the published name, such as 2017-07-west-yorkshire-street.csv. Raises ``Unreadable``."""
    found = _PUBLISHED.fullmatch(source.name)
    if not found:
        return Named(None, force, "")
    month, slug, kind = found[1], found[2].lower(), Kind(found[3].lower())
    if not forces.is_slug(slug) or checks.month_check("9999-12")(month):
        raise Unreadable(f"Its name, {source.name[:100]}, does not begin with a month and a force.")
    if force and force != slug:
        raise Unreadable(f"Its name says {forces.name_of(slug)}, but --force says {forces.name_of(force)}.")
    return Named(kind, slug, month)


class Judged:
    """Columns judged together, remembering what was said: rows repeat each other's points and categories.

    ``positions`` say which columns, counted from 0. Safe to share between threads.
    """

    def __init__(self, positions: Sequence[int], column_checks: Sequence[checks.Check]) -> None:
        self.positions = tuple(positions)
        self._checks = column_checks
        self.memory: dict[tuple[str, ...], str | None] = {}

    def reason(self, values: tuple[str, ...]) -> str | None:
        """What is wrong with the values of these columns, or ``None``."""
        said = self.memory.get(values, _NEW)
        return said if said is not _NEW else self._judge(values)

    def _judge(self, values: tuple[str, ...]) -> str | None:
        if len(self.memory) >= _MEMORY:
            self.memory.clear()
        said = self.memory[values] = self.first_reason(values)
        return said

    def first_reason(self, values: tuple[str, ...]) -> str | None:
        """The sentence of the first check that has one."""
        reasons = (check(value) for check, value in zip(self._checks, values, strict=False))
        return next(filter(None, reasons), None)


class _JudgedPlace(Judged):
    """Longitude and latitude, which are right or wrong together, before what stands beside them."""

    def first_reason(self, values: tuple[str, ...]) -> str | None:
        return checks.coordinates(values[0], values[1]) or super().first_reason(values)


class Rules:
    """Judges rows of one file. ``force`` and ``month`` of ``named`` hold for every row when they are given.

    ``unit`` is the force and month of every row, or ``None`` when each row has its own: then ``unit_from`` says
    it from the values of the columns at ``unit_positions``.
    """

    def __init__(self, header: Header, named: Named, *, today: date, folder: str) -> None:
        self.header, self._named = header, named
        self.groups = list(self._judged(today))
        self._picks = [(_picker(group.positions), group.reason) for group in self.groups]
        self._force = self._settle_force(folder)
        at = header.positions
        month_at = [] if named.month else [at["month"] if "month" in at else at["at_utc"]]
        self.unit_positions = (*month_at, *([] if self._force else [at["reported_by"]]))
        self.unit = None if self.unit_positions else (self._force, named.month)

    def reason(self, fields: Sequence[str]) -> str | None:
        """Why this row cannot be loaded, or ``None``."""
        if len(fields) != self.header.width:
            return _wrong_width(fields, self.header.width)
        for pick, reason in self._picks:
            said = reason(pick(fields))
            if said is not None:
                return said
        return None

    def unit_from(self, values: Sequence[str]) -> tuple[str, str]:
        """Force and month of rows that have no reason against them, from their values at ``unit_positions``."""
        month = self._named.month or (values[0] if "month" in self.header.positions else _london_month(values[0]))
        return self._force or forces.slug_of(values[-1]) or "", month

    def _judged(self, today: date) -> Iterator[Judged]:
        at, column_checks = self.header.positions, self._column_checks(today)
        where = [at[key] for key in ("longitude", "latitude", "lsoa_code") if key in at]
        beside = [_fine, _fine, checks.lsoa_code]
        for keys in (set(column_checks) - {"at_utc"}, {"at_utc"} & set(column_checks)):
            chosen = [key for key in column_checks if key in keys]
            if chosen:
                yield Judged([at[key] for key in chosen], [column_checks[key] for key in chosen])
        if "longitude" in at:
            yield _JudgedPlace(where, beside)
        elif where:
            yield Judged(where, [checks.lsoa_code])

    def _settle_force(self, folder: str) -> str:
        if self._named.force:
            return self._named.force
        if "reported_by" in self.header.positions:
            return ""
        if forces.is_known(folder):
            return folder
        raise Unreadable("It does not say which force it is from. Say so with --force, like --force west-yorkshire.")

    def _column_checks(self, today: date) -> dict[str, checks.Check]:
        month, named_month = checks.month_check(f"{today:%Y-%m}"), self._named.month
        every: dict[str, checks.Check] = {
            "month": _this_month(month, named_month) if named_month else month,
            "at_utc": _within(named_month, today),
            "crime_type": checks.label_check("crime type"),
            "outcome_type": checks.label_check("outcome type"),
            "last_outcome": checks.optional(checks.label_check("last outcome")),
            "search_type": checks.label_check("type of search"),
            "part_of_operation": checks.flag_check("Part of a policing operation"),
            "outcome_linked": checks.flag_check("Outcome linked to object of search"),
            "clothing_removed": checks.flag_check("Removal of more than just outer clothing"),
        }
        if not self._named.force and "reported_by" in self.header.positions:
            every["reported_by"] = _known_force
        return {key: check for key, check in every.items() if key in self.header.positions}


def _picker(positions: Sequence[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    if len(positions) > 1:
        return itemgetter(*positions)
    (at,) = positions
    return lambda fields: (fields[at],)


def _fine(_value: str) -> str | None:
    return None


def _this_month(check: checks.Check, month: str) -> checks.Check:
    def judge(value: str) -> str | None:
        if value == month:
            return None
        return check(value) or f"The month {value} is not the month of the file, {month}."

    return judge


def _within(month: str, today: date) -> checks.Check:
    """A moment in the file's month, give or take a day: some forces publish local time as if it were UTC."""

    def judge(value: str) -> str | None:
        said = checks.moment(value)
        if said:
            return said
        at = datetime.fromisoformat(value)
        if at.date() > today + _DAY:
            return f"The date {value} is in the future."
        if month and month not in {f"{at + step:%Y-%m}" for step in (-_DAY, timedelta(), _DAY)}:
            return f"The date {value} is not in the month of the file, {month}."
        return None

    return judge


def _known_force(value: str) -> str | None:
    if forces.slug_of(value):
        return None
    return f"“Reported by” is {checks.quoted(value)}, not the name of a force. Say which with --force."


def _london_month(value: str) -> str:
    return f"{datetime.fromisoformat(value).astimezone(LONDON):%Y-%m}"


def _wrong_width(fields: Sequence[str], expected: int) -> str:
    if not any(fields) and len(fields) <= 1:
        return "The line is empty."
    few = "few" if len(fields) < expected else "many"
    return f"Too {few} fields: {len(fields)} instead of the {expected} in the header."
