"""One platform and one browser for all files of this folder, which one worker runs: to start them takes longer than
most of these tests. None of them may leave anything that another would stumble over."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.plugins.browser import launched
from tests.plugins.running import Bluelamp, started, state_folder


@pytest.fixture(scope="package")
def platform(demo_state: Path) -> Iterator[Bluelamp]:
    with state_folder(demo_state) as state, started(state) as running:
        yield running


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with launched() as running:
        yield running
