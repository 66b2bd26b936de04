"""``bluelamp news``: what rooms told each other and somebody did not hear."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from bluelamp.core import printing

if TYPE_CHECKING:
    from bluelamp.live.selectors import Waiting


@click.group()
def news() -> None:
    """News between rooms that did not arrive."""


@news.command()
@printing.json_option
def waiting(*, as_json: bool) -> None:
    """List the news that failed so far; exits 1 when some of it was given up."""
    from bluelamp.core.actor import Actor  # noqa: PLC0415 - only when the command runs
    from bluelamp.live import selectors  # noqa: PLC0415 - Django is set up when the command runs

    found = selectors.waiting(actor=Actor.job("news.waiting"))
    given_up = sum(one.given_up for one in found)
    lines = [f"{one.name} {one.event_id}: failed {one.tries} times, {_next(one)}." for one in found]
    lines.append(f"{len(found):,} waiting, {given_up:,} of them given up.")
    told = {"waiting": [asdict(one) for one in found], "given_up": given_up}
    printing.show(told, "\n".join(lines), as_json=as_json)
    if given_up:
        raise SystemExit(1)


@news.command()
@printing.json_option
def again(*, as_json: bool) -> None:
    """Send what was given up once more, after its fault is mended. Who has heard it does not hear it twice."""
    from bluelamp.core.actor import Actor  # noqa: PLC0415 - only when the command runs
    from bluelamp.live import services  # noqa: PLC0415 - Django is set up when the command runs

    sent = services.send_again(actor=Actor.job("news.again"))
    printing.show({"sent_again": sent}, f"{sent:,} sent again.", as_json=as_json)


def _next(one: "Waiting") -> str:
    return "given up" if one.given_up else "tried again by itself"
