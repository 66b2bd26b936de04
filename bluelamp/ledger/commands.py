"""``bluelamp ledger``: check the seal, prove an entry, keep a checkpoint elsewhere, erase a reason."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import click

from bluelamp.core import printing

if TYPE_CHECKING:
    from bluelamp.ledger.verification import Fault, Verdict

_OWNER_SWITCH = "BLUELAMP_AS_OWNER"  # config's: this process connects as the role that owns the tables

_MOST_LINES = 20  # of faults, for people


@click.group()
def ledger() -> None:
    """Check the account of everything seen and done."""


@ledger.command()
@printing.json_option
@click.option(
    "--checkpoint",
    "known",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A checkpoint that you kept elsewhere: the ledger must still lead to it.",
)
def verify(*, as_json: bool, known: Path | None) -> None:
    """Recompute everything and name every fault; exits 1 when an entry is not what was sealed."""
    from django.conf import settings  # noqa: PLC0415 - Django is set up when the command runs

    from bluelamp.ledger.checkpoint import Checkpoint  # noqa: PLC0415 - the same
    from bluelamp.ledger.verification import verify_ledger  # noqa: PLC0415 - the same

    try:
        kept = Checkpoint.parse(known.read_text(encoding="utf-8")) if known else None
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--checkpoint") from error
    with _progress(wanted=not as_json) as progress:
        verdict = verify_ledger(settings.BLUELAMP_LEDGER_DIR, kept, progress)
    printing.show(asdict(verdict), _in_words(verdict), as_json=as_json)
    if not verdict.ok:
        raise SystemExit(1)


@ledger.command()
@click.argument("entry", type=click.UUID)
@click.option("--json", "as_json", is_flag=True, help="Print JSON (a proof always is).")
def prove(entry: UUID, *, as_json: bool) -> None:  # noqa: ARG001 - every command takes it
    """Print the inclusion proof of ENTRY as JSON: content, leaf, index, path, checkpoint."""
    from django.conf import settings  # noqa: PLC0415 - Django is set up when the command runs

    from bluelamp.ledger.proofs import prove as prove_entry  # noqa: PLC0415 - the same

    click.echo(json.dumps(prove_entry(entry, settings.BLUELAMP_LEDGER_DIR).document()))


@ledger.command()
@printing.json_option
def checkpoint(*, as_json: bool) -> None:
    """Print the latest checkpoint. Keep it where nobody who runs this system can reach it."""
    from django.conf import settings  # noqa: PLC0415 - Django is set up when the command runs

    from bluelamp.core.errors import NotFound  # noqa: PLC0415 - the same
    from bluelamp.ledger.tree import TreeFiles  # noqa: PLC0415 - the same

    found = TreeFiles(settings.BLUELAMP_LEDGER_DIR).checkpoint()
    if found is None:
        raise NotFound("Nothing is sealed yet.")
    printing.show({"checkpoint": found.text()}, found.text().rstrip("\n"), as_json=as_json)


@ledger.command()
@click.argument("entry", type=click.UUID)
@click.option("--because", required=True, help="Why the words must go; kept on the ledger.")
@printing.json_option
def erase_reason(entry: UUID, *, because: str, as_json: bool) -> None:
    """Erase the words of ENTRY's reason for good, as the database's owner. The erasure is on the ledger."""
    from bluelamp.core.actor import Actor  # noqa: PLC0415 - only when the command runs
    from bluelamp.core.errors import NotAllowed  # noqa: PLC0415 - the same
    from bluelamp.core.operator import signed  # noqa: PLC0415 - the same
    from bluelamp.ledger.selectors import may_erase  # noqa: PLC0415 - Django is set up when the command runs
    from bluelamp.ledger.services import erase_note  # noqa: PLC0415 - the same

    if not may_erase():
        if _OWNER_SWITCH in os.environ:
            raise NotAllowed("Only the role that owns the tables may erase. Set BLUELAMP_OWNER_DATABASE_URL to it.")
        command = [sys.executable, *sys.orig_argv[1:]]
        raise SystemExit(subprocess.run(command, env={**os.environ, _OWNER_SWITCH: "1"}, check=False).returncode)
    erasure = erase_note(actor=Actor.job("ledger.erase-reason"), entry=entry, reason=signed(because, "because"))
    content = {"entry": str(entry), "erasure": str(erasure)}
    printing.show(content, f"Erased. The erasure is entry {erasure}.", as_json=as_json)


@contextmanager
def _progress(*, wanted: bool) -> Iterator[Callable[[int], None]]:
    """A running count for people who watch; nothing for machines."""
    shown = wanted and sys.stderr.isatty()
    yield (lambda done: click.echo(f"\r{done:,} entries checked", nl=False, err=True)) if shown else lambda _: None
    if shown:
        click.echo(err=True)


def _in_words(verdict: "Verdict") -> str:
    counts = f"{verdict.entries:,} entries, {verdict.sealed:,} sealed, {verdict.unsealed:,} waiting."
    if verdict.reasons_lost:
        counts += f" {verdict.reasons_lost:,} reasons are gone although no erasure of them was recorded."
    if verdict.ok:
        return f"{counts}\nEvery sealed entry is as it was sealed."
    lines = [counts, *map(_fault_in_words, verdict.faults[:_MOST_LINES])]
    if (further := len(verdict.faults) + verdict.more_faults - _MOST_LINES) > 0:
        lines.append(f"And {further:,} more: see --json.")
    return "\n".join(lines)


def _fault_in_words(fault: "Fault") -> str:
    where = "" if fault.index is None else f" at place {fault.index}"
    return f"BROKEN{where}{f', entry {fault.entry}' if fault.entry else ''}: {fault.what}"
