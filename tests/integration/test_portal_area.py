"""The public page about crime in an area says what its figures add up to, and what is not in them."""

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from bluelamp.analytics.selectors import default_warehouse
from bluelamp.core.places import attribution
from tests.factories.analytics import load, published, row

pytestmark = pytest.mark.django_db
HERE = {"longitude": "-1.903500", "latitude": "52.480440"}
NOWHERE = {"longitude": "", "latitude": "", "location": "No Location"}


@pytest.fixture(autouse=True)
def own_warehouse(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path / "var"


def shown(client: Client, address: str, status: int = 200) -> str:
    answer: Any = client.get(address)
    assert answer.status_code == status
    return " ".join(unescape(answer.content.decode()).partition("<main")[2].split())


def months(tmp_path: Path, rows: dict[str, list[dict[str, str]]]) -> None:
    load(
        default_warehouse(),
        *(published(tmp_path, [one | {"Month": month} for one in every], month=month) for month, every in rows.items()),
    )


def test_the_months_that_are_counted_are_named_and_those_missing_too(client: Client, tmp_path: Path) -> None:
    long_ago, there = [row(**HERE)] * 40, [row(**HERE)]
    months(tmp_path, {"2022-05": long_ago, "2024-01": there * 2, "2024-03": [*there, row(**NOWHERE), row(**NOWHERE)]})
    page = shown(client, "/area?q=B1+1BB")
    assert "3 crimes were reported within a mile from January 2024 to March 2024." in page
    assert "We hold no figures for February 2024: they are missing here, not zero." in page
    assert "In these months 2 more crimes of the whole force were published without a place" in page
    assert "Published by West Midlands Police on data.police.uk" in page
    for statement in attribution():
        assert statement in page


def test_one_month_is_one_month_and_a_ward_has_its_own_reach(client: Client, tmp_path: Path) -> None:
    months(tmp_path, {"2024-01": [row(**HERE)]})
    page = shown(client, "/area?q=B1+1BB")
    assert "1 crime was reported within a mile in January 2024." in page
    assert "missing here" not in page
    assert "without a place" not in page


def test_nothing_held_is_not_nothing_happened(client: Client) -> None:
    assert "We hold no published figures for this place yet." in shown(client, "/area?q=B1+1BB")
    assert "We do not know this place." in shown(client, "/area?q=Zzyzx", 404)
