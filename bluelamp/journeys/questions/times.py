"""Days, and when something happened as far as somebody can say."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import dateformat
from django.utils.translation import gettext_lazy as _

from bluelamp.core.clock import LONDON, now
from bluelamp.journeys.data import Json, Words
from bluelamp.journeys.posted import Parsed, Posted
from bluelamp.journeys.questions.base import Question, as_object, as_text, object_schema, put

DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
CLOCK = r"^[0-9]{2}:[0-9]{2}$"
EARLIEST_YEAR = 1900
_NAMED_TIMES = {"midday": "12:00", "noon": "12:00", "midnight": "00:00"}
NOT_A_DATE = _("{label} must be a real date, like 27 3 2026")
IN_FUTURE = _("{label} must be today or in the past")
IN_PAST = _("{label} must be today or in the future")
NOT_A_TIME = _("Enter a time like 7:30pm or 19:30, or leave it empty")


def read_day(posted: Posted, name: str) -> tuple[bool, str]:
    """Whether anything was typed, and the date as ISO 8601 ("" when it is not one)."""
    year, month, day = (posted.text(f"{name}-{part}") for part in ("year", "month", "day"))
    if not (year or month or day):
        return False, ""
    try:
        found = date(int(year), _month(month), int(day))
    except ValueError:
        return True, ""
    return True, found.isoformat() if found.year >= EARLIEST_YEAR else ""


def _month(text: str) -> int:
    """A month's number, also from its name: people copy it from a letter."""
    names = [f"{date(2000, n, 1):%b}".lower() for n in range(1, 13)]
    return names.index(text[:3].lower()) + 1 if text.isalpha() and len(text) > 2 else int(text)


def day_fields(name: str, value: str) -> list[tuple[str, str]]:
    year, month, day = value.split("-") if value else ("", "0", "0")
    parts = {"day": str(int(day)), "month": str(int(month)), "year": year}
    return [(f"{name}-{part}", text if value else "") for part, text in parts.items()]


def read_time(text: str) -> str | None:
    """ "19:30" from 7.30pm, 1930, 19:30, 7 pm, noon; ``None`` when it is no time."""
    text = _NAMED_TIMES.get(text.lower(), text).lower().replace(" ", "")
    found = re.fullmatch(r"([0-9]{1,2})[:.]?([0-9]{2})?(am|pm|a\.m\.|p\.m\.)?", text)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").replace(".", "")
    if (half and not 1 <= hour <= 12) or (not half and not found[2]):
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def day_words(value: str) -> str:
    return dateformat.format(date.fromisoformat(value), "j F Y")


def today() -> date:
    return now().astimezone(LONDON).date()


@dataclass(frozen=True, kw_only=True)
class Day(Question, kind="day"):
    """A date. The answer is ISO 8601, "2026-03-27"."""

    past_only: bool = False
    future_only: bool = False
    birth: bool = False  # browsers may fill in the person's date of birth
    wrong: Words = NOT_A_DATE
    in_future: Words = IN_FUTURE
    in_past: Words = IN_PAST
    day_text: Words = _("Day")
    month_text: Words = _("Month")
    year_text: Words = _("Year")

    def fields(self) -> tuple[str, ...]:
        return (self.part("day"), self.part("month"), self.part("year"))

    def read(self, posted: Posted) -> Parsed:
        typed, value = read_day(posted, self.name)
        if not typed:
            return Parsed()
        error = self._error(value)
        return Parsed(errors={self.part("day"): put(error, label=self.short)}) if error else Parsed(value)

    def _error(self, value: str) -> Words:
        if not value:
            return self.wrong
        if self.past_only and date.fromisoformat(value) > today():
            return self.in_future
        if self.future_only and date.fromisoformat(value) < today():
            return self.in_past
        return ""

    def form(self, value: Json) -> Posted:
        return Posted.of(*day_fields(self.name, as_text(value)))

    def shown(self, value: Json) -> tuple[str, ...]:
        return (day_words(as_text(value)),)

    def schema(self) -> dict[str, Json]:
        return {"type": "string", "format": "date", "pattern": DATE}

    def examples(self) -> tuple[Json, ...]:
        return ((today() + timedelta(days=3 if self.future_only else -3)).isoformat(),)


