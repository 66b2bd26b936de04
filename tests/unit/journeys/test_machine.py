"""The same forms for programs: the definition, its version, and the schema of its answers."""

import pytest
from django.test import Client

from bluelamp.contact.report_types import ReportType, report_types
from bluelamp.journeys.data import canonical, fingerprint
from bluelamp.journeys.definition import version_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("report", report_types().values(), ids=lambda report: report.slug)
def test_a_form_for_offline_use(report: ReportType) -> None:
    form = Client().get(f"/journeys/{report.slug}.json").json()
    assert form["slug"] == report.slug
    assert form["version"] == version_of(report.journey)
    assert fingerprint(canonical(form["definition"])) == form["version"]  # in the source language they are the same
    schema = Client().get(f"/journeys/{report.slug}.schema.json")
    assert schema["Content-Type"] == "application/schema+json"
    assert schema.json()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema.json()["$id"] == f"urn:sha256:{form['version']}"
    assert set(schema.json()["properties"]) == {question.name for question in report.journey}


def test_a_form_that_is_none() -> None:
    assert Client().get("/journeys/nothing.json").status_code == 404
    assert Client().get("/journeys/nothing.schema.json").status_code == 404


def test_the_ground_beneath_a_map_names_places_and_is_kept_for_a_day() -> None:
    answer = Client().get("/journeys/ground.json")
    assert answer["Cache-Control"] == "public, max-age=86400"
    found = answer.json()
    named = {one["properties"]["label"]: one["geometry"]["coordinates"] for one in found["features"]["features"]}
    for name in ("Sutton Coldfield", "Foleshill"):  # a town, and a part of one
        longitude, latitude = named[name]
        assert -3 < longitude < -1
        assert 52 < latitude < 53
    assert found["areas"]["features"]
