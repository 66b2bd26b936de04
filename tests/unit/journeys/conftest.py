"""Journeys on offer at a door of the tests' own: ``tests.integration.journeys_urls``."""

from collections.abc import Iterator

import pytest

from bluelamp.journeys import catalogue
from tests.factories.journeys import trial
from tests.integration.journeys_urls import RECEIVED
from tests.integration.journeys_walker import Walker
from tests.unit.journeys.pages import MADE


@pytest.fixture
def offered() -> Iterator[None]:
    """The short one, of which nothing was received yet."""
    catalogue.register(trial())
    RECEIVED.clear()
    yield
    catalogue.withdraw("trial")


@pytest.fixture
def walker() -> Iterator[Walker]:
    """Somebody who has begun the long one."""
    catalogue.register(MADE)
    RECEIVED.clear()
    walker = Walker(MADE)
    walker.begin()
    yield walker
    catalogue.withdraw("trial")
