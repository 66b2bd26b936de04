"""An officer's phone says where it is while its officer lets it, and the control room sees it come."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from email import message_from_string
from email.message import Message

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Locator, Page, Request, Response, expect

from bluelamp.access.demo import DEMO_PASSWORD
from bluelamp.config.paths import ROOT
from tests.functional.screens import Screen
from tests.plugins.running import Bluelamp, environment

pytestmark = pytest.mark.browser
_HOME = {"latitude": 52.4800, "longitude": -1.9000, "accuracy": 12.0}
_DEGREE = 111_195  # metres of one degree of latitude
# The page's own bounds, shortened before its script reads them: the way stays the same.
_HURRY = """document.addEventListener("readystatechange", () => {
    const form = document.getElementById("position");
    if (document.readyState === "interactive" && form) Object.assign(form.dataset, %s) });"""
_DUTY = """
import sys
import django
django.setup()
from django.db import transaction
from bluelamp.core.actor import Actor
from bluelamp.incidents.models import Resource
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
with transaction.atomic():
    assert Resource.objects.filter(callsign="RA02").update(state=sys.argv[1]) == 1
    record(actor=Actor.job("test"), act=Act.ALTERATION, action="test.duty", subjects=[])
"""


class Phone:
    """The phone of a crew, and what it has told: ``told`` counts what the server has taken note of."""

    def __init__(self, url: str, browser: Chromium, who: str, *, quiet: int = 600_000, allowed: bool = True) -> None:
        self.faults: list[str] = []
        self.told: list[dict[str, float]] = []
        self.context: BrowserContext = browser.new_context(permissions=["geolocation"] if allowed else [])
        self.place = dict(_HOME)
        self.move()
        self.screen = Screen(url, self.context, who, self.faults)
        self.page: Page = self.screen.tab
        self.page.add_init_script(_HURRY % f'{{look: "150", quiet: "{quiet}"}}')
        self.page.on("response", self._note)
        self.screen.sign_in(who, DEMO_PASSWORD)
        self.screen.get("/phone/")

    def _note(self, response: Response) -> None:
        if response.url.endswith("/phone/position") and response.status == 204:
            self.told.append(_fields(response.request))

    @property
    def switch(self) -> Locator:
        return self.page.locator("#position [data-switch]")

    @property
    def latitudes(self) -> list[float]:
        return [round(one["latitude"], 4) for one in self.told]

    def move(self, north: float = 0, **changes: float) -> None:
        """So many metres."""
        self.place |= {"latitude": self.place["latitude"] + north / _DEGREE, **changes}
        self.context.set_geolocation(self.place)  # type: ignore[arg-type]  # a Geolocation

    def becomes(self, state: str) -> None:
        expect(self.page.locator("#position")).to_have_attribute("data-state", state, timeout=20_000)

    def until(self, holds: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 20
        while not holds():
            assert time.monotonic() < deadline, f"it did not come true: {self.told}"
            self.page.wait_for_timeout(50)  # the browser's events arrive meanwhile

    def rest(self) -> None:
        """Long enough for several looks: what is not told now will not be."""
        self.page.wait_for_timeout(1_500)


def _fields(request: Request) -> dict[str, float]:
    """A multipart form's numbers."""
    whole = message_from_string(f"Content-Type: {request.headers['content-type']}\n\n{request.post_data}")
    parts = whole.get_payload()
    assert isinstance(parts, list)
    named = {_name(part): str(part.get_payload()) for part in parts if isinstance(part, Message)}
    return {name: float(value) for name, value in named.items() if name != "csrfmiddlewaretoken"}


def _name(part: Message) -> str:
    return str(part.get_param("name", header="content-disposition"))


@pytest.fixture
def phone(platform: Bluelamp, browser: Chromium) -> Iterator[Phone]:
    made = Phone(platform.url, browser, "responder2")
    yield made
    made.screen.close()


def test_nothing_is_sent_until_the_officer_lets_it_and_nothing_after(phone: Phone) -> None:
    phone.becomes("off")
    phone.rest()
    assert phone.told == []
    phone.screen.look("my work before sharing")
    phone.switch.click()
    phone.becomes("told")
    phone.until(lambda: len(phone.told) == 1)
    assert phone.told[0].keys() == {"latitude", "longitude", "accuracy", "age"}
    assert phone.latitudes == [52.48]
    phone.screen.look("my work while sharing")
    phone.switch.click()
    phone.becomes("off")
    phone.move(500)
    phone.rest()
    assert len(phone.told) == 1
    phone.page.reload()
    phone.becomes("off")
    assert phone.faults == []


