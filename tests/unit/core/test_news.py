"""Announcements are frozen, numbered and dated."""

from dataclasses import FrozenInstanceError, dataclass
from datetime import UTC, datetime
from uuid import UUID

import pytest

from bluelamp.core import clock
from bluelamp.core.ids import new_id
from bluelamp.core.news import Event


@dataclass(frozen=True, kw_only=True)
class KettleBoiled(Event):
    kettle_id: UUID


def test_an_event_has_its_own_id_and_moment() -> None:
    with clock.fixed(datetime(2026, 1, 1, tzinfo=UTC)):
        first, second = KettleBoiled(kettle_id=new_id()), KettleBoiled(kettle_id=new_id())
    assert first.event_id != second.event_id
    assert first.at == datetime(2026, 1, 1, tzinfo=UTC)


def test_what_happened_cannot_be_changed() -> None:
    event = KettleBoiled(kettle_id=new_id())
    with pytest.raises(FrozenInstanceError):
        event.kettle_id = new_id()  # type: ignore[misc]  # that is what is tested
