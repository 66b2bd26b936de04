"""Fixtures for every test, and the order in which they run."""

import os

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadFileScheduling

# A busy machine is no fault of the code.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

pytest_plugins = [
    "tests.plugins.shared",  # before those that import it
    "tests.plugins.no_mocks",
    "tests.plugins.browser",
    "tests.plugins.database",
    "tests.plugins.cast",
    "tests.plugins.files",
    "tests.plugins.hashing",
    "tests.plugins.ledger",
    "tests.plugins.news",
    "tests.plugins.running",
    "tests.plugins.world",
]

# Whose files share what is costly to start, so that one worker runs them all.
_TOGETHER = "tests/functional/on_one_platform/"

# Files that take longest come first, so that no worker is alone with one at the end.
_FIRST = (
    "tests/functional/test_thread_browser.py",
    "tests/functional/test_thread.py",
    "tests/functional/test_every_state.py",
    "tests/functional/test_thread_dying.py",
    "tests/functional/",
    "tests/integration/",
    "tests/unit/demo/",
    "tests/unit/ui/test_build.py",
    "tests/contract/",
    "tests/architecture/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Longest first; the order within a file stays."""
    items.sort(key=lambda item: _place(item.nodeid))


def _place(nodeid: str) -> int:
    return next((place for place, prefix in enumerate(_FIRST) if nodeid.startswith(prefix)), len(_FIRST))


def pytest_xdist_auto_num_workers() -> int:
    """Of ``-n auto``: one more than there are cores, as tests that start and kill processes wait a lot; at most 4.

    Each worker costs some ten seconds of processor time before its first test.
    """
    return min(4, (os.cpu_count() or 1) + 1)


class _Scheduler(LoadFileScheduling):  # type: ignore[misc] # xdist ships no types for it
    """A worker for each file, and one for all files of ``_TOGETHER``."""

    def _split_scope(self, nodeid: str) -> str:
        return _TOGETHER if nodeid.startswith(_TOGETHER) else str(super()._split_scope(nodeid))


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadFileScheduling | None:
    return _Scheduler(config, log) if config.getoption("dist") == "loadfile" else None
