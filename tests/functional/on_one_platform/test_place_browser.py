"""Where it was, beside the address: by where the device is, and by a mark on the map that the arrow keys move too."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Geolocation, expect

from tests.functional.screens import Screen
from tests.plugins.browser import PHONE
from tests.plugins.running import Bluelamp

pytestmark = pytest.mark.browser
PATIENCE = 40_000  # milliseconds, on a busy machine: a map is drawn without a graphics card
_HERE = Geolocation(latitude=52.4862, longitude=-1.8904, accuracy=24.0)


def test_a_device_says_where_it_is_a_mark_is_moved_by_keys_and_both_can_be_taken_away(
    platform: Bluelamp, browser: Chromium
) -> None:
    faults: list[str] = []
    context = browser.new_context(geolocation=_HERE, permissions=["geolocation"])
    screen = Screen(platform.url, context, "somebody", faults)
    screen.get("/report/burglary")
    page = f"{screen.post('/report/burglary').path}/question/place"
    screen.get(page)
    tab, status = screen.tab, screen.tab.locator("[data-place] [role=status]")
    latitude = tab.locator("input[name=place-lat]")

    tab.get_by_role("button", name="Use where I am now").click()
    expect(status).to_have_text("We have noted where this device is, to about 24 metres")
    assert float(latitude.input_value()) == pytest.approx(52.4862)

    tab.get_by_role("button", name="Mark it on a map").click()
    expect(tab.locator("[data-place][data-ready=drawn]")).to_be_visible(timeout=PATIENCE)
    tab.keyboard.press("ArrowUp")
    tab.wait_for_timeout(1_000)  # the map glides
    tab.get_by_role("button", name="Mark the middle of the map").click()
    expect(status).to_have_text("The place is marked. Move the map and mark again to change it")
    assert 52.4862 < float(latitude.input_value()) < 52.6
    tab.set_viewport_size({"width": PHONE, "height": 800})
    tab.wait_for_function(f"document.querySelector('.bl-place__box canvas').clientWidth <= {PHONE}")  # in a moment
    screen.look("place on a map")

    tab.get_by_role("button", name="Remove the mark").click()
    expect(status).to_have_text("No place is marked")
    assert latitude.input_value() == ""
    tab.get_by_role("button", name="Mark the middle of the map").click()
    with tab.expect_navigation():
        tab.get_by_role("button", name="Save and continue").click()
    assert urlsplit(tab.url).path != page, "a mark is an answer"
    screen.get(page)
    expect(status).to_have_text(re.compile("The place is marked"))
    assert faults == []
    screen.close()


def test_a_device_that_does_not_say_where_it_is_leaves_the_address(platform: Bluelamp, browser: Chromium) -> None:
    faults: list[str] = []
    screen = Screen(platform.url, browser.new_context(permissions=[]), "somebody", faults)
    screen.get("/report/burglary")
    screen.get(f"{screen.post('/report/burglary').path}/question/place")
    screen.tab.get_by_role("button", name="Use where I am now").click()
    expect(screen.tab.locator("[data-place] [role=status]")).to_have_text(
        "This device did not say where it is. Give the address, or describe the place", timeout=PATIENCE
    )
    assert faults == []
    screen.close()
