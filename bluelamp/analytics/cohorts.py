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


@dataclass(frozen=True, slots=True)
class Stamped:
    """Files of rows by the month of each: staged rows lie in no folder that says it."""

    files: Mapping[str, str]

    def values(self, name: str) -> dict[str, Value]:
        return {name: list(self.files), f"{name}_months": [number_of(month) for month in self.files.values()]}


def cohorts_from(street: Stamped, outcomes: Stamped, *, is_dated: bool, target: str) -> Query:
    """Write the cohorts of one force: basis, month (a number), district, crime_type, ending, delay (months), n.

    ``dated`` rows count the reports by their first ending and the months between the two stamps; none is -1. ``last``
    rows count them by the last outcome that stood beside the report, of which nobody knows when it came. A report that
    stands in the files twice counts once, in its first month; one without an id counts nowhere. ``is_dated`` when
    months of outcomes are held, were they ever so empty.
    """
    names = ranked()
    dated = (
        "SELECT $dated AS basis, stamp, lsoa_name, crime_type, ending, delay, sum(n) AS n FROM ("
        f"SELECT stamp, lsoa_name, crime_type, coalesce(key % {_ROOM}, -1) AS ending, 1 AS n, "
        f"CASE WHEN key IS NULL THEN -1 ELSE greatest(key // {_ROOM} - stamp, 0) END AS delay "
        "FROM reported LEFT JOIN ended USING (id)"
        ") GROUP BY ALL"
    )
    last = (
        f"SELECT $last AS basis, stamp, lsoa_name, crime_type, coalesce(known.ending, {_OTHER}) AS ending, "
        "-1 AS delay, count(*) AS n FROM reported LEFT JOIN known ON lower(last_outcome) = known.name "
        "WHERE last_outcome IS NOT NULL GROUP BY ALL"
    )
    ended = (
        f"SELECT hash(crime_id) AS id, min(stamp * {_ROOM} + coalesce(known.ending, {_OTHER})) AS key "
        f"FROM {_rows('outcomes')} LEFT JOIN known ON lower(outcome_type) = known.name "
        "WHERE crime_id IS NOT NULL AND coalesce(known.ending, 0) >= 0 GROUP BY ALL"
        if outcomes.files
        else "SELECT NULL::UBIGINT AS id, NULL::BIGINT AS key WHERE false"
    )
    return Query(
        "COPY (WITH known AS MATERIALIZED (SELECT unnest($names) AS name, unnest($endings) AS ending), "
        f"ended AS ({ended}), "
        "reported AS MATERIALIZED (SELECT hash(crime_id) AS id, min(stamp) AS stamp, min(lsoa_name) AS lsoa_name, "
        f"min(crime_type) AS crime_type, min(last_outcome) AS last_outcome FROM {_rows('street')} "
        "WHERE crime_id IS NOT NULL GROUP BY ALL) "
        f"SELECT basis, stamp AS month, {DISTRICT}, crime_type, ending::TINYINT AS ending, delay::SMALLINT AS delay, "
        f"sum(n)::BIGINT AS n FROM ({f'{dated} UNION ALL ' if is_dated else ''}{last}) "
        f"GROUP BY ALL ORDER BY crime_type, district, month, basis, ending, delay) TO {literal(target)} ({PARQUET})",
        {
            **street.values("street"),
            **(outcomes.values("outcomes") if outcomes.files and is_dated else {}),
            **({"dated": Basis.DATED.value} if is_dated else {}),
            "last": Basis.LAST.value,
            "names": list(names),
            "endings": list(names.values()),
        },
    )


def _rows(name: str) -> str:
    return (
        f"read_parquet(${name}, filename=true, hive_partitioning=false) "
        f"JOIN (SELECT unnest(${name}) AS filename, unnest(${name}_months) AS stamp) USING (filename)"
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
        f"SELECT district, force, sum(n)::BIGINT FROM {_held()} WHERE district <> '' GROUP BY ALL", {"files": files}
    )


def fates(
    files: Sequence[str], cohorts: Sequence[Cohort], *, crime_type: str, district: str, force: str, most: int
) -> Query:
    """Rows (in the district, in the force, basis, ending, delay, reports, first month, last month, forces).

    Delays over ``most`` months are one.
    """
    return Query(
        "SELECT force = $force AND district = $district, force = $force, basis, ending, "
        "least(delay, $most + 1) AS delay, sum(n)::BIGINT, min(month), max(month), list(DISTINCT force) "
        f"FROM {_held()} "
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
