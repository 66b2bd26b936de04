"""Invented demand has the shape of a real week and day, and lies in the past."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

from bluelamp.demo.rhythm import KINDS, Happening, happenings

NOON = datetime(2026, 3, 11, 12, tzinfo=UTC)  # a Wednesday
WEEKS = 8


def invented(seed: int = 5) -> list[Happening]:
    return list(happenings(Random(seed), until=NOON, days=7 * WEEKS, per_day=60))


def test_each_day_has_about_its_number_in_order_and_today_has_none_yet() -> None:
    found = invented()
    days = Counter(happening.at.date() for happening in found)
    assert sorted(days) == [(NOON - timedelta(days=day)).date() for day in range(7 * WEEKS, 0, -1)]
    assert all(45 <= count <= 80 for count in days.values())
    assert [happening.at for happening in found] == sorted(happening.at for happening in found)


def test_the_end_of_the_week_is_busier_than_its_beginning() -> None:
    by_day = Counter(happening.at.weekday() for happening in invented())
    friday_and_saturday, monday_and_tuesday = by_day[4] + by_day[5], by_day[0] + by_day[1]
    assert friday_and_saturday > 1.1 * monday_and_tuesday


def test_what_belongs_to_the_night_happens_more_at_night() -> None:
    found = invented()

    def late(night: bool) -> float:
        of_kind = [happening for happening in found if happening.kind.night is night]
        return sum(happening.at.hour >= 21 or happening.at.hour < 3 for happening in of_kind) / len(of_kind)

    assert late(night=True) > 1.3 * late(night=False)


def test_every_kind_happens_and_in_no_grade_that_it_never_has() -> None:
    happened = Counter((happening.kind, happening.grade) for happening in invented())
    possible = {
        (kind, grade)
        for kind in KINDS
        for grade, weight in zip(("P1", "P2", "P3", "P4"), kind.grades, strict=True)
        if weight
    }
    assert set(happened) == possible
