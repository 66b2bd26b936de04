"""``bluelamp load``: bring open data in, see what is held. ``bluelamp what-if``: what became of what was reported."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bluelamp.core import printing

if TYPE_CHECKING:
    from bluelamp.analytics.loading import Progress
    from bluelamp.analytics.types import LoadSummary, TrackRecord

_INVALID = 6  # docs/reference/commands.md: understood, but cannot be accepted
_SHOWN = 20  # refused files named one by one


@click.group()
def load() -> None:
    """Bring open data into the warehouse."""


@load.command("police-data")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@click.option(
    "--columns",
    metavar="MAP",
    help="For files with other headers: OUR COLUMN=THEIR COLUMN with commas between, or a JSON file of such pairs. "
    "Columns named as published need not be listed; what is neither is left out.",
)
@click.option("--force", default="", metavar="FORCE", help="For files that do not say it, like west-yorkshire.")
@printing.json_option
def police_data(paths: tuple[Path, ...], columns: str | None, force: str, as_json: bool) -> int:
    """Load data.police.uk street, outcomes and stop and search files.

    PATH is a csv, csv.gz or zip file or a folder of them. Loading a file again changes nothing; a month published
    anew replaces the old one. Rows that cannot be loaded are kept: see "bluelamp load rejected". Exits 6 when a
    whole file was refused.

    \b
    bluelamp load police-data 2017-07-west-yorkshire-street.csv.gz
    bluelamp load police-data burglaries.csv --force west-yorkshire --columns "Month=MONTH,Crime type=OFFENCE,
        Longitude=LNG,Latitude=LAT"
    """
    from bluelamp.analytics.services import load_police_data  # noqa: PLC0415 - Django is set up when it runs
    from bluelamp.core.actor import Actor  # noqa: PLC0415 - the same

    pairs = None if columns is None else _column_map(columns)
    with _progress_bar(hidden=as_json) as progress:
        summary = load_police_data(
            actor=Actor.job("load police-data"), paths=paths, columns=pairs, force=force, progress=progress
        )
    if as_json:
        keys = ("rows", "loaded", "rejected", "seconds")
        click.echo(json.dumps({key: getattr(summary, key) for key in keys}))
    else:
        _tell(summary)
    for outcome in summary.refused[:_SHOWN]:
        click.echo(f"Refused: {outcome.file}: {outcome.said}", err=True)
    if summary.refused:
        click.get_current_context().exit(_INVALID)
    return 0


@load.command("held")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
def held(as_json: bool) -> None:
    """Show what the warehouse holds: kind, force, month, rows."""
    from bluelamp.analytics.selectors import default_warehouse  # noqa: PLC0415 - Django is set up when it runs

    units = default_warehouse().manifest.units
    every = [units[unit] for unit in sorted(units)]
    if as_json:
        click.echo(json.dumps([asdict(one) for one in every]))
        return
    for one in every:
        click.echo(f"{one.unit.kind:<16} {one.unit.force:<24} {one.unit.month}  {one.rows:>10,}")
    click.echo(f"{len(every):,} months, {sum(one.rows for one in every):,} rows.")


@load.command("rejected")
@click.argument("load_id", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def rejected(load_id: str | None, as_json: bool) -> None:
    """Show the rows that a load did not take, with the reason; of the latest load unless LOAD_ID says which."""
    from bluelamp.analytics.selectors import default_warehouse  # noqa: PLC0415 - Django is set up when it runs
    from bluelamp.core.errors import NotFound  # noqa: PLC0415 - the same

    warehouse = default_warehouse()
    loads = [str(told["load_id"]) for told in warehouse.manifest.loads]
    if not loads or (load_id and load_id not in loads):
        raise NotFound("There is no such load." if load_id else "Nothing has been loaded yet.")
    for rejection in warehouse.rejections(load_id or loads[-1]):
        if as_json:
            click.echo(json.dumps(asdict(rejection), ensure_ascii=False))
        else:
            rows = f" ({rejection.rows:,} rows)" if rejection.rows != 1 else ""
            click.echo(f"{rejection.file}, line {rejection.line}{rows}: {rejection.reason}\n    {rejection.text}")


@click.group("what-if")
def what_if() -> None:
    """What happened to reports like one, as the public page says it."""


@what_if.command("outcomes")
@click.option("--crime", required=True, metavar="TYPE", help="A published type, like burglary or “Vehicle crime”.")
@click.option("--area", default="", metavar="CODE", help="A district or force, like leeds or west-yorkshire.")
@printing.json_option
def outcomes(*, crime: str, area: str, as_json: bool) -> None:
    """Print what had become of reports of a type after 1, 3, 6 and 12 months, or why nothing is said.

    Reports of the area, or with fewer than 100 there of its force, then of all forces held. Nothing is said of fewer
    than 10, of rape and other sexual offences, domestic abuse and stalking, nor while it is switched off.
    """
    from bluelamp.analytics.selectors import outcome_area, record_of_type  # noqa: PLC0415 - Django is set up when it runs
    from bluelamp.analytics.types import NoRecord  # noqa: PLC0415 - the same

    found = record_of_type(crime=crime, area=outcome_area(code=area))
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False))
    elif isinstance(found, NoRecord):
        click.echo(f"{found.crime_type}: nothing is said ({found.why}).")
    else:
        _tell_record(found)


@what_if.command("stop")
@click.option("--reason", required=True, help="Stays on the ledger, with the name of whoever runs this.")
@printing.json_option
def stop(*, reason: str, as_json: bool) -> None:
    """Say nothing to the public about what became of reports, from now on."""
    from bluelamp.analytics.services import stop_outcomes  # noqa: PLC0415 - Django is set up when it runs
    from bluelamp.core.actor import Actor  # noqa: PLC0415 - the same
    from bluelamp.core.operator import signed  # noqa: PLC0415 - the same

    stop_outcomes(actor=Actor.job("what-if"), reason=signed(reason, "reason"))
    printing.show({"shown": False}, "Stopped. The page shows rules and support alone.", as_json=as_json)


@what_if.command("resume")
@click.option("--reason", required=True, help="Stays on the ledger, with the name of whoever runs this.")
@printing.json_option
def resume(*, reason: str, as_json: bool) -> None:
    """Say it again."""
    from bluelamp.analytics.services import resume_outcomes  # noqa: PLC0415 - Django is set up when it runs
    from bluelamp.core.actor import Actor  # noqa: PLC0415 - the same
    from bluelamp.core.operator import signed  # noqa: PLC0415 - the same

    resume_outcomes(actor=Actor.job("what-if"), reason=signed(reason, "reason"))
    printing.show({"shown": True}, "Shown again.", as_json=as_json)


def _tell_record(found: "TrackRecord") -> None:
    where = found.area.name or "all forces held"
    click.echo(f"{found.crime_type}, {where}: {found.cases:,} reports, {found.first_month} to {found.last_month}.")
    for stage in found.stages:
        click.echo("As last published:" if stage.months is None else f"By the end of month {stage.months}:")
        for one in stage.shares:
            likely = f"{one.low:.1%}-{one.high:.1%}"
            click.echo(f"  {one.ending:<14} {one.count:>8,}  {one.share:6.1%}  likely {likely}")


def _column_map(text: str) -> Mapping[str, str]:
    from bluelamp.analytics.layouts import parse_map, read_map  # noqa: PLC0415 - only when it runs

    path = Path(text)
    return read_map(path.read_text(encoding="utf-8")) if text.endswith(".json") and path.is_file() else parse_map(text)


@contextmanager
def _progress_bar(*, hidden: bool) -> "Iterator[Progress]":
    """A bar on stderr for people at a terminal."""
    from rich.console import Console  # noqa: PLC0415 - only when it runs
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415 - same

    columns = TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn()
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=hidden or not console.is_terminal) as bar:
        task = bar.add_task("Reading", total=None)

        def show(done: int, total: int, file: str) -> None:
            bar.update(task, completed=done, total=total, description=file[-50:])

        yield show


def _tell(summary: "LoadSummary") -> None:
    states = [outcome.state for outcome in summary.files]
    for outcome in summary.files:
        if outcome.said and outcome.state in ("loaded", "replaced"):
            click.echo(f"{outcome.file}: {outcome.said}")
    click.echo(
        f"{summary.rows:,} rows read in {summary.seconds:.1f} s: {summary.loaded:,} loaded, "
        f"{summary.rejected:,} rejected. Files: {states.count('loaded')} new, {states.count('replaced')} replaced, "
        f"{states.count('unchanged')} loaded before, {states.count('refused')} refused."
    )
    if summary.rejected:
        click.echo("To see the rejected rows and the reasons: bluelamp load rejected")
