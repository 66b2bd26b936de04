import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core.errors import Invalid
from bluelamp.core.ids import new_id
from bluelamp.core.news import Event
from bluelamp.live import packing
from bluelamp.live.packing import PackingError


class Grade(StrEnum):
    IMMEDIATE = "immediate"
    PRIORITY = "priority"


@dataclass(frozen=True, kw_only=True)
class Graded(Event):
    matter_id: UUID
    grade: Grade
    reference: str
    age: int
    urgent: bool
    officers: tuple[UUID, ...] = ()
    closed_at: datetime | None = None
    previous: Grade | None = None


@dataclass(frozen=True, kw_only=True)
class Loose(Event):
    value: Any


words = st.from_regex(r"[a-z]{1,10}(_[a-z]{1,10})?", fullmatch=True)
moments = st.datetimes(timezones=st.just(UTC))
events = st.builds(
    Graded,
    event_id=st.uuids(),
    at=moments,
    matter_id=st.uuids(),
    grade=st.sampled_from(Grade),
    reference=words,
    age=st.integers(-(2**53), 2**53),
    urgent=st.booleans(),
    officers=st.lists(st.uuids(), max_size=5).map(tuple),
    closed_at=st.none() | moments,
    previous=st.none() | st.sampled_from(Grade),
)


def graded(**changes: Any) -> Graded:
    facts: dict[str, Any] = {"matter_id": new_id(), "grade": Grade.PRIORITY, "age": 3, "urgent": True}
    return Graded(**{"reference": "burglary", **facts, **changes})


@given(events)
def test_what_is_unpacked_is_what_was_packed(event: Graded) -> None:
    again = packing.unpack(Graded, json.loads(json.dumps(packing.pack(event))))
    assert again == event
    assert [type(value) for value in vars(again).values()] == [type(value) for value in vars(event).values()]


@pytest.mark.parametrize(
    "wrong",
    [
        {"matter_id": "not-a-uuid"},
        {"grade": "priority"},
        {"age": "3"},
        {"age": True},
        {"age": 3.0},
        {"urgent": 1},
        {"officers": [new_id()]},
        {"officers": ("x",)},
        {"closed_at": datetime(2026, 1, 1)},  # noqa: DTZ001 - that is what is wrong with it
        {"previous": 1},
    ],
)
def test_a_field_carries_what_it_declares(wrong: dict[str, Any]) -> None:
    with pytest.raises(PackingError, match=next(iter(wrong))):
        packing.pack(graded(**wrong))


def test_free_text_does_not_travel_in_news() -> None:
    with pytest.raises(Invalid, match="reference"):
        packing.pack(graded(reference="Jane Doe rang"))


@pytest.mark.parametrize("value", [{"a": 1}, 1.5, object(), "text", None])
def test_undeclared_contents_are_refused(value: object) -> None:
    with pytest.raises(PackingError):
        packing.pack(Loose(value=value))


@pytest.mark.parametrize(
    "wrong", [{"matter_id": 5}, {"age": "3"}, {"officers": "x"}, {"closed_at": 5}, {"surprise": 1}, {"urgent": "yes"}]
)
def test_what_comes_back_is_checked_too(wrong: dict[str, Any]) -> None:
    with pytest.raises(PackingError, match=next(iter(wrong))):
        packing.unpack(Graded, packing.pack(graded()) | wrong)


def test_a_field_added_since_takes_its_default() -> None:
    packed = packing.pack(graded())
    del packed["officers"], packed["previous"]
    assert packing.unpack(Graded, packed).officers == ()  # type: ignore[attr-defined] # typed as the base
