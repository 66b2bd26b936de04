"""Finding people by misspelt names among a million, in two stages.

First the nearest words of the vocabulary: by shared letter groups (pg_trgm), by sound (double metaphone), by one
letter wrong anywhere (SymSpell), by fond and short forms. Then those who bear such a pair of names. A plain
trigram search over people needs 30 times as long; bench/name_search.py measures both.
"""

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from psycopg.types.json import Jsonb

from bluelamp.records.models import Link
from bluelamp.records.names import readings
from bluelamp.records.types import Born

_WORDS = """
WITH asked AS MATERIALIZED (
    SELECT n, given, family, cost, forms, family_sounds, given_sounds,
           records_name_near(family) AS family_near, records_name_near(given) AS given_near
    FROM (SELECT n, records_name_key(given) AS given, records_name_key(family) AS family, cost,
                 ARRAY(SELECT jsonb_array_elements_text(forms)) AS forms
          FROM jsonb_to_recordset(%(asked)s) AS a (n int, given text, family text, cost float8, forms jsonb)
          LIMIT 8) AS a,  -- never so many: it keeps the planner from expecting a hundred
         records_name_sounds(family) AS family_sounds, records_name_sounds(given) AS given_sounds
),
families AS (
    SELECT n, key, score
    FROM asked CROSS JOIN LATERAL (
        SELECT key, records_name_score(key, family, near, family_near, sounds, family_sounds) AS score
        FROM records_familyname
        WHERE key = family OR key %% family OR near && family_near OR sounds && family_sounds
        ORDER BY score DESC, key LIMIT 40
    ) AS word WHERE family <> ''
),
givens AS (
    SELECT n, key, score
    FROM asked CROSS JOIN LATERAL (
        SELECT key, greatest(records_name_score(key, given, near, given_near, sounds, given_sounds),
                             CASE WHEN key = ANY (forms) THEN 0.85 END) AS score
        FROM records_givenname
        WHERE key = given OR key = ANY (forms) OR key %% given OR near && given_near OR sounds && given_sounds
        ORDER BY score DESC, key LIMIT 25
    ) AS word WHERE given <> ''
)
"""

# Somebody recorded with one name only still answers to both, but less.
_PAIRS = """
SELECT f.key AS family, g.key AS given, max(0.6 * f.score + 0.4 * g.score - asked.cost) AS score
FROM asked
JOIN (TABLE families UNION ALL SELECT n, '', 0.2 FROM asked) AS f USING (n)
JOIN (TABLE givens UNION ALL SELECT n, '', 0.2 FROM asked) AS g USING (n)
WHERE asked.family <> '' AND asked.given <> '' AND (f.key <> '' OR g.key <> '')
GROUP BY f.key, g.key
UNION ALL SELECT key, NULL, score - cost FROM families JOIN asked USING (n) WHERE given = ''
UNION ALL SELECT NULL, key, score - cost FROM givens JOIN asked USING (n) WHERE family = ''
ORDER BY score DESC LIMIT 600
"""

# What the asker may not see is left out before anything is counted or cut off; OFFSET 0 keeps that a look-up for
# each person met, however many the asker could see. Without a birth date the pairs come best first and the scan
# ends with the first people found. With one, everybody born on that day is compared as well, whatever their names
# have in common with the vocabulary found: there are but forty or so to a million.
_PEOPLE = """
, named AS (
    SELECT bearer.person_id, pair.score + bearer.born AS score
    FROM ({pairs}) AS pair CROSS JOIN LATERAL (
        SELECT person_id, born
        FROM (
            SELECT person_id, records_born_score(born_from, born_to, %(born_from)s, %(born_to)s) AS born
            FROM (
                SELECT * FROM records_namekey WHERE family = pair.family AND given = pair.given
                UNION ALL SELECT * FROM records_namekey WHERE pair.given IS NULL AND family = pair.family
                UNION ALL SELECT * FROM records_namekey WHERE pair.family IS NULL AND given = pair.given
            ) AS either
        ) AS k
        WHERE born IS NOT NULL AND {seen}
        LIMIT %(most)s
    ) AS bearer
    ORDER BY {order} DESC LIMIT %(most)s
),
dated AS (
    SELECT k.person_id, alike.score + records_born_score(born_from, born_to, %(born_from)s, %(born_to)s) AS score
    FROM records_namekey AS k
    LEFT JOIN records_familyname AS f ON f.key = k.family
    LEFT JOIN records_givenname AS g ON g.key = k.given
    CROSS JOIN asked
    CROSS JOIN LATERAL (
        SELECT coalesce(records_name_score(f.key, asked.family, f.near, family_near, f.sounds, family_sounds), 0)
                   * CASE WHEN asked.given = '' THEN 1 WHEN asked.family = '' THEN 0 ELSE 0.6 END
               + coalesce(greatest(
                       records_name_score(g.key, asked.given, g.near, given_near, g.sounds, given_sounds),
                       CASE WHEN g.key = ANY (forms) THEN 0.85 END), 0)
                   * CASE WHEN asked.family = '' THEN 1 WHEN asked.given = '' THEN 0 ELSE 0.4 END
               - cost AS score
    ) AS alike
    WHERE k.born_from = ANY (%(days)s) AND k.born_to = k.born_from AND alike.score > 0.45 AND {seen}
)
SELECT person_id, max(score) AS score
FROM (TABLE named UNION ALL TABLE dated) AS found
GROUP BY person_id HAVING max(score) >= %(least)s ORDER BY score DESC, person_id LIMIT %(limit)s
"""
_KEYS_PER_PERSON = 4  # a person of double names may be met under several


def search(
    *, name: str, born: date | Born | None, links: "QuerySet[Link] | None", limit: int, least: float = 0.0
) -> list[UUID]:
    """The ids of people who may be meant, best first.

    ``links`` are those the asker may see: people without one are left out. ``None``: everybody. ``least``: the score
    below which nobody is named; 1 is both names as asked, a birth date that fits adds 0.3.
    """
    span = Born.on(born) if isinstance(born, date) else born
    parameters: dict[str, Any] = {
        "asked": Jsonb([{"n": n} | asdict(meant) for n, meant in enumerate(readings(name))]),
        "born_from": span and span.earliest,
        "born_to": span and span.latest,
        "days": _days(span),
        "limit": limit,
        "least": least,
        "most": limit * _KEYS_PER_PERSON,
    }
    seen = "TRUE" if links is None else _seen(links, parameters)
    order = "score" if span else "pair.score"
    with connection.cursor() as cursor:
        cursor.execute(_WORDS + _PEOPLE.format(pairs=_PAIRS, seen=seen, order=order), parameters)
        return [person for person, _score in cursor.fetchall()]


def _days(span: Born | None) -> list[date]:
    """An exact day, and the day with its month and day exchanged."""
    if span is None or span.exact is None:
        return []
    day = span.exact
    return [day, day.replace(month=day.day, day=day.month)] if day.day <= 12 else [day]  # months


def _seen(links: "QuerySet[Link]", parameters: dict[str, Any]) -> str:
    """The condition that person ``k`` is the source of one of ``links``; adds its values to ``parameters``."""
    try:
        statement, values = links.values("source_id").query.sql_with_params()
    except EmptyResultSet:  # Django knows before asking that this actor sees nothing
        return "FALSE"
    named = {f"seen_{n}": value for n, value in enumerate(values)}
    parameters.update(named)
    statement = statement % tuple(f"%({key})s" for key in named)
    return f"EXISTS (SELECT FROM ({statement}) AS link WHERE link.source_id = k.person_id OFFSET 0)"
