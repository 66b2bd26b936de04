"""``bluelamp demo``: the synthetic force."""

import time
from dataclasses import asdict

import click

from bluelamp.core import printing

STANDS_ALONE = frozenset({"thread"})  # it speaks to a server, not to a database


@click.group()
def demo() -> None:
    """The synthetic demo force."""


@demo.command()
@click.option("--seed", type=int, default=2020, show_default=True, help="The same seed gives the same force.")
@printing.json_option
def build(*, seed: int, as_json: bool) -> None:
    """Build the demo force in an empty database; does nothing when it stands."""
    from django.conf import settings  # noqa: PLC0415 - Django is set up when the command runs

    from bluelamp.core.actor import Actor  # noqa: PLC0415 - the same
    from bluelamp.core.clock import today  # noqa: PLC0415 - the same
    from bluelamp.demo.figures import load_figures  # noqa: PLC0415 - the same
    from bluelamp.demo.services import build_demo  # noqa: PLC0415 - the same

    if not settings.BLUELAMP_DEMO:
        raise click.ClickException("This is production: a demo force cannot be built here.")
    started = time.monotonic()
    built = build_demo(actor=Actor.job("demo"), seed=seed)
    figures = load_figures(actor=Actor.job("demo"), seed=seed, today=today()) if built else 0
    seconds = round(time.monotonic() - started, 2)
    words = "The demo force already stands."
    if built is not None:
        words = (
            f"Built {built.incidents:,} incidents and {built.reports} reports, and loaded {figures:,} rows of invented "
        )
        words += f"figures, in {seconds} s."
    found = {"built": built is not None, "seconds": seconds, "figures": figures, **(asdict(built) if built else {})}
    printing.show(found, words, as_json=as_json)


@click.command()
@click.option("--url", required=True, help="Where the demo runs, like http://localhost:8000.")
@printing.json_option
def thread(*, url: str, as_json: bool) -> None:
    """Send one report all the way to its outcome, over HTTP, as people would; exits 1 when a step fails."""
    from bluelamp.demo.thread import Thread  # noqa: PLC0415 - --help need not wait

    started = time.monotonic()
    steps = Thread(url.rstrip("/")).run()
    ok, seconds = all(step.ok for step in steps), round(time.monotonic() - started, 2)
    lines = (f"{'ok  ' if step.ok else 'FAIL'} {step.seconds:6.2f} s  {step.name} {step.problem}" for step in steps)
    found = {"ok": ok, "seconds": seconds, "steps": [asdict(step) for step in steps]}
    printing.show(found, "\n".join(lines), as_json=as_json)
    if not ok:
        raise SystemExit(1)
