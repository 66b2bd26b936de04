"""PostgreSQL's software is unpacked once, where its own user can walk to, and never runs as root."""

import os
import stat
from pathlib import Path

import pytest

from bluelamp.config.postgres_software import Identity, identity, make_folder, reachable, software


def test_the_server_never_runs_as_root() -> None:
    assert identity().uid != 0


def test_a_folder_is_made_so_that_another_user_may_pass(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        make_folder(tmp_path / "one" / "two")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "one").stat().st_mode) == 0o755


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as somebody else")
def test_what_the_server_cannot_reach_has_a_stand_in(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    assert reachable(tmp_path / "postgres").parent == Path("/var/lib/bluelamp")


def test_the_software_is_unpacked_once() -> None:
    assert software() == software()
    assert (software() / "bin" / "initdb").exists()


def test_what_the_server_can_reach_stays_where_it_is() -> None:
    assert reachable(Path("/usr/postgres")) == Path("/usr/postgres")


def test_a_folder_that_is_there_keeps_its_rights(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir(mode=0o700)
    make_folder(tmp_path / "own")
    make_folder(tmp_path / "own" / "inner")
    assert stat.S_IMODE((tmp_path / "own").stat().st_mode) == 0o700


def test_only_root_starts_the_server_as_somebody_else() -> None:
    told = Identity(65534, 65534).popen
    assert told == ({} if os.geteuid() else {"user": 65534, "group": 65534, "extra_groups": []})


def test_whoever_runs_the_server_may_read_and_run_its_software() -> None:
    for path in (software() / "bin" / "postgres", software() / "share"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o555 == 0o555
