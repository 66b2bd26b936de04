"""The records desk at real screens: axe and width on every page, and a search made from the keyboard alone."""

import re

import pytest
from playwright.sync_api import Browser as Chromium

from bluelamp.access.demo import DEMO_PASSWORD
from bluelamp.demo.browsing import Page
from tests.functional.screens import Screen
from tests.plugins.running import Bluelamp

pytestmark = pytest.mark.browser
_ID = r"[0-9a-f-]{36}"
_SAID = {"basis": "fact", "said_in": "Call to the neighbour, 3 May"}
DESK = "/desk/records/"


def sit_down(platform: Bluelamp, browser: Chromium, who: str, faults: list[str]) -> Screen:
    screen = Screen(platform.url, browser.new_context(), who, faults)
    screen.sign_in(who, DEMO_PASSWORD)
    return screen


class Investigator:
    """Builds up what is known of a burglary, screen by screen."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        case = screen.get("/desk/cases/").link(rf"/desk/cases/{_ID}")
        self.matter = screen.get(case).link(rf"{DESK}matter/{_ID}")

    def add(self, what: str, /, **fields: str) -> None:
        address = f"{self.matter}/add/{what}"
        self.screen.get(address)
        self.screen.post(address, _SAID | fields)

    def find(self, **fields: str) -> Page:
        self.screen.get(DESK)
        return self.screen.post(DESK, fields)

    def choose(self, name: str, words: str) -> str:
        """The value of an option of a list, by what it says."""
        option = self.screen.tab.locator(f'select[name="{name}"] option', has_text=words).first
        return option.get_attribute("value") or ""

    def link(self, one: str, kind: str, other: str) -> None:
        address = f"{self.matter}/link"
        self.screen.get(address)
        ends = {"source": self.choose("source", one), "target": self.choose("target", other)}
        self.screen.post(address, _SAID | ends | {"kind": kind})


def test_what_is_known_is_built_up_found_and_put_right(platform: Bluelamp, browser: Chromium) -> None:
    faults: list[str] = []
    screen = sit_down(platform, browser, "detective", faults)
    desk = Investigator(screen)
    desk.add("person", given="Quentin", family="Lampwright", earliest="12 3 1984", kind="suspect_of", basis="opinion")
    desk.add("person", given="Quentin", family="Lampwrite", earliest="12 3 1984", kind="witness_of")
    desk.add("vehicle", vrm="OO12 LMP", make="Ford", model="Focus", colour="Grey", kind="involved_in")
    desk.add("contact", value="0121 496 0765", kind="mentioned_in")
    desk.add("place", building="77", street="Lanternmaker Close", postcode="B4 7AP", kind="scene_of")
    desk.link("Quentin Lampwright", "owns", "OO12 LMP")
    desk.link("Quentin Lampwright", "uses", "0121 496 0765")

    page = desk.find(name="Kwentin Lampright", born="3 12 1984")
    for words in ("Quentin Lampwright", "spelt or sounding alike", "Day and month of birth exchanged"):
        page.must_say(words)
    for asked, words in (
        ("0121 496 0765", "Uses this number or address"),
        ("0012LMP", "if O is 0 and I is 1"),
        ("77 Lanternmakr Close", "Address like what you typed"),
    ):
        desk.find(q=asked).must_say(words)

    page = desk.find(name="Quentin Lampwright")
    person = page.link(rf"{DESK}person/{_ID}")
    page = screen.get(person)
    for words in ("As a suspect", "Opinion or assessment, not fact", "Perhaps the same", "In the order of time"):
        page.must_say(words)
    same = page.link(rf"{person}/same/{_ID}")
    screen.get(same)
    screen.post(same, _SAID | {"matter": desk.choose("matter", "CR-"), "basis": "opinion"}).must_say("Also recorded as")

    screen.get(f"{person}/correct")
    corrected = {"matter": desk.choose("matter", "CR-"), "known_as": "Quill", "reason": "His sister calls him so"}
    screen.post(f"{person}/correct", corrected).must_say("Description corrected: His sister calls him so")
    screen.get(f"{person}/tie")

    undo = screen.get(desk.matter).links(rf"{DESK}link/{_ID}/take-back")[-1]
    screen.get(undo)
    screen.post(undo, {"why": "It was sold in May"}).must_say("Taken back: 1")
    screen.tab.locator("details summary").click()
    screen.look("matter with what was taken back")
    for kind in ("vehicle", "contact", "place"):
        screen.get(screen.get(desk.matter).link(rf"{DESK}{kind}/{_ID}"))
    assert faults == []


def test_looking_further_and_finding_nothing(platform: Bluelamp, browser: Chromium) -> None:
    faults: list[str] = []
    supervisor = sit_down(platform, browser, "supervisor", faults)
    supervisor.get("/desk/contact/")
    assert supervisor.tab.locator("#bl-search").is_visible()
    why = {"purpose": "supervision", "reason": "A complaint was made"}
    supervisor.get(DESK)
    found = supervisor.post(DESK, {"name": "Zzyzx Qqqq"} | why)
    found.must_say("Nothing was found.")
    dispatcher = sit_down(platform, browser, "dispatcher", faults)
    dispatcher.get(DESK)
    dispatcher.get(dispatcher.get("/desk/dispatch/").link(rf"/desk/dispatch/{_ID}"))
    dispatcher.get(dispatcher.page.link(rf"{DESK}matter/{_ID}") if dispatcher.page else DESK)
    assert faults == []


def test_a_search_from_the_keyboard_alone(platform: Bluelamp, browser: Chromium) -> None:
    """Control+K, a name, Enter; Tab to the first that was found, Enter; and back to what was found."""
    faults: list[str] = []
    screen = sit_down(platform, browser, "call-taker", faults)
    desk, tab = screen.get("/desk/contact/"), screen.tab
    report = screen.get(desk.link(rf"/desk/contact/{_ID}"))
    name = tab.locator(f'a[href="{report.link(rf"{DESK}person/{_ID}")}"]').first.inner_text()
    tab.keyboard.press("Control+k")
    assert tab.evaluate("document.activeElement.id") == "bl-search"
    tab.keyboard.type(name)
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile(rf"{DESK}found/{_ID}$"))
    screen.look("found from the bar")
    for _ in range(60):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.className").startswith("bl-queue__link"):
            break
    assert tab.evaluate("document.activeElement.textContent.trim()") == name
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile(rf"{DESK}person/{_ID}$"))
    assert name not in tab.title()
    tab.go_back()
    tab.wait_for_url(re.compile(rf"{DESK}found/{_ID}$"))
    assert name in tab.locator("main").inner_text()
    assert faults == []
