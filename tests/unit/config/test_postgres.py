"""The embedded cluster: private, found again, never two servers on one folder."""

import os
import signal
import stat
import threading
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bluelamp.config.database import APPLICATION, OWNER
from bluelamp.config.postgres import DATABASE, LONGEST_SOCKET_FOLDER, Cluster, _failure
from bluelamp.config.postgres_software import PostgresError, identity, make_folder
from tests.plugins.database import PASSWORD
from tests.plugins.running import state_folder, until


def test_it_listens_only_where_its_user_may_enter(postgres_cluster: Cluster) -> None:
    found = postgres_cluster.socket_folder.stat()
    assert stat.S_IMODE(found.st_mode) == 0o700
    assert found.st_uid == identity().uid
    with postgres_cluster.connect() as session:
        assert session.execute("SHOW listen_addresses").fetchone() == ("",)


def test_it_asks_for_a_password(postgres_cluster: Cluster) -> None:
    where = f"host={postgres_cluster.socket_folder} dbname=postgres user={APPLICATION}"
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(f"{where} password=wrong")
    psycopg.connect(f"{where} password={PASSWORD}").close()


def test_secrets_are_for_nobody_else(postgres_cluster: Cluster) -> None:
    assert stat.S_IMODE((postgres_cluster.home / "superuser-password").stat().st_mode) == 0o600
    assert stat.S_IMODE(postgres_cluster.data.stat().st_mode) == 0o700


def test_roles_and_database_are_made_once(postgres_cluster: Cluster) -> None:
    passwords = {OWNER: PASSWORD, APPLICATION: PASSWORD}
    for _ in range(2):
        postgres_cluster.ensure(passwords, OWNER)
        with postgres_cluster.connect() as session:
            roles = session.execute(
                "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [list(passwords)]
            ).fetchall()
            owners = session.execute(
                "SELECT datdba::regrole::text FROM pg_database WHERE datname = %s", [DATABASE]
            ).fetchall()
        assert sorted(roles) == sorted([(OWNER,), (APPLICATION,)])
        assert owners == [(OWNER,)]


def test_a_long_path_gets_a_short_socket_folder() -> None:
    with state_folder() as folder:
        deep = folder.joinpath(*["a-folder-with-quite-a-long-name"] * 4)
        make_folder(deep)
        cluster = Cluster(deep, durable=False)
        assert len(os.fsencode(cluster.socket_folder)) <= LONGEST_SOCKET_FOLDER
        try:
            with cluster.serving():
                assert cluster.answers()
        finally:
            cluster.remove()
        assert not cluster.socket_folder.exists()


def test_a_path_with_a_space_or_a_comma_serves() -> None:
    for name in ("a folder", "one, two"):
        with state_folder() as folder:
            make_folder(folder / name)
            cluster = Cluster(folder / name / "postgres", durable=False)
            try:
                with cluster.serving():
                    assert cluster.answers()
            finally:
                cluster.remove()


def test_a_program_that_lacks_a_library_says_what_to_install() -> None:
    told = "dyld[1]: Library not loaded: /opt/homebrew/opt/openssl@3/lib/libssl.3.dylib"
    assert _failure("postgres", told).endswith("brew install openssl@3")
    assert _failure("initdb", "No space left on device") == "initdb failed: No space left on device"


def test_somebody_elses_socket_folder_is_refused() -> None:
    with state_folder() as folder:
        cluster = Cluster(folder / "postgres", durable=False)
        make_folder(cluster.home)
        cluster.socket_folder.mkdir(mode=0o777)
        cluster.socket_folder.chmod(0o777)
        with pytest.raises(PostgresError, match="not a private folder"):
            cluster.prepare()


def test_whoever_is_busy_when_the_server_is_killed_is_in_nobodys_way() -> None:
    """A backend that computes does not notice that its server is gone, and holds the shared memory."""
    with state_folder() as folder:
        cluster = Cluster(folder / "postgres", durable=False)
        with ExitStack() as killed:
            killed.enter_context(cluster.serving())
            busy = killed.enter_context(cluster.connect())
            busy.execute("CREATE TABLE kept AS SELECT 1 AS one")
            busy.execute("CHECKPOINT")  # this cluster does not sync
            computing = threading.Thread(target=_compute, args=(busy,))
            computing.start()
            with cluster.connect() as other:
                query = "SELECT 1 FROM pg_stat_activity WHERE pid = %s AND state = 'active'"
                until(
                    lambda: other.execute(query, [busy.info.backend_pid]).fetchone() is not None,
                    "It does not compute.",
                    10,
                )
            os.kill(int((cluster.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
            cluster.end_leftovers()
            computing.join(20)
            assert not computing.is_alive()
        with cluster.serving(), cluster.connect() as session:
            assert session.execute("SELECT one FROM kept").fetchone() == (1,)


def _compute(session: "psycopg.Connection[tuple[Any, ...]]") -> None:
    with suppress(psycopg.OperationalError):
        session.execute("SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 1000000) b")


def test_a_server_left_over_is_ended_and_its_data_kept() -> None:
    with state_folder() as folder:
        first, second = Cluster(folder / "postgres", durable=False), Cluster(folder / "postgres", durable=False)
        with first.serving():
            with first.connect() as session:
                session.execute("CREATE TABLE kept (x int)")
            with second.serving(), second.connect() as session:  # stops the first: it holds no lock
                assert session.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_a_process_that_only_took_over_the_number_is_left_alone(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path, durable=False)
    cluster.data.mkdir(parents=True)
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n", encoding="ascii")
    cluster.stop_stale()  # would end this very test


def test_a_server_that_does_not_start_says_why() -> None:
    with state_folder() as folder:
        cluster = Cluster(folder / "postgres", durable=False)
        cluster.prepare()
        (cluster.data / "postgresql.conf").write_text("no_such_setting = 1\n", encoding="ascii")
        with pytest.raises(PostgresError, match="no_such_setting"), cluster.serving():
            pass


def test_only_one_may_start_and_stop_it() -> None:
    with state_folder() as folder:
        cluster = Cluster(folder / "postgres")
        with cluster.lock() as first, cluster.lock(wait=False) as second:
            assert (first, second) == (True, False)


def test_a_killed_server_recovers_what_was_committed() -> None:
    with state_folder() as folder:
        cluster = Cluster(folder / "postgres")
        with cluster.serving():
            with cluster.connect() as session:
                session.execute("CREATE TABLE kept AS SELECT 1 AS x")
            pid = int((cluster.data / "postmaster.pid").read_text(encoding="ascii").split()[0])
            os.kill(pid, signal.SIGKILL)
            until(lambda: not cluster.answers(), "It still answers.", 10)
        with cluster.serving(), cluster.connect() as session:
            assert session.execute("SELECT x FROM kept").fetchone() == (1,)
