"""A reset deletes all state but what is only built again, and nothing while somebody works on it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from bluelamp.config import status
from bluelamp.config.database import cluster
from bluelamp.config.resetting import reset
from tests.plugins.running import state_folder


@pytest.fixture
def state() -> Iterator[Path]:
    """A state folder with something of everything."""
    with state_folder() as folder:
        for name in ("files", "static", "setup", "postgres/data", "ledger/daily"):
            (folder / name).mkdir(parents=True)
        for name in ("files/photo", "static/page.css", "postgres/data/PG_VERSION", "ledger/checkpoint", "demo-built"):
            (folder / name).touch()
        yield folder


def test_what_is_only_built_again_is_kept(state: Path) -> None:
    assert reset(state)
    assert {path.name for path in state.iterdir()} == {"static", "postgres", "setup", "run.lock"}
    assert (state / "static" / "page.css").exists()
    assert not (state / "postgres" / "data").exists()


@pytest.mark.parametrize("used_by", [status.alone, lambda state: cluster(state).lock()])
def test_state_that_is_in_use_is_left_alone(
    state: Path, used_by: Callable[[Path], AbstractContextManager[bool]]
) -> None:
    with used_by(state):
        assert not reset(state)
    assert (state / "files" / "photo").exists()
    assert (state / "postgres" / "data").exists()
    assert reset(state)  # and the locks are free again


def test_what_a_link_leads_to_is_not_deleted(state: Path, tmp_path: Path) -> None:
    (tmp_path / "kept").touch()
    (state / "elsewhere").symlink_to(tmp_path)
    assert reset(state)
    assert not (state / "elsewhere").is_symlink()
    assert (tmp_path / "kept").exists()
