from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from bluelamp.core import clock
from bluelamp.ui import charts

AT = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
KIT = Path(__file__).resolve().parents[3] / "bluelamp" / "ui" / "templates" / "ui" / "kit"


class Elements(HTMLParser):
    """The elements of a piece of HTML: ``found("input", name="x")`` gives the attributes of those that match."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words += data

    def found(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        return [a for t, a in self.all if t == tag and all(a.get(k) == v for k, v in wanted.items())]


def shown(file: str, names: str, call: str, **context: object) -> Elements:
    backend: Any = engines["jinja2"]
    source = f'{{% from "ui/kit/{file}.html" import {names} with context %}}{call}'
    return Elements(backend.env.from_string(source).render(**context))


@pytest.fixture(autouse=True)
def _at() -> Iterator[None]:
    with clock.fixed(AT):
        yield


@pytest.mark.parametrize("file", sorted(KIT.glob("*.html")), ids=lambda file: file.stem)
def test_every_part_begins_with_how_to_use_it(file: Path) -> None:
    head = file.read_text().split("-#}")[0]
    assert head.startswith("{#-\nui/kit/")
    assert "{% from " in head


@pytest.mark.parametrize(
    ("level", "tone", "words"),
    [
        ("high", "high", "High risk"),
        ("standard", "low", "Standard risk"),
        (None, "none", "Not assessed"),
        ("strange", "none", "Not assessed"),
    ],
)
def test_risk_is_said_in_words_and_shape_as_well_as_colour(level: str | None, tone: str, words: str) -> None:
    page = shown("badge", "risk", "{{ risk(level) }}", level=level)
    assert page.words.strip() == words
    assert page.all[0][1]["class"] == f"bl-badge bl-tone-{tone}"
    assert page.found("svg", **{"aria-hidden": "true"})


@pytest.mark.parametrize(
    ("due", "met", "tone", "words"),
    [
        (timedelta(minutes=9), None, "medium", "Due in 9 minutes"),
        (timedelta(hours=2), None, "none", "Due in 2 hours"),
        (timedelta(minutes=-65), None, "critical", "Overdue by 1 hour 5 minutes"),
        (timedelta(minutes=9), timedelta(0), "low", "Done in time"),
        (timedelta(minutes=-9), timedelta(0), "high", "Done 9 minutes late"),
    ],
)
def test_deadlines(due: timedelta, met: timedelta | None, tone: str, words: str) -> None:
    page = shown("time", "deadline", "{{ deadline(due, met) }}", due=AT + due, met=None if met is None else AT + met)
    assert page.words.strip() == words
    assert f"bl-tone-{tone}" in page.all[0][1]["class"]


def test_moments_carry_the_exact_time() -> None:
    page = shown("time", "when, ago", "{{ when(at, 'short') }}, {{ ago(at) }}", at=AT - timedelta(minutes=4))
    assert page.words == "22 Nov 14:56, 4 minutes ago"
    assert [a["datetime"] for a in page.found("time")] == ["2026-11-22T14:56:00Z"] * 2
    assert shown("time", "when", "{{ when(none, empty='Not yet') }}").words == "Not yet"


def test_a_missing_fact_is_seen_as_missing() -> None:
    page = shown("summary", "summary", "{{ summary(rows) }}", rows=[{"key": "Place", "value": None, "href": "/x"}])
    assert "Not known" in page.words
    assert "Change Place" in " ".join(page.words.split())


def test_a_queue_row_is_a_link_with_risk_and_labels_for_narrow_screens() -> None:
    columns = [{"text": "Report"}, {"text": "Waiting"}, {"text": "Photos", "num": True}]
    rows = [{"id": "r1", "tone": "high", "href": "/r1", "link": "CR-1", "cells": ["4 minutes", 2], "current": True}]
    page = shown("queue", "queue", "{{ queue('Waiting', columns, rows) }}", columns=columns, rows=rows)
    assert page.found("tr", id="r1", **{"aria-current": "true"})[0]["class"] == "bl-tone-high"
    assert [a["data-label"] for a in page.found("td")] == ["Waiting", "Photos"]
    assert page.found("th", scope="row")
    empty = shown("queue", "queue", "{{ queue('Waiting', columns, [], empty='No reports.') }}", columns=columns)
    assert "No reports." in empty.words
    assert not empty.found("table")


def test_what_stands_below_a_row_turns_nothing_beside_it() -> None:
    rows = [{"id": "r1", "href": "/r1", "link": "CR-1", "more": "\u202e12 <Row>", "cells": ["4 minutes"]}]
    columns = [{"text": "Report"}, {"text": "Waiting"}]
    page = shown("queue", "queue", "{{ queue('Waiting', columns, rows) }}", columns=columns, rows=rows)
    assert len(page.found("bdi")) == 1
    assert "\u202e12 <Row>" in page.words


def test_timelines_tables_tabs_filters_and_notices() -> None:
    timeline = shown(
        "timeline", "timeline", "{{ timeline(items) }}", items=[{"at": AT, "title": "<Arrived>", "id": "e1"}]
    )
    assert "<Arrived>" in timeline.words  # parsed back: it was escaped
    assert timeline.found("li", id="e1")
    table = shown("table", "table", "{{ table('C', ['A', {'text': 'B', 'num': true}], [['x', 1]], foot=['All', 1]) }}")
    assert [a.get("class") for a in table.found("td")] == ["bl-num", "bl-num"]
    tabs = shown("tabs", "tabs", "{{ tabs('V', [{'text': 'S', 'href': '/s', 'current': true, 'count': 0}]) }}")
    assert tabs.found("a", href="/s", **{"aria-current": "page"})
    assert tabs.words.strip() == "S 0"
    call = "{% call filter_bar(active=[{'text': 'High', 'without': '/all'}]) %}<b>in</b>{% endcall %}"
    filters = shown("filters", "filter_bar", call)
    assert filters.found("form", method="get", role="search")
    assert "Remove filter High" in filters.words
    assert shown("notice", "notice", "{{ notice('Saved', live=true) }}").found("div", role="status")


def test_pages_keep_the_other_query_values() -> None:
    request = RequestFactory().get("/queue", {"risk": "high"})
    page = Paginator(range(100), 10).page(5)
    pages = shown("pagination", "pagination", "{{ pagination(page) }}", page=page, request=request)
    assert pages.found("a", rel="next", href="/queue?risk=high&page=6")
    assert "41 to 50 of 100" in pages.words
    one = shown("pagination", "pagination", "{{ pagination(page) }}", page=Paginator([1], 10).page(1), request=request)
    assert one.all == []


class Form(forms.Form):
    place = forms.CharField(help_text="A street", error_messages={"required": "Enter the street"})
    harm = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect, initial="b")
    read = forms.BooleanField(label="I read it", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


FIELDS = "{% for f in form %}{{ bound(f) }}{% endfor %}"


def test_fields_of_a_form_are_tied_to_their_label_hint_and_error() -> None:
    page = shown("fields", "bound, error_list", "{{ error_list(form) }}" + FIELDS, form=Form({"harm": "a"}))
    field = page.found("input", name="place")[0]
    ids = {a["id"] for _tag, a in page.all if "id" in a}
    assert field["aria-invalid"] == "true"
    assert set(field["aria-describedby"].split()) <= ids
    assert page.found("label", **{"for": field["id"]})
    assert page.found("a", href=f"#{field['id']}")
    assert page.words.count("Enter the street") == 2
    assert page.found("fieldset")
    assert len(page.found("input", type="radio")) == 2
    assert page.found("input", type="radio", value="a", checked="")
    assert page.found("input", type="checkbox", name="read")
    assert page.found("input", type="hidden", name="secret")


def test_a_form_without_errors_has_no_error_list() -> None:
    page = shown("fields", "bound, error_list", "{{ error_list(form) }}" + FIELDS, form=Form())
    assert not [a for _tag, a in page.all if "data-errors" in a]
    assert "aria-invalid" not in page.found("input", name="place")[0]


def test_plain_fields_tie_errors_and_escape_values() -> None:
    call = """{{ input('a', 'Street', value='"><b>', hint='H', error='Enter the street') }}
      {{ select('b', 'Team', [(1, 'One'), (2, 'Two')], value='2') }}{{ textarea('c', 'Note', value='</textarea><b>') }}
      {{ radios('d', 'Harm', [('x', 'X'), ('y', 'Y')], value='y', error='Choose') }}
      {{ submit('Save') }}{{ post_button('/go', 'Go', csrf_input, kind='stop', hidden={'version': 3}) }}"""
    names = "input, select, textarea, radios, submit, post_button"
    page = shown("fields", names, call, csrf_input="")
    ids = {a["id"] for _tag, a in page.all if "id" in a}
    field = page.found("input", name="a")[0]
    assert field["value"] == '"><b>'
    assert set(field["aria-describedby"].split()) == {"id_a_hint", "id_a_error"} <= ids
    assert not page.found("b")
    assert page.found("option", value="2", selected="")
    assert page.found("input", name="d", value="y", checked="")
    assert page.found("fieldset", **{"aria-describedby": "id_d_error"})
    assert page.found("form", action="/go", method="post")
    assert page.found("input", type="hidden", name="version", value="3")


def test_a_chart_always_comes_with_its_figures() -> None:
    drawn = charts.line(title="Reports", labels=["May"], series={"Online": [3], "Telephone": [4]}, axis="Month")
    page = shown("chart", "chart", "{{ chart(drawn, note='Source') }}", drawn=drawn)
    assert page.found("details")
    assert page.found("table")
    for words in ("Month", "May", "Telephone", "4", "Source"):
        assert words in page.words


def test_a_map_always_comes_with_its_list_and_the_same_data() -> None:
    point = {"type": "Point", "coordinates": [-1.9, 52.5]}
    properties = {"id": "a", "name": "<Lantern> Row", "count": 5}
    features = {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "geometry": point, "properties": properties}],
    }
    columns = [{"text": "Place", "key": "name"}, {"text": "Crimes", "key": "count", "num": True}]
    call = "{{ map_with_list('m', 'Crimes', features, columns) }}"
    page = shown("map", "map_with_list", call, features=features, columns=columns)
    assert page.found("div", id="m", **{"data-map": "m-data"})
    assert page.found("tr", id="m-a", **{"data-map-row": "a"})
    assert page.found("script", id="m-data", type="application/json")
    assert "<Lantern> Row" in page.words
    assert "\\u003cLantern\\u003e Row" in page.words
    moved = {"id": "b", "name": "RA01", "count": 1, "at": "2026-01-02T03:04:05+00:00"}
    features["features"] = [{"type": "Feature", "geometry": point, "properties": one} for one in (moved, properties)]
    columns = [{"text": "Place", "key": "name"}, {"text": "Crimes", "key": "count", "ago": "at"}]
    page = shown("map", "map_with_list", call, features=features, columns=columns)
    assert page.found("time", datetime="2026-01-02T03:04:05Z")
    assert "Seen" in page.words
    assert len(page.found("time")) == 1, "what never moves has no such moment"
    nothing = shown("map", "map_with_list", call, features={"features": []}, columns=columns)
    assert "Nothing to show here." in nothing.words


def test_the_ground_of_a_map_is_its_own_or_the_pages() -> None:
    said: dict[str, Any] = {"features": {"features": []}, "columns": [], "areas": {"features": []}}
    own = shown("map", "map_with_list", "{{ map_with_list('m', 'Crimes', features, columns, areas=areas) }}", **said)
    assert own.found("div", id="m", **{"data-map-ground": "m-ground"})
    assert own.found("script", id="m-ground", type="application/json")
    call = "{{ map_with_list('m', 'Crimes', features, columns, ground='land') }}"
    other = shown("map", "map_with_list", call, **said)
    assert other.found("div", id="m", **{"data-map-ground": "land"})
    assert not other.found("script", id="m-ground")
