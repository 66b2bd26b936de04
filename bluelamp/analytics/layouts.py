"""The three layouts of data.police.uk, and how a file's header is matched to one.

Columns and meanings: data.police.uk/about, "CSV downloads". Other headers are read through a column map.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bluelamp.analytics.enums import Kind
from bluelamp.analytics.errors import Unreadable

TEXT = "nullif({0}, '')"
DEGREES = "CAST(nullif({0}, '') AS DOUBLE)"
FLAG = "CAST(lower(nullif({0}, '')) AS BOOLEAN)"
MOMENT_UTC = "CAST({0} AS TIMESTAMPTZ) AT TIME ZONE 'UTC'"
MOST_COLUMNS = 200
_NOT_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Column:
    """``title`` as published, ``key`` as kept in the warehouse, ``sql`` from text to what is kept."""

    title: str
    key: str
    sql: str = TEXT


@dataclass(frozen=True, slots=True)
class Layout:
    """``needed`` are the keys without which a file read through a column map is useless."""

    kind: Kind
    columns: tuple[Column, ...]
    needed: frozenset[str]
    extra: tuple[Column, ...] = ()  # not published, but kept when a column map names them

    @property
    def titles(self) -> frozenset[str]:
        return frozenset(c.title for c in self.columns)

    def column(self, name: str) -> Column | None:
        """The column with a published title or key, in any case and punctuation."""
        plain = _plain(name)
        return next((c for c in (*self.columns, *self.extra) if plain in (_plain(c.title), c.key)), None)


_WHERE = (
    Column("Longitude", "longitude", DEGREES),
    Column("Latitude", "latitude", DEGREES),
    Column("Location", "location"),
    Column("LSOA code", "lsoa_code"),
    Column("LSOA name", "lsoa_name"),
)
_CRIME = (
    Column("Crime ID", "crime_id"),
    Column("Month", "month"),
    Column("Reported by", "reported_by"),
    Column("Falls within", "falls_within"),
    *_WHERE,
)
STREET = Layout(
    Kind.STREET,
    (
        *_CRIME,
        Column("Crime type", "crime_type"),
        Column("Last outcome category", "last_outcome"),
        Column("Context", "context"),
    ),
    needed=frozenset({"month", "crime_type", "longitude", "latitude"}),
)
OUTCOMES = Layout(
    Kind.OUTCOMES,
    (*_CRIME, Column("Outcome type", "outcome_type")),
    needed=frozenset({"month", "outcome_type"}),
)
STOP_AND_SEARCH = Layout(
    Kind.STOP_AND_SEARCH,
    (
        Column("Type", "search_type"),
        Column("Date", "at_utc", MOMENT_UTC),
        Column("Part of a policing operation", "part_of_operation", FLAG),
        Column("Policing operation", "operation"),
        Column("Latitude", "latitude", DEGREES),
        Column("Longitude", "longitude", DEGREES),
        Column("Gender", "gender"),
        Column("Age range", "age_range"),
        Column("Self-defined ethnicity", "self_defined_ethnicity"),
        Column("Officer-defined ethnicity", "officer_defined_ethnicity"),
        Column("Legislation", "legislation"),
        Column("Object of search", "object_of_search"),
        Column("Outcome", "outcome"),
        Column("Outcome linked to object of search", "outcome_linked", FLAG),
        Column("Removal of more than just outer clothing", "clothing_removed", FLAG),
    ),
    needed=frozenset({"search_type", "at_utc"}),
    extra=(Column("LSOA code", "lsoa_code"),),
)
LAYOUTS: Mapping[Kind, Layout] = {layout.kind: layout for layout in (STREET, OUTCOMES, STOP_AND_SEARCH)}


@dataclass(frozen=True, slots=True)
class Header:
    """A file's header understood: where each kept column stands, and which columns are left out."""

    layout: Layout
    width: int
    positions: Mapping[str, int]
    left_out: tuple[str, ...] = ()


def parse_map(text: str) -> dict[str, str]:
    """``OURS=THEIRS,OURS=THEIRS`` as a dictionary. Raises ``Unreadable`` saying what is wrong."""
    pairs = []
    for part in text.split(","):
        ours, _, theirs = (piece.strip() for piece in part.partition("="))
        if not ours or not theirs:
            raise Unreadable(
                f"“{part.strip()}” is not a pair like Crime type=OFFENCE: our column, =, the file's column.",
                field="columns",
            )
        pairs.append((ours, theirs))
    return _distinct(pairs)


def read_map(text: str) -> dict[str, str]:
    """A JSON object of our columns and the file's, for headers that hold commas. Raises ``Unreadable``."""
    try:
        content = json.loads(text)
    except ValueError as error:
        raise Unreadable("The file of columns is not JSON.", field="columns") from error
    if not isinstance(content, dict) or not content or not all(isinstance(v, str) for v in content.values()):
        raise Unreadable('The file of columns must be like {"Crime type": "OFFENCE"}.', field="columns")
    return _distinct(list(content.items()))


