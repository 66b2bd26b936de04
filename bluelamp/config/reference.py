"""The tables in docs/reference, written from the program itself so that they cannot be wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import click

from bluelamp.config import env
from bluelamp.config.console import bluelamp
from bluelamp.config.exits import Exit
from bluelamp.config.paths import ROOT, STATE
from bluelamp.core.news import Event

_PACKAGE = Path(__file__).resolve().parents[1]
_NOTE = "<!-- Written by `make docs`. Change the program, not this page. -->"
_MEANINGS = {
    Exit.DONE: "done",
    Exit.NO: "the answer is no: a ledger that does not verify, a check that found something",
    Exit.USAGE: "an unknown command or option, or a value of the wrong form",
    Exit.UNAVAILABLE: "something that is needed cannot be had: the database, a port, a running Bluelamp",
    Exit.REFUSED: "this actor may not do that",
    Exit.NOT_FOUND: "there is no such thing",
    Exit.INVALID: "the data was understood but cannot be accepted, in this form or in this state",
    Exit.FAULT: "a fault of Bluelamp's own; please report it",
    Exit.INTERRUPTED: "stopped with Ctrl-C or SIGTERM",
}


def pages() -> dict[str, str]:
    """File name -> text. Django is set up, so the settings are declared and the rooms wired."""
    return {
        "settings.md": _page("Settings", "All from the environment.", _settings()),
        "commands.md": _page("Commands", "All of `.venv/bin/bluelamp`.", _commands()),
        "permissions.md": _page(
            "Permissions", "Who may do what. What no row allows is forbidden; an empty cell means any.", _permissions()
        ),
        "events.md": _page(
            "Events", "News from room to room, and who listens. What nobody listens to queues no job.", _events()
        ),
    }


def write(folder: Path) -> list[str]:
    """Write what has changed; returns the names of those pages."""
    changed = outdated(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name in changed:
        (folder / name).write_text(pages()[name], encoding="utf-8")
    return changed


def outdated(folder: Path) -> list[str]:
    """Names of pages that are not what the program says."""
    return [name for name, text in pages().items() if not _is(folder / name, text)]


def _is(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def _page(title: str, lead: str, lines: Iterable[str]) -> str:
    return "\n".join([_NOTE, f"# {title}", "", lead, "", *lines]).rstrip() + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]


def _settings() -> list[str]:
    rows = [
        (f"`{one.name}`", _default(one), one.meaning) for one in sorted(env.DECLARED.values(), key=lambda one: one.name)
    ]
    return _table(("Name", "Default", "Meaning"), rows)


def _default(setting: env.Setting) -> str:
    """Without the place where this checkout happens to be."""
    shown = setting.default.replace(str(STATE), "./var").replace(str(ROOT), ".")
    return f"`{shown}`" if shown else ""


def _commands() -> list[str]:
    context = click.Context(bluelamp, info_name="bluelamp")
    lines = [line for name in bluelamp.list_commands(context) for line in _command(context, name, bluelamp)]
    codes = [(str(code), meaning) for code, meaning in _MEANINGS.items()]
    return [*lines, "## Exit codes", "", *_table(("Code", "Meaning"), codes)]


def _command(parent: click.Context, name: str, group: click.Group) -> list[str]:
    command = group.get_command(parent, name)
    assert command is not None
    context = click.Context(command, info_name=name, parent=parent)
    if isinstance(command, click.Group):
        return [line for inner in command.list_commands(context) for line in _command(context, inner, command)]
    options = [one for one in command.params if isinstance(one, click.Option)]
    rows = [(f"`{record[0]}`", record[1]) for one in options if (record := one.get_help_record(context))]
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    return [
        f"## {context.command_path}",
        "",
        (command.help or "").strip(),
        "",
        f"    {usage}",
        "",
        *([*_table(("Option", "Meaning"), rows), ""] if rows else []),
    ]


def _permissions() -> list[str]:
    from bluelamp.access.permissions import table  # noqa: PLC0415 - needs Django

    rows = [
        (
            f"`{row.action}`",
            ", ".join(sorted(role.value for role in row.roles)),
            ", ".join(sorted(row.states)),
            ", ".join(sorted(relation.value for relation in row.relations)),
            row.why,
        )
        for row in sorted(table(), key=lambda row: row.action)
    ]
    return _table(("Action", "Roles", "States", "Standing how to the matter", "Why"), rows)


def _events() -> list[str]:
    from bluelamp.live.news import name_of, subscriptions  # noqa: PLC0415 - needs Django

    for path in sorted(_PACKAGE.glob("*/events.py")):  # also those that nothing has needed so far
        import_module(f"bluelamp.{path.parent.name}.events")
    listeners = subscriptions()
    rows = [
        (
            f"`{name_of(event)}`",
            ", ".join(f"`{field.name}`" for field in fields(event)),
            ", ".join(f"`{name}`" for name in listeners.get(name_of(event), ())),
        )
        for event in sorted(_subclasses(Event), key=name_of)
    ]
    return _table(("Event", "Fields", "Listeners"), rows)


def _subclasses(of: type[Event]) -> list[type[Event]]:
    """Ours, not those of a test."""
    direct = [one for one in of.__subclasses__() if one.__module__.startswith("bluelamp.")]
    return direct + [inner for one in direct for inner in _subclasses(one)]
