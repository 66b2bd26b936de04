"""Take the README's pictures anew: tells the thread to a running demo and photographs each door at its moment.

make setup-test && .venv/bin/python -m scripts.take_pictures http://localhost:8000
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import sync_playwright

from bluelamp.access.demo import DEMO_PASSWORD
from bluelamp.demo.thread import Thread
from scripts.setup import BROWSER

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
PHONE, DESK = 360, 1280  # pixels
_SETTLED = 1_500  # milliseconds; a map is drawn and the feed is open


class Moment(NamedTuple):
    """A page that is worth a picture."""

    name: str
    who: str
    address: str
    width: int
    looks_for: str = ""  # typed into the search, where it is a picture of what is found


# After which step of the thread.
MOMENTS = {
    "citizen saves the receipt": [Moment("contact", "call-taker", "/desk/contact/", DESK)],
    "officer accepts, travels, arrives and writes a note": [
        Moment("dispatch", "dispatcher", "/desk/dispatch/", DESK),
        Moment("phone", "responder", "/phone/incident/{incident}", PHONE),
    ],
    "analyst replaces the alert": [Moment("rtic", "rtic", "/rtic/", DESK)],
    "citizen sees the outcome": [
        Moment("case", "detective", "{case}", DESK),
        Moment("public", "citizen", "/track/report", PHONE),
        Moment("records", "detective", "/desk/records/", DESK, looks_for="{reference}"),
        Moment("partner", "support", "/partners/", DESK),
    ],
    "auditor sees who did what and verifies the ledger": [Moment("audit", "auditor", "/desk/audit/", DESK)],
}


def photograph(thread: Thread, chromium: Chromium, moment: Moment) -> None:
    """What they see there, in a browser that is signed in as theirs is."""
    known, who = thread.known, moment.who
    if who not in known.people:  # not come into the story yet
        known.people[who] = thread.browser()
        known.people[who].sign_in(who, DEMO_PASSWORD)
    context = chromium.new_context(viewport={"width": moment.width, "height": 800})
    for cookie in known.people[who].client.cookies.jar:
        context.add_cookies([{"name": cookie.name, "value": cookie.value or "", "url": thread.url}])
    page = context.new_page()
    where = {"incident": known.incident, "case": known.case, "reference": known.reference}
    page.goto(thread.url + moment.address.format(**where))
    if moment.looks_for:
        page.locator("main input[type=search], main input[type=text]").first.fill(moment.looks_for.format(**where))
        page.keyboard.press("Enter")
    page.wait_for_timeout(_SETTLED)
    page.screenshot(path=FOLDER / f"{moment.name}.png")
    context.close()


def tell(thread: Thread, at: Callable[[str], None]) -> None:
    """The story, with a pause after each step."""
    for name, deed in thread.steps():
        deed()
        at(name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", help="of a demo that runs")
    thread = Thread(parser.parse_args().url.rstrip("/"))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=BROWSER.read_text(encoding="utf-8"))

        def at(step: str) -> None:
            for moment in MOMENTS.get(step, []):
                photograph(thread, chromium, moment)

        try:
            if strange := MOMENTS.keys() - {name for name, _ in thread.steps()}:
                sys.exit(f"The thread has no such step: {', '.join(strange)}")
            tell(thread, at)
        finally:
            thread.close()
            chromium.close()


if __name__ == "__main__":
    main()
