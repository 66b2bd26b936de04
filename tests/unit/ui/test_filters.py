from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils.translation import gettext_lazy, override
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.ui import filters

SUMMER = datetime(2026, 7, 1, 11, 0, tzinfo=UTC)  # noon in London
WINTER = datetime(2026, 11, 22, 15, 15, tzinfo=UTC)


def test_what_is_not_translated_is_marked_as_english() -> None:
    known, unknown = gettext_lazy("Save and come back later"), gettext_lazy("Nobody has <translated> this")
    assert filters.spoken(known) == "Save and come back later"
    with override("ur"):
        assert filters.spoken(known) == str(known)
        assert filters.spoken(unknown) == '<span lang="en" dir="ltr">Nobody has &lt;translated&gt; this</span>'


def test_dates_and_times_read_as_people_say_them_in_london() -> None:
    assert filters.datetime_words(WINTER) == "22 November 2026 at 3:15pm"
    assert filters.date_words(WINTER) == "22 November 2026"
    assert filters.date_words(date(2026, 2, 1)) == "1 February 2026"
    assert filters.weekday_words(WINTER) == "Sunday 22 November 2026"
    assert filters.datetime_words(SUMMER) == "1 July 2026 at midday"
    assert filters.time_words(SUMMER - timedelta(hours=12)) == "midnight"
    assert filters.time_words(SUMMER - timedelta(hours=3)) == "9am"
    assert filters.time_words(time(0, 5)) == "12:05am"
    assert filters.time_words(time(12, 30)) == "12:30pm"


def test_a_moment_near_midnight_has_londons_date() -> None:
    assert filters.date_words(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2026"


def test_operational_screens_use_the_24_hour_clock() -> None:
    assert filters.hhmm(SUMMER) == "12:00"
    assert filters.short(WINTER) == "22 Nov 15:15"
    assert filters.logged(WINTER) == "22 Nov 2026 15:15"


def test_machines_get_utc() -> None:
    assert filters.iso(SUMMER) == "2026-07-01T11:00:00Z"
    assert filters.iso(date(2026, 7, 1)) == "2026-07-01"


def test_nothing_is_shown_for_none() -> None:
    for words in (filters.datetime_words, filters.date_words, filters.weekday_words, filters.time_words):
        assert words(None) == ""
    assert filters.hhmm(None) == filters.short(None) == filters.logged(None) == ""
    assert filters.iso(None) == filters.duration(None) == ""
    assert filters.ago(None, WINTER) == filters.number(None) == filters.percent(None) == filters.file_size(None) == ""


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        filters.datetime_words(datetime(2026, 7, 1, 12, 0))  # noqa: DTZ001 - the mistake under test


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=4, seconds=50), "4 minutes ago"),
        (timedelta(hours=25), "1 day ago"),
        (timedelta(days=70), "2 months ago"),
        (timedelta(minutes=-90), "in 1 hour"),
    ],
)
def test_ago(gap: timedelta, said: str) -> None:
    assert filters.ago(WINTER, WINTER + gap) == said


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(0), "under a minute"),
        (timedelta(hours=1, minutes=5), "1 hour 5 minutes"),
        (timedelta(days=1, minutes=5), "1 day"),  # hours are nought: minutes would say too much
        (timedelta(days=2, hours=3, minutes=9), "2 days 3 hours"),
        (-timedelta(minutes=2), "2 minutes"),
    ],
)
def test_duration(length: timedelta, said: str) -> None:
    assert filters.duration(length) == said


@given(st.timedeltas(min_value=timedelta(minutes=1), max_value=timedelta(days=3650)))
def test_duration_never_says_more_than_it_is(length: timedelta) -> None:
    sizes = {"year": 365, "month": 30, "day": 1, "hour": 1 / 24, "minute": 1 / 1440}
    words = filters.duration(length).split()
    days = sum(int(n) * sizes[unit.removesuffix("s")] for n, unit in zip(words[::2], words[1::2], strict=True))
    assert days <= length.total_seconds() / 86_400 + 1e-9
    assert days >= 0.5 * length.total_seconds() / 86_400


def test_figures() -> None:
    assert filters.number(12345) == "12,345"
    assert filters.number(12345.67, 1) == "12,345.7"
    assert filters.percent(0.057) == "6%"
    assert filters.percent(0.057, 1) == "5.7%"
    assert filters.file_size(1) == "1 byte"
    assert filters.file_size(340) == "340 bytes"
    assert filters.file_size(12_000) == "12 kB"
    assert filters.file_size(999_999) == "1 MB"
    assert filters.file_size(3_400_000) == "3.4 MB"
    assert filters.file_size(5 * 10**15) == "5000 TB"


def test_lists_read_with_and() -> None:
    assert filters.and_list([]) == ""
    assert filters.and_list(["a"]) == "a"
    assert filters.and_list(["a", "b", "c"]) == "a, b and c"
