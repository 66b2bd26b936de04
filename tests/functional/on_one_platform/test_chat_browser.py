"""Two people talk: live, with a network that goes away, servers that are killed; and one of them leaves at once."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Locator, expect

from bluelamp.access.demo import DEMO_PASSWORD
from tests.functional.screens import Screen
from tests.plugins.running import Bluelamp

pytestmark = pytest.mark.browser
PATIENCE = 40_000  # milliseconds, on a busy machine


class Voice:
    """One side of a chat."""

    def __init__(self, screen: Screen) -> None:
        self.screen, self.tab = screen, screen.tab

    def says(self, words: str) -> None:
        self.tab.locator("[data-talk-form] textarea").fill(words)
        self.tab.locator("[data-talk-form] button[type=submit], [data-talk-form] button:not([type])").last.click()

    def line(self, words: str) -> Locator:
        return self.tab.locator("[data-number]", has_text=words)

    def hears(self, words: str) -> None:
        """Once, and not again."""
        expect(self.line(words)).to_have_count(1, timeout=PATIENCE)


@pytest.fixture
def faults() -> list[str]:
    return []


@pytest.fixture
def citizen(platform: Bluelamp, browser: Chromium, faults: list[str]) -> Iterator[Voice]:
    context = browser.new_context()
    context.route("https://**", lambda route: route.abort())  # where “Exit this page” leads
    screen = Screen(platform.url, context, "visitor", faults)
    screen.get("/chat")
    screen.tab.fill("#text", "Somebody follows me home.")
    screen.tab.get_by_role("button", name="Start the chat").click()
    screen.tab.locator("[data-talk]").wait_for()
    screen.look("chat")
    yield Voice(screen)
    screen.close()


@pytest.fixture
def desk(platform: Bluelamp, browser: Chromium, citizen: Voice, faults: list[str]) -> Iterator[Voice]:
    screen = Screen(platform.url, browser.new_context(), "call taker", faults)
    screen.sign_in("call-taker", DEMO_PASSWORD)
    chat = citizen.tab.url.rstrip("/").rpartition("/")[2]
    screen.get("/desk/conversations/")
    screen.tab.locator(f'a[href*="{chat}"]').first.click()
    screen.tab.get_by_role("button", name="Take this chat").click()
    screen.tab.locator("[data-talk-form]").wait_for()
    screen.look("chat in hand")
    expect(citizen.tab.get_by_text("You are talking to")).to_be_visible(timeout=PATIENCE)
    yield Voice(screen)
    screen.close()


def test_words_arrive_once_whatever_breaks(platform: Bluelamp, citizen: Voice, desk: Voice, faults: list[str]) -> None:
    desk.hears("Somebody follows me home.")
    desk.says("I am here. Where are you?")
    citizen.hears("I am here. Where are you?")

    citizen.tab.context.set_offline(True)
    citizen.says("In a shop in Bell Lane.")
    expect(citizen.tab.locator("[data-talk-status]")).to_contain_text("Your words are kept here", timeout=PATIENCE)
    citizen.tab.context.set_offline(False)
    desk.hears("In a shop in Bell Lane.")
    citizen.hears("In a shop in Bell Lane.")

    os.kill(platform.pid("web"), signal.SIGKILL)
    citizen.says("He waits outside.")
    desk.hears("He waits outside.")
    os.kill(platform.pid("relay"), signal.SIGKILL)
    desk.says("Stay with the people there. Somebody is coming.")
    citizen.hears("Stay with the people there. Somebody is coming.")
    os.kill(platform.living("web"), signal.SIGTERM)  # an orderly restart
    citizen.says("I can see him through the glass.")
    desk.hears("I can see him through the glass.")
    platform.kill("database")
    desk.says("They are two minutes away.")
    citizen.hears("They are two minutes away.")
    citizen.tab.reload()
    for words in ("I am here.", "In a shop", "He waits", "Stay with", "through the glass", "two minutes"):
        citizen.hears(words)
    broken = ("net::", "answered 5", "Failed to load resource", "ERR_")
    assert [fault for fault in faults if not any(part in fault for part in broken)] == []


def test_a_program_that_is_called_a_photo_is_refused_in_words_and_the_page_weighs_little(
    citizen: Voice, desk: Voice, tmp_path: Path, faults: list[str]
) -> None:
    program = tmp_path / "photo.jpg"
    program.write_bytes(b"MZ" + b"\0" * 9_000)
    citizen.tab.set_input_files("[data-talk-form] input[type=file]", program)
    citizen.says("This is him.")
    expect(citizen.tab.get_by_text("is a program, whatever its name says.").first).to_be_visible(timeout=PATIENCE)
    expect(citizen.tab.locator("[data-talk-form] textarea")).to_have_value("This is him.")
    expect(desk.line("This is him.")).to_have_count(0)
    assert [fault for fault in faults if "422" not in fault] == []
    assert citizen.screen.too_heavy() == []


def test_when_one_ends_it_the_other_has_nothing_left_to_press(citizen: Voice, desk: Voice) -> None:
    """The parts that cannot be used any more go with the same news that says that it has ended."""
    expect(desk.tab.locator("#head")).to_contain_text("Open")
    desk.tab.locator("[data-talk-form] textarea").fill("Half a sent")
    citizen.tab.get_by_role("button", name="End the chat").click()
    expect(desk.tab.locator("#head")).to_contain_text("Ended", timeout=PATIENCE)
    expect(desk.tab.locator("#standing")).to_contain_text("This chat has ended", timeout=PATIENCE)
    expect(desk.tab.locator("[data-talk-form]")).to_have_count(0, timeout=PATIENCE)
    expect(desk.tab.get_by_text("Hand over")).to_have_count(0, timeout=PATIENCE)
    expect(desk.tab.get_by_role("link", name="End this chat")).to_have_count(0)
    desk.screen.look("chat that they ended")


def test_the_desk_ends_it_with_a_word_and_the_other_side_is_shown_the_way_on(citizen: Voice, desk: Voice) -> None:
    citizen.says("I am at home now.")
    desk.hears("I am at home now.")
    expect(citizen.tab.locator("[data-talk-status]")).to_contain_text("Sent")
    desk.tab.get_by_role("link", name="End this chat").click()
    desk.tab.get_by_label("What became of it?").fill("Home safe, a patrol goes by.")
    desk.tab.get_by_role("button", name="End this chat").click()
    expect(desk.tab.locator("#about")).to_contain_text("Home safe, a patrol goes by.")
    expect(citizen.tab.locator("#state")).to_contain_text("This chat has ended", timeout=PATIENCE)
    expect(citizen.tab.locator("[data-talk-form]")).to_have_count(0, timeout=PATIENCE)
    expect(citizen.tab.locator("#talking")).to_contain_text("call 999")
    citizen.screen.look("chat that we ended")
    citizen.tab.get_by_role("button", name="Start a new chat").click()
    expect(citizen.tab.get_by_role("heading", name="Talk to us online")).to_be_visible()


def test_whoever_exits_leaves_nothing_behind(citizen: Voice, desk: Voice) -> None:
    address = citizen.tab.url
    for _ in range(3):
        citizen.tab.keyboard.press("Shift")
    expect(desk.tab.get_by_text("They left in a hurry.")).to_be_visible(timeout=PATIENCE)
    later = citizen.tab.context.new_page()
    later.goto(address)
    assert later.url.endswith("/chat")  # where anybody would begin one
    assert "Go back to the chat" not in later.content()
    assert "Somebody follows me" not in later.content()
