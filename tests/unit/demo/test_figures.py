"""Invented figures: the same for the same seed, about no real force, and enough to show."""

from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from bluelamp.analytics.enums import Basis, Ending, Level
from bluelamp.analytics.selectors import outcome_area, record_of_type
from bluelamp.analytics.types import TrackRecord
from bluelamp.core.actor import Actor
from bluelamp.demo.figures import load_figures, write_figures

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 11, 29)


def test_they_are_loaded_once_and_say_that_they_are_invented(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path / "var"
    assert load_figures(actor=Actor.job("demo"), seed=5, today=DAY) > 10_000
    assert load_figures(actor=Actor.job("demo"), seed=5, today=DAY) == 0
    found = record_of_type(crime="Burglary", area=outcome_area(code="birmingham"))
    assert isinstance(found, TrackRecord)
    assert (found.invented, found.level, found.basis) == (True, Level.AREA, Basis.DATED)
    assert (found.first_month, found.last_month) == ("2024-08", "2025-09")
    assert 0 < found.stages[-1].share(Ending.CHARGED).share < 0.2


def test_the_same_seed_gives_the_same_figures(tmp_path: Path) -> None:
    def content(name: str, seed: int) -> list[bytes]:
        folder = tmp_path / name
        folder.mkdir()
        return [path.read_bytes() for path in write_figures(folder, seed=seed, today=DAY)]

    first = content("first", 5)
    assert first == content("again", 5) != content("other", 6)
