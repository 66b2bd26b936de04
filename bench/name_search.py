"""How fast, and how often, misspelt people are found among many, beside one plain trigram query in the same run.

    python bench/name_search.py --people 1000000

Invents people from syllables (the same ones every time), loads them through the bulk service into a throw-away
cluster, then asks for some of them with one or two slips of the pen: by whoever may see everybody, by a supervisor
(whose every hit is checked against the matter) and by a detective with five matters. Prints p50 and p95 in
milliseconds and the share found among the first 20.
"""

# ruff: noqa: PLC0415, SIM905 - Django is imported once its settings point at the throw-away cluster; syllables are words

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from uuid import UUID

ONSETS = tuple("b c ch d f g h j k l m n p r s sh st t th tr v w y gr br cl mac o'".split())
VOWELS = tuple("a e i o u ee ea ai ou oo ie y".split())
CODAS = ("", "", *"n l r s t ck nd ng rt ll m th ph x son ton ley man".split())
ALIKE = tuple(pair.split("=") for pair in "ph=f ck=k c=k ie=y y=i ll=l ou=oo ea=ee th=t".split())
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
FAMILIES, GIVENS, MATTERS, MINE, FIRST = 60_000, 6_000, 500, 5, 20
_WHY = "It is measured how well names are found."


@dataclass(frozen=True, slots=True)
class Someone:
    id: UUID
    given: str
    family: str
    born: date


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about ``meant``, as somebody may put it."""

    meant: Someone
    name: str


def words(rng: random.Random, count: int, syllables: tuple[int, ...]) -> list[str]:
    """Distinct words that sound like names."""
    found: dict[str, None] = {}
    while len(found) < count:
        parts = (rng.choice(ONSETS) + rng.choice(VOWELS) for _ in range(rng.choice(syllables)))
        found["".join(parts) + rng.choice(CODAS)] = None
    return [word.capitalize() for word in found]


def people(count: int) -> Iterator[Someone]:
    """As many as asked for; common names are common (Zipf's law), one in 30 has a double name."""
    rng = random.Random(count)  # noqa: S311 - invented people, not secrets
    family, given = words(rng, FAMILIES, (1, 2, 2, 3)), words(rng, GIVENS, (1, 2))
    often_family = list(accumulate(1 / (rank + 20) for rank in range(FAMILIES)))
    often_given = list(accumulate(1 / (rank + 5) for rank in range(GIVENS)))
    for _ in range(count):
        name = rng.choices(family, cum_weights=often_family)[0]
        if rng.random() < 1 / 30:
            name += "-" + rng.choices(family, cum_weights=often_family)[0]
        born = date(1930, 1, 1) + timedelta(days=rng.randrange(90 * 365))
        yield Someone(
            UUID(int=rng.getrandbits(128), version=4), rng.choices(given, cum_weights=often_given)[0], name, born
        )


def slip(rng: random.Random, word: str) -> str:
    """``word`` with one slip: by ear, by finger, by eye; the first letter is not spared."""
    place = rng.randrange(len(word))
    match rng.randrange(6):
        case 0:
            heard = [(a, b) for a, b in ALIKE if a in word]
            return word.replace(*rng.choice(heard), 1) if heard else slip(rng, word)
        case 1:
            return word[:place] + word[place + 1 :] if len(word) > 2 else word + "e"
        case 2:
            return word[:place] + word[place] + word[place:]
        case 3 if len(word) > 1:
            place = min(place, len(word) - 2)
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        case 4:
            return rng.choice("abcdefghijklmnoprstw") + word[1:]
        case _:
            row = next((keys for keys in KEYS if word[place] in keys), "e")
            return word[:place] + rng.choice(row) + word[place + 1 :]


def questions(everybody: list[Someone], count: int) -> list[Asked]:
    """Always a slip in the family name, every other time one in the given name, one in ten swapped."""
    rng = random.Random(7)  # noqa: S311 - the same questions every time
    asked = []
    for meant in rng.sample(everybody, count):
        family = slip(rng, meant.family.lower())
        given = slip(rng, meant.given.lower()) if rng.random() < 0.5 else meant.given
        name = f"{family} {given}" if rng.random() < 0.1 else f"{given} {family}"
        asked.append(Asked(meant, name))
    return asked


def measure(asked: list[Asked], find: Callable[[Asked], list[UUID]]) -> dict[str, float]:
    """p50 and p95 in milliseconds and recall, after a warm-up with every tenth question."""
    for question in asked[::10]:
        find(question)
    took, found = [], 0
    for question in asked:
        start = time.perf_counter()
        ids = find(question)
        took.append((time.perf_counter() - start) * 1000)
        found += question.meant.id in ids
    p = statistics.quantiles(took, n=20)
    return {"p50_ms": round(p[9], 1), "p95_ms": round(p[18], 1), "recall_at_20": round(found / len(asked), 3)}


def load(everybody: list[Someone]) -> tuple[float, list[UUID]]:
    """Seconds taken, and the matters that people were spread over."""
    from bluelamp.core.actor import Actor
    from bluelamp.records import services
    from bluelamp.records.types import Born, PersonDetails, PersonRow

    job = Actor.job("bench")
    matters = [services.open_matter(actor=job, kind="other", title="Bench").id for _ in range(MATTERS)]
    rows = (
        PersonRow(
            details=PersonDetails(given=one.given, family=one.family, born=Born.on(one.born)),
            id=one.id,
            matter=matters[number % MATTERS],
        )
        for number, one in enumerate(everybody)
    )
    start = time.perf_counter()
    services.add_people_bulk(actor=job, rows=rows, source="bench")
    return time.perf_counter() - start, matters


def run(count: int, asked_for: int) -> dict[str, object]:
    """Everything, with a throw-away cluster already answering."""
    from django.db import connection

    from bluelamp.access.enums import Relation
    from bluelamp.access.services import involve
    from bluelamp.config.database import cluster
    from bluelamp.config.paths import STATE
    from bluelamp.config.postgres import DATABASE
    from bluelamp.core.actor import Actor, ActorKind
    from bluelamp.core.ids import new_id
    from bluelamp.core.roles import Role
    from bluelamp.ledger.enums import Purpose
    from bluelamp.ledger.reading import reading
    from bluelamp.records.selectors import find_people

    everybody = list(people(count))
    seconds, matters = load(everybody)
    job = Actor.job("bench")
    boss = Actor(ActorKind.STAFF, new_id(), frozenset({Role.SUPERVISOR}))
    detective = Actor(ActorKind.STAFF, new_id(), frozenset({Role.DETECTIVE}))
    for matter in matters[:MINE]:
        involve(actor=job, matter=matter, who=detective.id, relation=Relation.ASSIGNED)
    mine = [one for number, one in enumerate(everybody) if number % MATTERS < MINE]

    def find(actor: Actor, everywhere: Purpose | None, dated: bool) -> Callable[[Asked], list[UUID]]:
        def ask(asked: Asked) -> list[UUID]:
            born = asked.meant.born if dated else None
            return [
                one.pk
                for one in find_people(actor=actor, name=asked.name, born=born, everywhere=everywhere, reason=_WHY)
            ]

        return ask

    report: dict[str, object] = {"people": count, "load_seconds": round(seconds, 1)}
    with cluster(STATE).connect(DATABASE) as admin:
        admin.execute(
            "CREATE TABLE plain AS SELECT id, lower(given || ' ' || family) AS name, born_from FROM records_person"
        )
        admin.execute("CREATE INDEX ON plain USING gin (name gin_trgm_ops)")
        admin.execute("VACUUM ANALYZE")
        asked = questions(everybody, asked_for)

        def plain(dated: bool) -> Callable[[Asked], list[UUID]]:
            statement = "SELECT id FROM plain WHERE name %% %(name)s ORDER BY similarity(name, %(name)s)"
            statement += " + CASE WHEN born_from = %(born)s THEN 0.3 ELSE 0 END" if dated else ""
            statement += f" DESC LIMIT {FIRST}"

            def ask(asked: Asked) -> list[UUID]:
                parameters = {"name": asked.name.lower(), "born": asked.meant.born}
                return [row[0] for row in admin.execute(statement, parameters).fetchall()]

            return ask

        report["plain trigram"] = measure(asked, plain(dated=False))
        report["plain trigram, with birth date"] = measure(asked, plain(dated=True))
        with connection.cursor() as cursor:
            cursor.execute("SELECT (SELECT count(*) FROM records_familyname), (SELECT count(*) FROM records_givenname)")
            report["vocabulary"] = list(cursor.fetchone() or ())
    with reading(actor=boss, purpose=Purpose.ADMINISTRATION, action="records.record.read"):
        everywhere = Purpose.INVESTIGATION
        report["everywhere"] = measure(asked, find(boss, everywhere, dated=False))
        report["everywhere, with birth date"] = measure(asked, find(boss, everywhere, dated=True))
        report["supervisor"] = measure(asked, find(boss, None, dated=False))
        report["supervisor, with birth date"] = measure(asked, find(boss, None, dated=True))
        own = questions(mine, min(asked_for, len(mine)))
        report["detective, five matters"] = measure(own, find(detective, None, dated=False))
        report["detective, with birth date"] = measure(own, find(detective, None, dated=True))
    return report


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--people", type=int, default=200_000)
    arguments.add_argument("--questions", type=int, default=500)
    arguments.add_argument("--json", action="store_true")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="bluelamp-bench-") as folder, ExitStack() as stack:
        Path(folder).chmod(0o755)
        os.environ |= {"BLUELAMP_VAR": folder, "DJANGO_SETTINGS_MODULE": "bluelamp.config.settings"}
        import django

        django.setup()
        from bluelamp.config.embedded import available

        stack.enter_context(available(lambda _: None))
        report = run(chosen.people, chosen.questions)
    if chosen.json:
        sys.stdout.write(json.dumps(report) + "\n")
        return
    for name, figures in report.items():
        shown = "  ".join(f"{key} {value}" for key, value in figures.items()) if isinstance(figures, dict) else figures
        sys.stdout.write(f"{name:32}{shown}\n")


if __name__ == "__main__":
    main()
