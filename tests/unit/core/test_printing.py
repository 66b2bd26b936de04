"""At its end a command speaks to people or to machines, never to both."""

import json

import click
import pytest
from click.testing import CliRunner

from bluelamp.core import printing


@click.command()
@printing.json_option
@click.argument("words")
def told(words: str, *, as_json: bool) -> None:
    printing.show({"street": "Straße", "count": 2}, words, as_json=as_json)


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        (["Two were found."], "Two were found.\n"),
        ([""], ""),
    ],
)
def test_people_are_told_words_and_nothing_where_there_are_none(arguments: list[str], printed: str) -> None:
    assert CliRunner().invoke(told, arguments).stdout == printed


@pytest.mark.parametrize("words", ["Two were found.", ""])
def test_a_machine_gets_one_object_on_one_line_whatever_the_words(words: str) -> None:
    (line,) = CliRunner().invoke(told, [words, "--json"]).stdout.splitlines()
    assert json.loads(line) == {"street": "Straße", "count": 2}
    assert "Straße" in line
