"""``bluelamp news``: what rooms told each other and somebody did not hear."""

import json
from dataclasses import asdict

import click


@click.group()
def news() -> None:
    """News between rooms that did not arrive."""


@news.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def waiting(*, as_json: bool) -> None:
    """List the news that failed so far; exits 1 when some of it was given up."""
    from bluelamp.core.actor import Actor  # noqa: PLC0415 - only when the command runs
    from bluelamp.live import selectors  # noqa: PLC0415 - Django is set up when the command runs

    found = selectors.waiting(actor=Actor.job("news.waiting"))
    given_up = sum(one.given_up for one in found)
    if as_json:
        click.echo(json.dumps({"waiting": [asdict(one) for one in found], "given_up": given_up}))
    else:
        for one in found:
            state = "given up" if one.given_up else "tried again by itself"
            click.echo(f"{one.name} {one.event_id}: failed {one.tries} times, {state}.")
        click.echo(f"{len(found):,} waiting, {given_up:,} of them given up.")
    if given_up:
        raise SystemExit(1)


@news.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def again(*, as_json: bool) -> None:
    """Send what was given up once more, after its fault is mended. Who has heard it does not hear it twice."""
    from bluelamp.core.actor import Actor  # noqa: PLC0415 - only when the command runs
    from bluelamp.live import services  # noqa: PLC0415 - Django is set up when the command runs

    sent = services.send_again(actor=Actor.job("news.again"))
    click.echo(json.dumps({"sent_again": sent}) if as_json else f"{sent:,} sent again.")