def test_it_is_told_when_the_crew_has_moved_and_not_for_every_step(phone: Phone) -> None:
    phone.switch.click()
    phone.until(lambda: len(phone.told) == 1)
    phone.move(10)
    phone.rest()
    assert len(phone.told) == 1, "ten metres are none"
    phone.move(400)
    phone.until(lambda: len(phone.told) == 2)
    phone.move(4_000, accuracy=900.0)
    phone.becomes("poor")
    assert len(phone.told) == 2, "a mast's guess is none either"
    phone.move(accuracy=20.0)
    phone.until(lambda: len(phone.told) == 3)


def test_a_crew_that_stands_still_is_told_again_after_a_while(platform: Bluelamp, browser: Chromium) -> None:
    phone = Phone(platform.url, browser, "responder2", quiet=900)
    phone.switch.click()
    phone.until(lambda: len(phone.told) >= 3)
    assert set(phone.latitudes) == {52.48}
    phone.screen.close()


def test_it_goes_on_after_another_page_and_on_no_page_but_this(phone: Phone) -> None:
    phone.switch.click()
    phone.until(lambda: len(phone.told) == 1)
    phone.screen.get("/staff/home")
    phone.move(700)
    phone.rest()
    assert len(phone.told) == 1
    phone.screen.get("/phone/")
    phone.until(lambda: len(phone.told) == 2)


def test_without_signal_only_the_newest_is_sent_when_it_is_back(phone: Phone) -> None:
    phone.switch.click()
    phone.until(lambda: len(phone.told) == 1)
    phone.context.set_offline(True)
    phone.move(300)
    phone.becomes("unsent")
    for _ in range(3):
        phone.move(300)
        phone.page.wait_for_timeout(300)
    phone.context.set_offline(False)
    phone.becomes("told")
    assert phone.latitudes == [52.48, round(52.48 + 1_200 / _DEGREE, 4)]
    assert [fault for fault in phone.faults if "ERR_INTERNET_DISCONNECTED" not in fault] == []


def test_a_phone_that_refuses_is_told_how_to_allow_it(platform: Bluelamp, browser: Chromium) -> None:
    phone = Phone(platform.url, browser, "responder2", allowed=False)
    phone.context.clear_permissions()
    phone.switch.click()
    phone.becomes("denied")
    expect(phone.page.locator("#position [data-state]")).to_contain_text("Allow location for this site")
    assert phone.told == []
    phone.screen.close()


def test_off_duty_it_stops_and_is_not_offered(platform: Bluelamp, phone: Phone) -> None:
    phone.switch.click()
    phone.until(lambda: len(phone.told) == 1)
    _duty(platform, "off_duty")
    try:
        phone.move(900)
        phone.becomes("over")
        expect(phone.page.locator("#position [data-state]")).to_contain_text("no crew that is on duty")
        phone.page.reload()
        expect(phone.page.locator("#position")).to_have_count(0)
        phone.rest()
        assert len(phone.told) == 1
    finally:
        _duty(platform, "available")
    phone.page.reload()
    phone.becomes("off")


def test_the_control_room_sees_it_live_on_the_list_and_on_the_map(platform: Bluelamp, browser: Chromium) -> None:
    faults: list[str] = []
    control = Screen(platform.url, browser.new_context(), "dispatcher", faults)
    control.sign_in("dispatcher", DEMO_PASSWORD)
    control.get("/desk/dispatch/")
    row = control.tab.locator("#where tr", has_text="RA01")
    expect(control.tab.locator("[data-live-state=live]")).to_be_visible(timeout=20_000)
    before = row.locator("time").get_attribute("datetime")
    control.tab.evaluate("() => { window.untouched = true }")
    phone = Phone(platform.url, browser, "responder")
    phone.switch.click()
    phone.becomes("told")
    expect(row.locator("time")).not_to_have_attribute("datetime", str(before), timeout=20_000)
    expect(row).to_contain_text("Seen just now")
    assert control.tab.evaluate("window.untouched"), "the page was not loaded again"
    drawn = control.tab.evaluate("""() => JSON.parse(document.getElementById("board-map-data").textContent)
        .features.find((one) => one.properties.name === "RA01")""")
    assert drawn["geometry"]["coordinates"] == [_HOME["longitude"], _HOME["latitude"]]
    assert drawn["properties"]["tone"] == "info"
    control.look("the board with a crew that tells where it is")
    assert (faults, phone.faults) == ([], [])
    for screen in (control, phone.screen):
        screen.close()


def _duty(platform: Bluelamp, state: str) -> None:
    """Put the crew of the phone on or off duty."""
    known = environment(platform.state) | {"DJANGO_SETTINGS_MODULE": "bluelamp.config.settings"}
    subprocess.run([sys.executable, "-c", _DUTY, state], env=known, cwd=ROOT, check=True)
