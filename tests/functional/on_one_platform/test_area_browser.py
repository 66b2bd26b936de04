"""Crime in an area as somebody sees it who looks for where they live: figures, list, chart, and a map for who asks."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from tests.factories.analytics import published, row
from tests.functional.screens import Screen
from tests.plugins.running import Bluelamp

pytestmark = pytest.mark.browser
_HERE = {"longitude": "-1.903500", "latitude": "52.480440"}
_AREA = "/area?q=B1+1BB"


@pytest.fixture
def figures(platform: Bluelamp, tmp_path: Path) -> None:
    files = [
        published(tmp_path, [row(**_HERE, month=month)] * count, month=month)
        for month, count in (("2024-01", 12), ("2024-02", 15))
    ]
    loaded = platform.console("load", "police-data", *map(str, files), "--json")
    assert loaded.returncode == 0, loaded.stderr


@pytest.mark.usefixtures("figures")
def test_figures_weigh_little_and_the_map_comes_when_asked(platform: Bluelamp, browser: Chromium) -> None:
    faults: list[str] = []
    screen = Screen(platform.url, browser.new_context(), "neighbour", faults)
    screen.get(_AREA)
    tab = screen.tab
    assert screen.too_heavy() == []
    expect(tab.get_by_role("region", name="Crimes by small area").locator("tbody tr")).not_to_have_count(0)
    expect(tab.locator("svg").first).to_be_visible()
    tab.get_by_role("button", name="Show the map").click()
    expect(tab.locator("[data-map-ready=drawn]")).to_be_visible(timeout=20_000)
    screen.look("map")
    screen.close()
    assert faults == []


@pytest.mark.usefixtures("figures")
def test_without_scripts_the_list_says_it(platform: Bluelamp, browser: Chromium) -> None:
    faults: list[str] = []
    screen = Screen(platform.url, browser.new_context(java_script_enabled=False), "neighbour", faults, scripts=False)
    screen.get(_AREA)
    expect(screen.tab.get_by_role("region", name="Crimes by small area").locator("tbody tr")).not_to_have_count(0)
    expect(screen.tab.get_by_role("button", name="Show the map")).to_have_count(0)
    screen.close()
    assert faults == []
