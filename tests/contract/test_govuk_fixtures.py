"""GOV.UK's own fixtures, rendered through our environment: every component says what GOV.UK Frontend says."""

import json
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.template import engines
from jinja2 import Environment

ROOT = Path(__file__).resolve().parents[2]
COMPONENTS = ROOT / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "components"
VERSION = "6.3.0"  # what govuk-frontend-jinja 4.1.0 was ported from
EXPECTED = 657


class _Canonical(HTMLParser):
    """Elements, attributes in order of name and words; spaces between elements and runs of spaces do not count."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append((tag, sorted((name, " ".join((value or "").split())) for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        words = data.split()
        if words and self.parts and isinstance(self.parts[-1], list):
            self.parts[-1] += words
        elif words:
            self.parts.append(words)


def canonical(html: str) -> list[object]:
    parser = _Canonical()
    parser.feed(html)
    parser.close()
    return parser.parts


@cache
def _environment() -> Environment:
    backend: Any = engines["jinja2"]
    env: Environment = backend.env
    return env


def _macro_name(component: str) -> str:
    return "govuk" + "".join(word.capitalize() for word in component.split("-"))


def _fixtures() -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted(COMPONENTS.glob("*/fixtures.json")):
        data = json.loads(file.read_text())
        for fixture in data["fixtures"]:
            yield data["component"], fixture


def render(component: str, options: dict[str, Any]) -> str:
    source = (
        f'{{% from "govuk_frontend_jinja/components/{component}/macro.html" import {_macro_name(component)} %}}'
        f"{{{{ {_macro_name(component)}(options) }}}}"
    )
    return _environment().from_string(source).render(options=options)


def test_the_fixtures_are_those_of_the_version_we_pinned() -> None:
    package = json.loads((ROOT / "node_modules" / "govuk-frontend" / "package.json").read_text())
    assert package["version"] == VERSION
    assert len(list(_fixtures())) == EXPECTED


@pytest.mark.parametrize("component", sorted(p.parent.name for p in COMPONENTS.glob("*/fixtures.json")))
def test_every_fixture_is_equal(component: str) -> None:
    different = [
        fixture["name"]
        for name, fixture in _fixtures()
        if name == component and canonical(render(name, fixture["options"])) != canonical(fixture["html"])
    ]
    assert different == []


def test_the_comparison_sees_a_difference() -> None:
    assert canonical("<p class='a  b'>one\n two</p>") == canonical('<p class="a b"> one two </p>')
    assert canonical("<p>one</p>") != canonical("<p>two</p>")
    assert canonical("<p>one</p>") != canonical('<p id="x">one</p>')
    assert canonical("<p>one</p>") != canonical("<div>one</div>")
