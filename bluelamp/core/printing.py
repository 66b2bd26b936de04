"""What a command says at its end: words for people or, with ``--json``, one JSON object for machines."""

import json
from collections.abc import Mapping

import click

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


def show(found: Mapping[str, object], words: str, *, as_json: bool) -> None:
    """Print ``found`` as JSON when it is wanted so, else ``words``; nothing where they are empty."""
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
    elif words:
        click.echo(words)
