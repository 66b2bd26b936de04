"""One console: commands are found, errors become words and codes, help starts nothing."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.testing import CliRunner
from django.db import OperationalError

from bluelamp.config import console
from bluelamp.config.console import Console, bluelamp
from bluelamp.config.exits import Exit
from bluelamp.config.postgres_software import PostgresError
from bluelamp.core.errors import Conflict, Invalid, NotAllowed, NotFound, UnloggedReading
from tests.plugins.running import console as command_line
from tests.plugins.running import environment


def _bluelamp(state: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command_line(*arguments), env=environment(state), capture_output=True, text=True, check=False)


def test_the_commands_of_every_room_are_found() -> None:
    found = CliRunner().invoke(bluelamp, ["--help"])
    assert found.exit_code == Exit.DONE
    assert {"run", "ledger", "status", "migrate"} <= {line.split()[0] for line in found.output.splitlines() if line}


def test_help_loads_neither_django_nor_a_driver() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from bluelamp.config.console import bluelamp\n"
        "result = CliRunner().invoke(bluelamp, ['ledger', 'verify', '--help'])\n"
        "assert result.exit_code == 0, result.output\n"
        "print([name for name in ('django', 'psycopg', 'duckdb') if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"


def test_help_of_a_command_starts_no_database(tmp_path: Path) -> None:
    assert _bluelamp(tmp_path, "ledger", "verify", "--help").returncode == Exit.DONE
    assert list(tmp_path.iterdir()) == []


def test_a_rooms_own_command_stays_as_it_was_written() -> None:
    """Whoever calls it by itself, with a database at hand, starts none."""
    from bluelamp.ledger.commands import ledger

    before = {name: command.callback for name, command in ledger.commands.items()}
    whole = Console().rooms()["ledger"]
    assert isinstance(whole, click.Group)
    assert {name: command.callback for name, command in ledger.commands.items()} == before
    assert all(command.callback is not before[name] for name, command in whole.commands.items())


def test_every_command_explains_itself() -> None:
    commands = Console().rooms()
    silent = [name for name, command in commands.items() if not command.get_short_help_str()]
    assert silent == []


def _leaves(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(command, click.Group):
        yield name, command
        return
    for inner, child in command.commands.items():
        yield from _leaves(child, f"{name} {inner}")


def test_every_command_that_comes_to_an_end_can_answer_in_json() -> None:
    leaves = [leaf for name, command in Console().rooms().items() for leaf in _leaves(command, name)]
    words_only = {name for name, leaf in leaves if not any("--json" in one.opts for one in leaf.params)}
    assert words_only == {"web", "relay", "worker"}, "these serve until they are stopped"


def test_two_rooms_cannot_have_the_same_command() -> None:
    room = ModuleType("room")
    room.__dict__["run"] = click.Command("run")
    found = Console()
    found.rooms()
    with pytest.raises(RuntimeError, match="Two rooms have a command named run"):
        found._add_room(room)


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (NotAllowed("Your role does not include this."), Exit.REFUSED, "Your role does not include this."),
        (NotFound("There is no such entry."), Exit.NOT_FOUND, "There is no such entry."),
        (Invalid("Enter a date.", field="from"), Exit.INVALID, "from: Enter a date."),
        (Conflict("The incident is closed."), Exit.INVALID, "The incident is closed."),
        (PostgresError("PostgreSQL did not start."), Exit.UNAVAILABLE, "PostgreSQL did not start."),
        (OperationalError("connection refused\n"), Exit.UNAVAILABLE, "connection refused"),
        (UnloggedReading("No reading is open."), Exit.FAULT, "Traceback"),
        (ZeroDivisionError(), Exit.FAULT, "ZeroDivisionError"),
    ],
)
def test_errors_become_words_and_codes(
    error: Exception, code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped, console._exit_codes():
        raise error
    assert stopped.value.code == code
    shown = capsys.readouterr()
    assert words in shown.err or not words.startswith("Traceback")
    assert shown.out == ""


def test_an_interrupted_command_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped, console._exit_codes():
        raise KeyboardInterrupt
    assert stopped.value.code == Exit.INTERRUPTED
    assert capsys.readouterr().err == "Stopped.\n"


def test_wrong_usage_has_its_own_code(tmp_path: Path) -> None:
    found = _bluelamp(tmp_path, "run", "--port", "high")
    assert found.returncode == Exit.USAGE
    assert "'high' is not a valid integer" in found.stderr


def test_status_of_what_does_not_run(tmp_path: Path) -> None:
    found = _bluelamp(tmp_path, "status", "--json")
    assert found.returncode == Exit.UNAVAILABLE
    assert json.loads(found.stdout) == {"running": False}
