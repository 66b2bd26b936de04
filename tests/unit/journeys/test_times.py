"""When something happened, as far as somebody can say."""

from datetime import UTC, datetime

import pytest

from bluelamp.core import clock
from bluelamp.journeys.data import Json
from bluelamp.journeys.definition import Moment
from bluelamp.journeys.posted import Posted
from bluelamp.journeys.questions.times import day_fields, read_time, span

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MOMENT = Moment(name="m", text="When?", missing="Select")


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("19:30", "19:30"),
        ("7.30pm", "19:30"),
        ("7:30 PM", "19:30"),
        ("7 pm", "19:00"),
        ("1930", "19:30"),
        ("0730", "07:30"),
        ("12am", "00:00"),
        ("12pm", "12:00"),
        ("12.15 a.m.", "00:15"),
        ("Midnight", "00:00"),
        ("noon", "12:00"),
        ("midday", "12:00"),
        ("7", None),  # morning or evening?
        ("25:00", None),
        ("13pm", None),
        ("0pm", None),
        ("12:60", None),
        ("evening", None),
        ("\uff11\uff19:30", None),
    ],
)
def test_times_however_typed(typed: str, time: str | None) -> None:
    assert read_time(typed) == time


def post(known: str, **points: tuple[str, str]) -> Posted:
    pairs: list[tuple[str, str]] = [("m-known", known)]
    for which, (day, time) in points.items():
        pairs += day_fields(f"m-{which}", day)
        pairs.append((f"m-{which}-time", time))
    return Posted.of(*pairs)


def test_a_day_with_and_without_a_time() -> None:
    with clock.fixed(NOON):
        assert MOMENT.parse(post("exact", exact=("2026-11-20", "7.30pm"))).value == {
            "known": "exact",
            "day": "2026-11-20",
            "time": "19:30",
        }
        assert MOMENT.parse(post("exact", exact=("2026-11-20", ""))).value == {"known": "exact", "day": "2026-11-20"}


def test_between_two_times() -> None:
    with clock.fixed(NOON):
        parsed = MOMENT.parse(post("between", **{"from": ("2026-11-20", "22:00"), "until": ("2026-11-21", "")}))
    assert parsed.value == {"known": "between", "day": "2026-11-20", "time": "22:00", "until_day": "2026-11-21"}
    assert MOMENT.shown(parsed.value) == ("Between 20 November 2026 at 22:00 and 21 November 2026",)


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        (post("exact"), {"m-exact-day"}),
        (post("exact", exact=("2026-11-23", "")), {"m-exact-day"}),
        (post("exact", exact=("2026-11-22", "12:01pm")), {"m-exact-day"}),
        (post("exact", exact=("2026-11-20", "later")), {"m-exact-time"}),
        (post("between"), {"m-from-day", "m-until-day"}),
        (post("between", **{"from": ("2026-11-20", "10pm"), "until": ("2026-11-20", "9pm")}), {"m-until-day"}),
        (post("between", **{"from": ("2026-11-23", ""), "until": ("2026-11-24", "")}), {"m-from-day"}),
        (
            post("between", **{"from": ("2026-11-20", "x"), "until": ("2026-11-20", "y")}),
            {"m-from-time", "m-until-time"},
        ),
        (post("sometime"), {"m-known"}),
    ],
)
def test_errors_name_their_field(typed: Posted, fields: set[str]) -> None:
    with clock.fixed(NOON):
        assert set(MOMENT.parse(typed).errors) == fields


def test_the_latest_time_may_be_later_today() -> None:
    """Somebody back at six who has not looked at the clock: the latest day is today, whatever the hour."""
    with clock.fixed(NOON):
        parsed = MOMENT.parse(post("between", **{"from": ("2026-11-22", "8am"), "until": ("2026-11-22", "")}))
    assert not parsed.errors


def test_the_span_of_an_answer() -> None:
    whole_day: Json = {"known": "exact", "day": "2026-07-01"}
    assert span(whole_day) == (
        datetime(2026, 6, 30, 23, tzinfo=UTC),
        datetime(2026, 7, 1, 22, 59, 59, tzinfo=UTC),
    )
    minute: Json = {"known": "exact", "day": "2026-11-20", "time": "19:30"}
    assert span(minute) == (datetime(2026, 11, 20, 19, 30, tzinfo=UTC),) * 2
    night: Json = {"known": "between", "day": "2026-11-20", "time": "22:00", "until_day": "2026-11-21"}
    assert span(night) == (
        datetime(2026, 11, 20, 22, tzinfo=UTC),
        datetime(2026, 11, 21, 23, 59, 59, tzinfo=UTC),
    )
    assert span({"known": "unknown"}) is None
    assert span(None) is None


def test_the_hour_that_comes_twice() -> None:
    earliest, latest = span({"known": "exact", "day": "2026-10-25", "time": "01:30"}) or (NOON, NOON)
    assert (latest - earliest).total_seconds() == 3600
