"""The demo force: the same for the same seed, built once."""

import time
from datetime import UTC, datetime
from random import Random

import pytest

from bluelamp.contact.models import Report
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.demo import stories
from bluelamp.demo.rhythm import happenings
from bluelamp.demo.services import Built, build_demo
from bluelamp.incidents.models import Incident, Resource
from bluelamp.ledger.reading import writing
from bluelamp.records.models import Person

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 11, 12, tzinfo=UTC)


class _UndoneError(Exception):
    pass


def built(seed: int) -> tuple[Built | None, list[object]]:
    """What a seed makes, without the ids and references, which are never the same; taken down again."""
    from django.db import transaction

    seen: list[object] = []
    force = None
    started = time.monotonic()
    try:
        with transaction.atomic():
            with clock.fixed(NOON):
                force = build_demo(actor=Actor.job("demo"), seed=seed)
                again = build_demo(actor=Actor.job("demo"), seed=seed)
            print(f"\ndemo force of seed {seed}: {time.monotonic() - started:.1f} s")
            assert again is None
            with writing():
                assert not Incident.objects.filter(resulted_at__gt=NOON).exists(), "nothing is over before it has ended"
                seen += sorted((i.opened_at, i.grade, i.summary, i.place_label) for i in Incident.objects.all())
                seen += sorted((r.received_at, r.journey_slug, r.risk, r.state) for r in Report.objects.all())
                seen += sorted((p.given, p.family) for p in Person.objects.all())
                seen += sorted((r.callsign, r.kind, r.latitude, r.state) for r in Resource.objects.all())
            raise _UndoneError
    except _UndoneError:
        return force, seen


def test_the_same_seed_gives_the_same_force_and_another_another() -> None:
    (first, seen), (second, seen_again) = built(5), built(5)
    assert first is not None
    assert first == second
    assert seen == seen_again
    assert (first.reports, first.graded) == (10, 4)
    assert first.incidents > 3_000
    one, same, another = (_invented(seed) for seed in (5, 5, 6))
    assert one == same != another


def _invented(seed: int) -> list[object]:
    """What is invented before anything is written down."""
    rng = Random(seed)
    return [*happenings(rng, until=NOON, days=2, per_day=10), stories.burglary(rng, postcode="B4 7AP")]