@dataclass(frozen=True, kw_only=True)
class Moment(Question, kind="moment"):
    """When something happened, as exactly as somebody knows.

    The answer is ``{"known": "exact", "day": "2026-03-27", "time": "19:30"}`` (``time`` may be missing),
    ``{"known": "between", "day", "time", "until_day", "until_time"}`` (times may be missing) or
    ``{"known": "unknown"}``.
    Days and times are on the clock of Europe/London; ``span`` turns an answer into instants.
    """

    exact_text: Words = _("I know the date")
    between_text: Words = _("It was between two times")
    between_hint: Words = _("For example, while you were out or asleep")
    unknown_text: Words = _("I do not know when")
    day_text: Words = _("Date")
    time_text: Words = _("Time, if you know it")
    time_hint: Words = _("For example, 7:30pm. A rough time is fine")
    from_text: Words = _("Earliest date it could have been")
    from_time_text: Words = _("Earliest time, if you know it")
    until_text: Words = _("Latest date it could have been")
    until_time_text: Words = _("Latest time, if you know it")
    day_part: Words = _("Day")
    month_part: Words = _("Month")
    year_part: Words = _("Year")
    day_missing: Words = _("Enter the date")
    from_missing: Words = _("Enter the earliest date it could have been")
    until_missing: Words = _("Enter the latest date it could have been")
    wrong: Words = NOT_A_DATE
    in_future: Words = _("{label} must be in the past")
    wrong_time: Words = NOT_A_TIME
    reversed: Words = _("The latest time must be after the earliest time")
    at_text: Words = _("{day} at {time}")
    range_text: Words = _("Between {start} and {end}")

    def fields(self) -> tuple[str, ...]:
        return (self.part("known"), *(self.part(f"{p}-{f}") for p in ("exact", "from", "until") for f in _FIELDS))

    def read(self, posted: Posted) -> Parsed:
        known = posted.text(self.part("known"))
        if known == "unknown":
            return Parsed({"known": "unknown"})
        if known == "exact":
            return self._exact(posted)
        return self._between(posted) if known == "between" else Parsed()

    def _exact(self, posted: Posted) -> Parsed:
        value, errors = self._point(posted, "exact", (self.day_text, self.day_missing), "")
        if not errors and _instant(value["day"], value.get("time"), late=False) > now():
            errors = {self.part("exact-day"): put(self.in_future, label=self.day_text)}
        return Parsed(errors=errors) if errors else Parsed({"known": "exact", **value})

    def _between(self, posted: Posted) -> Parsed:
        start, errors = self._point(posted, "from", (self.from_text, self.from_missing), "")
        end, more = self._point(posted, "until", (self.until_text, self.until_missing), "until_")
        errors |= more
        if errors:
            return Parsed(errors=errors)
        earliest = _instant(start["day"], start.get("time"), late=False)
        if earliest > now():
            return Parsed(errors={self.part("from-day"): put(self.in_future, label=self.from_text)})
        if _instant(end["until_day"], end.get("until_time"), late=True) <= earliest:
            return Parsed(errors={self.part("until-day"): str(self.reversed)})
        return Parsed({"known": "between", **start, **end})

    def _point(
        self, posted: Posted, which: str, words: tuple[Words, Words], key: str
    ) -> tuple[dict[str, Json], dict[str, str]]:
        """A day and perhaps a time, under the answer's keys that begin with ``key``; ``words`` are the day's label
        and what to do when it is missing."""
        errors = {}
        typed, day = read_day(posted, self.part(which))
        if not day:
            errors[self.part(f"{which}-day")] = put(self.wrong, label=words[0]) if typed else str(words[1])
        typed_time = posted.text(self.part(f"{which}-time"))
        clock = read_time(typed_time) if typed_time else ""
        if clock is None:
            errors[self.part(f"{which}-time")] = str(self.wrong_time)
        value: dict[str, Json] = {f"{key}day": day, **({f"{key}time": clock} if clock else {})}
        return value, errors

    def form(self, value: Json) -> Posted:
        given = as_object(value)
        which = {"exact": "exact", "between": "from"}.get(given.get("known", ""), "")
        pairs = [(self.part("known"), given.get("known", ""))]
        if which:
            pairs += day_fields(self.part(which), given.get("day", ""))
            pairs.append((self.part(f"{which}-time"), given.get("time", "")))
        if which == "from":
            pairs += day_fields(self.part("until"), given.get("until_day", ""))
            pairs.append((self.part("until-time"), given.get("until_time", "")))
        return Posted.of(*pairs)

    def shown(self, value: Json) -> tuple[str, ...]:
        given = as_object(value)
        if given.get("known") == "exact":
            return (self._words(given["day"], given.get("time")),)
        if given.get("known") == "between":
            start = self._words(given["day"], given.get("time"))
            end = self._words(given["until_day"], given.get("until_time"))
            return (put(self.range_text, start=start, end=end),)
        return (str(self.unknown_text),)

    def _words(self, day: str, clock: str | None) -> str:
        return put(self.at_text, day=day_words(day), time=clock) if clock else day_words(day)

    def schema(self) -> dict[str, Json]:
        day: Json = {"type": "string", "format": "date", "pattern": DATE}
        clock: Json = {"type": "string", "pattern": CLOCK}
        return {
            "oneOf": [
                object_schema(("known",), known={"const": "unknown"}),
                object_schema(("known", "day"), known={"const": "exact"}, day=day, time=clock),
                object_schema(
                    ("known", "day", "until_day"),
                    known={"const": "between"},
                    day=day,
                    time=clock,
                    until_day=day,
                    until_time=clock,
                ),
            ]
        }

    def examples(self) -> tuple[Json, ...]:
        day, next_day = ((today() - timedelta(days=back)).isoformat() for back in (3, 2))
        return (
            {"known": "exact", "day": day, "time": "19:30"},
            {"known": "between", "day": day, "time": "22:00", "until_day": next_day, "until_time": "07:15"},
            {"known": "exact", "day": day},
            {"known": "unknown"},
        )


_FIELDS = ("day", "month", "year", "time")


def _instant(day: Json, clock: Json, *, late: bool) -> datetime:
    """The first or, when ``late``, the last moment that a day and perhaps a time can mean."""
    default = time(23, 59, 59) if late else time(0)
    at = time.fromisoformat(clock) if isinstance(clock, str) and clock else default
    # When clocks go back an hour comes twice: the late reading takes the second.
    local = datetime.combine(date.fromisoformat(as_text(day)), at, LONDON).replace(fold=int(late))
    return local.astimezone(UTC)  # two times of one zone are compared without their offset


def span(value: Json) -> tuple[datetime, datetime] | None:
    """The earliest and latest instant (aware) that a ``Moment`` answer can mean; ``None`` when unknown."""
    given = as_object(value)
    if given.get("known") not in ("exact", "between"):
        return None
    end = "until_" if given["known"] == "between" else ""
    return (
        _instant(given["day"], given.get("time"), late=False),
        _instant(given[f"{end}day"], given.get(f"{end}time"), late=True),
    )
