"""The supervisor and the embedded database, in this very process: what is started, said and stopped."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from bluelamp.config import status
from bluelamp.config.database import APPLICATION, OWNER, OWNER_SWITCH, cluster, password
from bluelamp.config.embedded import available
from bluelamp.config.postgres_software import PostgresError
from bluelamp.config.resetting import reset
from bluelamp.config.running import Running, UnsafeError, Wish
from tests.plugins.running import state_folder


@pytest.fixture(scope="module")
def state() -> Iterator[Path]:
    with state_folder() as folder:
        yield folder


@pytest.fixture(autouse=True)
def own_signals() -> Iterator[None]:
    orders = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {order: signal.getsignal(order) for order in orders}
    yield
    for order, handler in before.items():
        signal.signal(order, handler)


def _wish() -> Wish:
    return Wish(host="127.0.0.1", port=status.free_port("127.0.0.1"), workers=1, demo=False)


def test_a_command_gets_a_database_and_leaves_none_running(state: Path) -> None:
    said: list[str] = []
    own = cluster(state)
    with available(said.append, state):
        assert own.answers()
        with own.connect("bluelamp") as session:
            query = "SELECT count(*) FROM django_migrations"
            assert session.execute(query).fetchone() != (0,)
        with available(said.append, state):  # a second one uses it as it is
            assert own.answers()
        assert own.answers()
    assert not own.answers()
    assert said == ["Starting the database for this command.", "Bringing the database up to this version."]


def test_migrations_run_only_when_the_code_has_changed(state: Path) -> None:
    said: list[str] = []
    with available(said.append, state):
        pass
    assert said == ["Starting the database for this command."]


def test_the_application_owns_no_table_of_the_embedded_database(state: Path) -> None:
    with available(lambda _: None, state), cluster(state).connect("bluelamp") as session:
        query = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
        assert session.execute(query).fetchall() == [(OWNER,)]
        may = "SELECT has_table_privilege(%s, 'ledger_entry', %s)"
        assert session.execute(may, [APPLICATION, "INSERT"]).fetchone() == (True,)
        assert session.execute(may, [APPLICATION, "UPDATE"]).fetchone() == (False,)
    assert password(state, OWNER) != password(state, APPLICATION)


def test_a_database_of_somebody_elses_is_not_touched(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db.example.org/force")
    with available(lambda _: pytest.fail("It said that it does something."), state):
        assert not cluster(state).answers()


def test_migrations_that_fail_are_told(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (state / "postgres" / "migrated").unlink()
    monkeypatch.setenv("BLUELAMP_DATABASE_POOL", "many")
    with pytest.raises(PostgresError, match="The migrations failed"), available(lambda _: None, state):
        pass
    assert not cluster(state).answers()


def test_everything_is_started_tended_and_stopped(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OWNER_SWITCH, "")
    said: list[str] = []

    def say(sentence: str) -> None:
        said.append(sentence)
        if sentence.startswith("relay was killed"):
            os.kill(os.getpid(), signal.SIGINT)

    def ready(url: str) -> None:
        assert status.answers(url)
        told = json.loads((state / "run.json").read_text(encoding="utf-8"))
        assert told["url"] == url
        os.kill(told["pids"]["relay"], signal.SIGKILL)

    running = Running(_wish(), say, state)
    running.run(ready)
    assert said[-1] == "relay was killed (SIGKILL) and is started again."
    assert all(child.pid is None for child in running.children.values())
    assert not cluster(state).answers()
    assert not (state / "run.json").exists()


def test_asked_to_stop_before_everything_is_up_it_stops(state: Path) -> None:
    def say(sentence: str) -> None:
        if sentence.startswith("Web"):
            os.kill(os.getpid(), signal.SIGTERM)

    Running(_wish(), say, state).run(lambda _: pytest.fail("It came up."))
    assert not cluster(state).answers()


def test_production_with_an_embedded_database_is_refused_before_anything_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BLUELAMP_ENV", "production")
    monkeypatch.setenv("BLUELAMP_SECRET_KEY", "k" * 60)
    with pytest.raises(UnsafeError, match="DATABASE_URL is missing"):
        Running(_wish(), lambda _: None, tmp_path).run(lambda _: pytest.fail("It came up."))
    assert not (tmp_path / "postgres").exists()


def test_a_reset_leaves_what_is_only_built_again(state: Path) -> None:
    (state / "files").mkdir()
    (state / "files" / "photo").touch()
    (state / "static").mkdir()
    (state / "demo-built").touch()
    with cluster(state).lock() as mine:
        assert mine
        assert not reset(state)  # a command is using it
    assert reset(state)
    assert {path.name for path in state.iterdir()} <= {"static", "postgres", "setup", "run.lock"}
    assert not (state / "postgres" / "data").exists()
