"""``bluelamp``: one console command. Rooms bring their own in ``commands.py``; heavy imports wait until one runs.

A command that needs the database starts it when it is not running, and then stops it again. It goes through the
same services and permissions as the pages.
"""

import importlib
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from copy import copy
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import click

from bluelamp.config.exits import Exit
from bluelamp.core.errors import BluelampError

_PACKAGE = Path(__file__).resolve().parents[1]


_BY_STATUS = {403: Exit.REFUSED, 404: Exit.NOT_FOUND, 409: Exit.INVALID, 413: Exit.INVALID, 422: Exit.INVALID}


class Console(click.Group):
    """Finds the commands of every room when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(self.rooms())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        return self.rooms().get(cmd_name)

    def rooms(self) -> MutableMapping[str, click.Command]:
        """Name -> command, of all rooms. Two rooms with the same name are a fault."""
        if not self.commands:
            for path in sorted(_PACKAGE.glob("*/commands.py")):
                self._add_room(importlib.import_module(f"bluelamp.{path.parent.name}.commands"))
        return self.commands

    def _add_room(self, module: ModuleType) -> None:
        alone: frozenset[str] = getattr(module, "STANDS_ALONE", frozenset())
        for command in _outermost(module):
            name = command.name or ""
            if name in self.commands:
                raise RuntimeError(f"Two rooms have a command named {name}.")
            self.add_command(command if name in alone else _equipped(command))


def _outermost(module: ModuleType) -> list[click.Command]:
    """The module's own commands that are not part of one of its groups."""
    own = [thing for thing in vars(module).values() if isinstance(thing, click.Command)]
    inner = {id(child) for thing in own if isinstance(thing, click.Group) for child in thing.commands.values()}
    return [thing for thing in own if id(thing) not in inner]


def _equipped(command: click.Command) -> click.Command:
    """The same, each leaf with what it needs when it runs: ``--help`` starts nothing. The room's own stays as it is."""
    equipped = copy(command)
    if isinstance(equipped, click.Group):
        equipped.commands = {name: _equipped(child) for name, child in equipped.commands.items()}
    elif equipped.callback is not None:
        equipped.callback = _with_database(equipped.callback)
    return equipped


def _with_database(callback: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(callback)
    def run(*args: Any, **options: Any) -> Any:
        from bluelamp.config.embedded import available  # noqa: PLC0415 - see above

        with available(say):
            prepare_django()
            return callback(*args, **options)

    return run


def prepare_django() -> None:
    """Load the settings and every app."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.config.settings")
    import django  # noqa: PLC0415 - a second that --help need not wait for

    django.setup()


def say(sentence: str) -> None:
    """Progress, for people: on stderr, so that ``--json`` stays clean."""
    click.echo(sentence, err=True)


@click.group(cls=Console, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def bluelamp() -> None:
    """Bluelamp: one record, one ledger, one live feed, one form language."""


def main() -> None:
    """The ``bluelamp`` command."""
    perform(sys.argv[1:])


def perform(order: Sequence[str]) -> NoReturn:
    """One command, such as ``["ledger", "verify"]``; ends the process with its exit code."""
    signal.signal(signal.SIGTERM, _interrupt)  # so that what a command started is stopped, too
    with _exit_codes():
        code = bluelamp(list(order), standalone_mode=False, prog_name="bluelamp")
    sys.exit(code if isinstance(code, int) else Exit.DONE)  # an int only where click's own ctx.exit() was called


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


@contextmanager
def _exit_codes() -> Iterator[None]:
    try:
        yield
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        say("Stopped.")
        sys.exit(Exit.INTERRUPTED)
    except Exception as error:
        sys.exit(_explain(error))


def _explain(error: Exception) -> int:
    """Say what happened; a fault of our own with the place where it happened. Returns the exit code."""
    from django.db import OperationalError  # noqa: PLC0415 - only now

    from bluelamp.config.postgres_software import PostgresError  # noqa: PLC0415 - only now

    if isinstance(error, BluelampError) and error.http_status in _BY_STATUS:
        say(f"{error.field}: {error.message}" if error.field else error.message)
        return _BY_STATUS[error.http_status]
    if isinstance(error, PostgresError | OperationalError):
        say(str(error).strip())
        return Exit.UNAVAILABLE
    traceback.print_exception(error)
    return Exit.FAULT