def _distinct(pairs: list[tuple[str, str]]) -> dict[str, str]:
    for names in ([_plain(ours) for ours, _ in pairs], [theirs for _, theirs in pairs]):
        twice = [name for name in names if names.count(name) > 1]
        if twice:
            raise Unreadable(f"“{twice[0]}” is named twice.", field="columns")
    return dict(pairs)


def understand(header: Sequence[str], *, columns: Mapping[str, str] | None = None, kind: Kind | None = None) -> Header:
    """Match a header to a layout: exactly as published, or through a map of our names to the file's.

    ``kind`` narrows the choice when the file's name says it. Raises ``Unreadable``.
    """
    titles = [title.strip() for title in header]
    if len(titles) > MOST_COLUMNS:
        raise Unreadable(f"It has more than {MOST_COLUMNS} columns.", field="columns")
    twice = sorted({t for t in titles if titles.count(t) > 1})
    if twice:
        raise Unreadable(f"The column “{twice[0]}” stands in the header more than once.", field="columns")
    return _published(titles, kind) if columns is None else _mapped(titles, columns, kind)


def _published(titles: list[str], kind: Kind | None) -> Header:
    layouts = [LAYOUTS[kind]] if kind else list(LAYOUTS.values())
    for layout in layouts:
        if layout.titles == set(titles):
            positions = {c.key: titles.index(c.title) for c in layout.columns}
            return Header(layout, len(titles), positions)
    nearest = max(layouts, key=lambda layout: len(layout.titles & set(titles)))
    raise Unreadable(_difference(titles, nearest), field="columns")


def _difference(titles: list[str], layout: Layout) -> str:
    unknown = [title for title in titles if title not in layout.titles]
    missing = [c.title for c in layout.columns if c.title not in titles]
    said = [f"These are not the columns of a data.police.uk {layout.kind} file."]
    if unknown:
        said.append(f"Unknown: {_listed(unknown)}.")
    if missing:
        said.append(f"Missing: {_listed(missing)}.")
    near = [(u, m) for u in unknown for m in get_close_matches(u, missing, n=1)]
    if near:
        said.append(f"Did “{near[0][0]}” mean “{near[0][1]}”?")
    return " ".join([*said, "To read other columns, name them with --columns."])


def _mapped(titles: list[str], columns: Mapping[str, str], kind: Kind | None) -> Header:
    layout, pairs = _choose([LAYOUTS[kind]] if kind else list(LAYOUTS.values()), titles, columns)
    absent = [theirs for theirs in columns.values() if theirs not in titles]
    if absent:
        raise Unreadable(f"The file has no column {_listed(absent)}. It has {_listed(titles)}.", field="columns")
    missing = sorted(layout.needed - pairs.keys())
    if missing:
        wanted = _listed([c.title for c in layout.columns if c.key in missing])
        raise Unreadable(f"--columns must also say which column is {wanted}.", field="columns")
    if ("longitude" in pairs) != ("latitude" in pairs):
        raise Unreadable("--columns must name Longitude and Latitude together.", field="columns")
    positions = {key: titles.index(theirs) for key, theirs in pairs.items()}
    left_out = tuple(title for title in titles if title not in pairs.values())
    return Header(layout, len(titles), positions, left_out)


def _choose(
    layouts: Sequence[Layout], titles: Sequence[str], columns: Mapping[str, str]
) -> tuple[Layout, dict[str, str]]:
    """The layout that fits the map best, and the file's column by key: the map's, then those named as published."""
    fitting = [layout for layout in layouts if all(layout.column(ours) for ours in columns)]
    if not fitting:
        ours = next((o for o in columns if not any(layout.column(o) for layout in layouts)), next(iter(columns)))
        raise Unreadable(
            f"--columns names “{ours}”, which is not a column of ours, or not together with the others. "
            "Write our column first, then the file's, like Crime type=OFFENCE.",
            field="columns",
        )
    pairs = {layout.kind: _pairs(layout, titles, columns) for layout in fitting}
    best = max(fitting, key=lambda layout: (layout.needed <= pairs[layout.kind].keys(), len(pairs[layout.kind])))
    return best, pairs[best.kind]


def _pairs(layout: Layout, titles: Sequence[str], columns: Mapping[str, str]) -> dict[str, str]:
    named = {column.key: theirs for ours, theirs in columns.items() if (column := layout.column(ours))}
    own = {c.key: c.title for c in layout.columns if c.title in titles and c.title not in named.values()}
    return own | named


def _plain(name: str) -> str:
    return _NOT_WORD.sub("_", name.strip().lower()).strip("_")


def _listed(names: Sequence[str]) -> str:
    shown = [f"“{name[:60]}”" for name in names[:8]]
    more = f" and {len(names) - 8} more" if len(names) > 8 else ""
    return ", ".join(shown) + more
