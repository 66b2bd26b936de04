"""SQL about cohorts: the reports of one month, and what had become of them after how many months.

A force has one table of cohorts, made anew when a month of it is loaded, so that nobody who asks waits for a join over
every crime. What is published of one crime (its id, its outcome) is joined for that alone: what is kept are counts by
district, crime type and month, and the page shows none of fewer than ten reports.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bluelamp.analytics.counts import DISTRICT
from bluelamp.analytics.endings import ENDINGS, ranked
from bluelamp.analytics.enums import Basis, Ending
from bluelamp.analytics.months import number_of
from bluelamp.analytics.queries import Query, Value, literal
from bluelamp.analytics.shaping import PARQUET

_OTHER = ENDINGS.index(Ending.OTHER)
_ROOM = 16  # more than there are endings
# What is known of a report is one number beside the number of its id (month, district and label, 16 bits each), and of
# its ending another: so three million reports fit into the memory that a load may take.
_MADE = """
WITH known AS MATERIALIZED (SELECT unnest($names) AS name, unnest($endings) AS ending),
published AS NOT MATERIALIZED (
  SELECT crime_id, stamp, coalesce(lsoa_name, '') AS lsoa_name, crime_type, coalesce(last_outcome, '') AS last_outcome
  FROM {street} WHERE crime_id IS NOT NULL
),
places AS MATERIALIZED (
  SELECT lsoa_name, district, dense_rank() OVER (ORDER BY district) AS place
  FROM (SELECT lsoa_name, {district} FROM published GROUP BY ALL)
),
labels AS MATERIALIZED (
  SELECT crime_type, last_outcome, row_number() OVER (ORDER BY crime_type, last_outcome) AS label,
    CASE WHEN last_outcome <> '' THEN coalesce(ending, {other}) END AS last_ending
  FROM (SELECT crime_type, last_outcome FROM published GROUP BY ALL) LEFT JOIN known ON lower(last_outcome) = name
),
reported AS (
  SELECT hash(crime_id) AS id, min((stamp << 32) + (place << 16) + label) AS pack
  FROM published JOIN places USING (lsoa_name) JOIN labels USING (crime_type, last_outcome) GROUP BY ALL
),
ended AS ({ended}),
followed AS (
  SELECT pack >> 32 AS month, (pack >> 16) & 65535 AS place, pack & 65535 AS label,
    coalesce(first % {room}, -1) AS ending,
    CASE WHEN first IS NULL THEN -1 ELSE greatest(first // {room} - (pack >> 32), 0) END AS delay, count(*) AS n
  FROM reported LEFT JOIN ended USING (id) GROUP BY ALL
),
told AS MATERIALIZED (
  SELECT month, district, crime_type, ending, last_ending, delay, n
  FROM followed JOIN labels USING (label) JOIN (SELECT DISTINCT place, district FROM places) USING (place)
)
SELECT basis, month, district, crime_type, ending::TINYINT AS ending, delay::SMALLINT AS delay, sum(n)::BIGINT AS n
FROM (
  SELECT $dated AS basis, month, district, crime_type, ending, delay, n FROM told WHERE $is_dated
  UNION ALL SELECT $last, month, district, crime_type, last_ending, -1, n FROM told WHERE last_ending IS NOT NULL
  UNION ALL SELECT '', NULL, district, '', -1, -1, n FROM told
)
GROUP BY ALL ORDER BY crime_type, district, month, basis, ending, delay
"""
_ENDED = """
  SELECT hash(crime_id) AS id, min(stamp * {room} + coalesce(ending, {other})) AS first
  FROM {outcomes} LEFT JOIN known ON lower(outcome_type) = name
  WHERE crime_id IS NOT NULL AND coalesce(ending, 0) >= 0 GROUP BY ALL
"""
_NONE_ENDED = "SELECT NULL::UBIGINT AS id, NULL::BIGINT AS first WHERE false"


@dataclass(frozen=True, slots=True)
class Stamped:
    """Files of rows by the month of each: staged rows lie in no folder that says it."""

    files: Mapping[str, str]

    def values(self, name: str) -> dict[str, Value]:
        """Parameters for ``_rows``."""
        return {name: list(self.files), f"{name}_months": [number_of(month) for month in self.files.values()]}


def cohorts_from(street: Stamped, outcomes: Stamped, *, is_dated: bool, target: str) -> Query:
    """Write the cohorts of one force: basis, month (a number), district, crime_type, ending, delay (months), n.

    ``dated`` rows count the reports by their first ending and the months between the two stamps; none is -1. ``last``
    rows count them by the last outcome that stood beside the report, of which nobody knows when it came. Rows of no
    crime type, which stand first, count a district's reports, so that finding a place reads no more. A report that
    stands in the files twice counts once, in its first month; one without an id counts nowhere. ``is_dated`` when
    months of outcomes are held, were they ever so empty.
    """
    names, told = ranked(), {"other": str(_OTHER), "room": str(_ROOM)}
    ended = _ENDED.format(outcomes=_rows("outcomes"), **told) if outcomes.files else _NONE_ENDED
    made = _MADE.format(street=_rows("street"), district=DISTRICT, ended=ended, **told)
    return Query(
        f"COPY ({made}) TO {literal(target)} ({PARQUET})",
        {
            **street.values("street"),
            **(outcomes.values("outcomes") if outcomes.files else {}),
            "is_dated": is_dated,
            "dated": Basis.DATED.value,
            "last": Basis.LAST.value,
            "names": list(names),
            "endings": list(names.values()),
        },
    )


def _rows(name: str) -> str:
    return (
        f"read_parquet(${name}, filename=true, hive_partitioning=false) "
        f"JOIN (SELECT unnest(${name}) AS filename, unnest(${name}_months)::BIGINT AS stamp) USING (filename)"
    )


@dataclass(frozen=True, slots=True)
class Cohort:
    """The reports of one force in one month (a number), on one basis."""

    force: str
    month: int
    basis: Basis


def districts_in(files: Sequence[str]) -> Query:
    """Rows (district, force, reports)."""
    return Query(
        f"SELECT district, force, sum(n)::BIGINT FROM {_held()} WHERE crime_type = '' AND district <> '' GROUP BY ALL",
        {"files": files},
    )


def fates(
    files: Sequence[str], cohorts: Sequence[Cohort], *, crime_type: str, district: str, force: str, most: int
) -> Query:
    """Rows (force, in the district of that force, basis, ending, delay, reports, first month, last month).

    Delays over ``most`` months are one.
    """
    return Query(
        "SELECT force, force = $force AND district = $district, basis, ending, least(delay, $most + 1) AS delay, "
        f"sum(n)::BIGINT, min(month), max(month) FROM {_held()} "
        "SEMI JOIN (SELECT unnest($forces) AS force, unnest($months) AS month, unnest($bases) AS basis) "
        "USING (force, month, basis) WHERE crime_type = $crime_type GROUP BY ALL",
        {
            "files": files,
            "forces": [one.force for one in cohorts],
            "months": [one.month for one in cohorts],
            "bases": [one.basis.value for one in cohorts],
            "crime_type": crime_type,
            "district": district,
            "force": force,
            "most": most,
        },
    )


def _held() -> str:
    return "read_parquet($files, hive_partitioning=true, hive_types_autocast=false)"
