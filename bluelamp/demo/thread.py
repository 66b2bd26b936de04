"""One report travels all the way: from a citizen's answers to a recorded outcome and the auditor's look at it.

Driven over HTTP as people would, each in a browser of their own. Every step can be tried again: what was done stays
done, and nothing happens twice.
"""

import re
import struct
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from bluelamp.access.demo import DEMO_PASSWORD
from bluelamp.demo.browsing import Browser, Page, StoryError
from bluelamp.demo.stories import Story, burglary

_UUID = r"[0-9a-f-]{36}"
_MOST_QUESTIONS = 60
_WAIT = 240.0  # seconds that news may take to arrive: a worker that dies over a message keeps its lease for two minutes
_PAUSE = 0.3
_TOLD = re.compile(r"Tell the victim why we stop(?:(?!</li>).)*By a message", re.DOTALL)


@dataclass(slots=True)
class Step:
    name: str
    ok: bool
    seconds: float
    problem: str = ""


@dataclass(slots=True)
class Travelled:
    """What is known of the report so far."""

    story: Story
    photo: bytes
    reference: str = ""
    receipt: str = ""
    report: str = ""
    incident: str = ""
    case: str = ""
    alert: str = ""
    headline: str = ""
    people: dict[str, Browser] = field(default_factory=dict)


class Thread:
    """The story in steps. ``steps()`` gives name and deed in order, so that a test can do harm between them."""

    def __init__(self, url: str, seed: int | None = None) -> None:
        rng = Random(seed)  # noqa: S311 - invention, not secrets
        self.url = url
        self.known = Travelled(burglary(rng, postcode="B4 7AP"), picture(rng))

    def steps(self) -> list[tuple[str, Callable[[], None]]]:
        return [
            ("citizen passes the gate", self.gate),
            ("citizen reports a burglary with a photo", self.report),
            ("citizen saves the receipt", self.save_receipt),
            ("desk grades: incident and crime in one flow", self.grade),
            ("dispatcher sends the nearest resource", self.dispatch),
            ("officer accepts, travels, arrives and writes a note", self.attend),
            ("analyst sends a graded alert, officer acknowledges", self.alert),
            ("analyst replaces the alert", self.supersede),
            ("officer results the incident", self.result),
            ("investigator takes the case and records an outcome", self.investigate),
            ("victim is sent the news and the clock stops", self.told),
            ("citizen sees the outcome", self.follow),
            ("auditor sees who did what and verifies the ledger", self.audit),
        ]

    def run(self) -> list[Step]:
        """Do every step; stop at the first that fails."""
        done: list[Step] = []
        try:
            for name, deed in self.steps():
                done.append(timed(name, deed))
                if not done[-1].ok:
                    break
        finally:
            self.close()
        return done

    def browser(self) -> Browser:
        """A browser for one more person."""
        return Browser(self.url)

    def close(self) -> None:
        for browser in self.known.people.values():
            browser.close()

    def gate(self) -> None:
        citizen = self._browser("citizen")
        citizen.get("/start?sent=1&now=yes").must_say("999")
        citizen.get("/start?sent=1&now=no").must_say("What do you want to report?")

    def report(self) -> None:
        citizen = self._browser("citizen")
        citizen.get(f"/report/{self.known.story.slug}")
        page = citizen.post(f"/report/{self.known.story.slug}")
        answered: set[str] = set()
        for _ in range(_MOST_QUESTIONS):
            if page.path.endswith("/check"):
                break
            page = (
                self._answer(citizen, page, answered)
                if "/question/" in page.path
                else _onwards(citizen, page, answered)
            )
        self._read_receipt(_with_receipt(citizen, citizen.post(page.path)))

    def save_receipt(self) -> None:
        citizen = self._browser("citizen")
        page = citizen.get("/sent")
        if page.path == "/sent":
            self._read_receipt(_with_receipt(citizen, page))
            page = citizen.post("/sent", {"saved": "1"})
        page.must_say(self.known.reference)

    def grade(self) -> None:
        desk = self._staff("call-taker")
        page = desk.get("/desk/contact/")
        row = re.search(rf'href="/desk/contact/({_UUID})"[^>]*>\s*{self.known.reference}', page.text)
        if row is None and self.known.report:  # it was graded, and only the answer was lost
            desk.get(f"/desk/contact/{self.known.report}/graded").must_say("is graded")
            return
        if row is None:
            raise StoryError(f"{self.known.reference} is not in the contact queue.")
        self.known.report = row[1]
        page = desk.get(f"/desk/contact/{self.known.report}")
        levels = ("threat", "harm", "risk", "investigation", "vulnerability", "engagement")
        page = desk.post(
            page.path,
            dict.fromkeys(levels, "low")
            | {
                "words": "Nobody is in danger now. There is a footprint that rain would take away.",
                "grade": "P1",
                "nsir_class": "crime",
                "summary": f"Home broken into ({self.known.reference}), footprint on the sill.",
                "offence": "burglary_home",
                "minutes": "8",
            },
        )
        page.must_say("is graded")

    def dispatch(self) -> None:
        control = self._staff("dispatcher")
        page = control.get("/desk/dispatch/")
        for address in page.links(rf"/desk/dispatch/{_UUID}"):
            page = control.get(address)
            if self.known.reference in page.text:
                self.known.incident = address.rsplit("/", 1)[1]
                break
        else:
            raise StoryError("The incident is not on the board.")
        if "RA01 sent" not in page.text:
            send = re.search(r'action="([^"]+)"(?:(?!</form>).)*Send RA01', page.text, re.DOTALL)
            if send is None:
                raise StoryError("RA01 is not free to be sent.")
            page = control.post(send[1])
        page.must_say("RA01 sent")

    def attend(self) -> None:
        officer = self._staff("responder")
        for step in ("accept", "travel", "arrive"):
            page = officer.get("/phone/")
            page.must_say(self.known.reference)
            for address in page.links(rf"/phone/work/{_UUID}/{step}"):
                officer.post(address)
        officer.get(f"/phone/incident/{self.known.incident}")
        officer.post(
            f"/phone/incident/{self.known.incident}/note", {"text": "Footprint on the sill photographed."}
        ).must_say("Footprint on the sill photographed.")

    def alert(self) -> None:
        analyst = self._staff("rtic")
        self.known.headline = self.known.headline or f"Grey estate near {self.known.reference}"
        if self.known.headline not in analyst.get("/rtic/").text:
            page = analyst.get(f"/rtic/alerts/new/{self.known.incident}")
            officer = re.search(rf'value="({_UUID})"(?:(?!value=).)*RA01', page.text, re.DOTALL)
            if officer is None:
                raise StoryError("The crew RA01 is not offered as a recipient.")
            analyst.post(page.path, self._intelligence(officer[1])).must_say(self.known.headline)
        self._acknowledge(self.known.headline)

    def supersede(self) -> None:
        analyst = self._staff("rtic")
        page = analyst.get("/rtic/")
        newer = f"{self.known.headline}: found empty"
        if newer not in page.text:
            old = re.search(
                rf'{re.escape(self.known.headline)}(?:(?!</article>).)*?href="(/rtic/alerts/{_UUID}/replace)"',
                page.text,
                re.DOTALL,
            )
            if old is None:
                raise StoryError("The alert is not running.")
            analyst.get(old[1])
            words = {"headline": newer, "instruction": "No need to stop it.", "severity": "minor", "hours": "1"}
            analyst.post(old[1], words).must_say(newer)
        self._acknowledge(newer)

    def result(self) -> None:
        officer = self._staff("responder")
        page = officer.get("/phone/")
        if self.known.incident in page.text:
            page = officer.get(f"/phone/incident/{self.known.incident}/result")
            officer.post(page.path, {"code": "crime", "text": "Scene examined, victim advised, footprint lifted."})
        control = self._staff("dispatcher")
        page = control.get(f"/desk/dispatch/{self.known.incident}")
        page.must_say("Scene examined")
        for address in page.links(rf"/desk/dispatch/{_UUID}/close"):
            control.post(address)

    def investigate(self) -> None:
        detective = self._staff("detective")
        self.known.case = self.known.case or self._find_case(detective)
        page = detective.get(self.known.case)
        for address in page.links(rf"{self.known.case}/take"):
            page = detective.post(address)
        page.must_say("SHA-256")
        page.must_say("Footprint on the sill photographed.")
        page.must_say("grey estate")
        exhibit = detective.get(page.link(rf"/desk/cases/exhibit/{_UUID}"))
        kept = detective.get(exhibit.link(rf"/desk/cases/exhibit/{_UUID}/file")).response.content
        if kept != self.known.photo:
            raise StoryError("The exhibit is not the photo that was handed in, byte for byte.")
        page = detective.get(self.known.case)
        for address in page.links(rf"{self.known.case}/crime/{_UUID}/outcome"):
            detective.get(address)
            page = detective.post(address, {"code": "18", "reason": "Every line followed, no suspect."})
        page.must_say("Investigation complete, no suspect")

    def told(self) -> None:
        """By the worker: outcome, notice, delivery and clock are each other's news."""
        detective, deadline = self._staff("detective"), time.monotonic() + _WAIT
        while not _TOLD.search(detective.get(self.known.case).text):
            if time.monotonic() > deadline:
                raise StoryError("No message has told the victim: the clock still runs.")
            time.sleep(_PAUSE)

    def follow(self) -> None:
        citizen = self._browser("citizen")
        citizen.get("/track/report")
        citizen.post("/track/leave")
        citizen.get("/track")
        page = citizen.post("/track", {"reference": self.known.reference, "receipt": self.known.receipt})
        page.must_say("The investigation has ended")
        page.must_say("have not found who did this")

    def audit(self) -> None:
        auditor = self._staff("auditor")
        account = f"/desk/audit/?subject=contact.report:{self.known.report}"
        auditor.get(f"{account}&act=collection").must_say("Report: receive")
        auditor.get(f"{account}&act=alteration").must_say("Report: grade")
        auditor.post("/desk/audit/verify").must_say("Every sealed entry is as it was sealed.")

    def _answer(self, citizen: Browser, page: Page, answered: set[str]) -> Page:
        """Answer the question that is open, as the story tells it, and give the page after it."""
        name = page.path.rsplit("/question/", 1)[-1].split("/", 1)[0]
        answered.add(name)
        if page.path.endswith("/advice"):
            return citizen.post(page.path)
        items = self.known.story.items.get(name)
        if items:
            return citizen.post(page.path, items[0] if page.path.endswith("/add") else {"another": "no"})
        if name == "photos":
            return citizen.post(page.path, files={"photos": ("kitchen window.png", self.known.photo, "image/png")})
        return citizen.post(page.path, self.known.story.answers.get(name, {}))

    def _read_receipt(self, page: Page) -> None:
        reference = re.search(r"CR-\d\d-[0-9A-Z]{9}", page.text)
        receipt = re.search(r"(\d{4} ){3}\d{4}", page.text)
        if reference is None or receipt is None:
            raise StoryError(f"{page.path} shows no reference and receipt.")
        self.known.reference, self.known.receipt = reference[0], receipt[0]

    def _intelligence(self, officer: str) -> dict[str, str]:
        return {
            "text": f"A grey estate left the street of {self.known.reference} at speed.",
            "source": "2",
            "assessment": "B",
            "handling": "P",
            "provenance": "A neighbour's doorbell camera.",
            "purpose": "Detecting crime",
            "review_on": "2099-01-01",
            "headline": self.known.headline,
            "instruction": "Look for a grey estate. Tell the control room where.",
            "severity": "moderate",
            "hours": "4",
            "recipients": officer,
        }

    def _acknowledge(self, headline: str) -> None:
        officer = self._staff("responder")
        page = officer.get("/phone/")
        page.must_say(headline)
        card = re.search(
            rf'{re.escape(headline)}</h2>(?:(?!</section>).)*?action="(/phone/alert/{_UUID}/acknowledge)"',
            page.text,
            re.DOTALL,
        )
        if card is not None:
            officer.post(card[1])

    def _find_case(self, detective: Browser) -> str:
        page = detective.get("/desk/cases/")
        for address in page.links(rf"/desk/cases/{_UUID}"):
            if self.known.reference in detective.get(address).text:
                return address
        raise StoryError(f"No open case is about {self.known.reference}.")

    def _browser(self, who: str) -> Browser:
        if who not in self.known.people:
            self.known.people[who] = self.browser()
        return self.known.people[who]

    def _staff(self, username: str) -> Browser:
        if username not in self.known.people:
            browser = self.browser()
            try:
                browser.sign_in(username, DEMO_PASSWORD)
            except StoryError:
                browser.close()  # it may still hold a connection, and nobody else knows of it
                raise
            self.known.people[username] = browser
        return self.known.people[username]


def _with_receipt(citizen: Browser, page: Page) -> Page:
    """The page with the receipt; where the answer that carried it was lost, after asking for another."""
    return citizen.post("/sent") if "Show me a new receipt" in page.text else page


def _onwards(citizen: Browser, page: Page, answered: set[str]) -> Page:
    """From the list of tasks to the first question that is still open, or to the answers to check."""
    for address in page.links(rf"/report/[a-z-]+/{_UUID}/question/[a-z_]+.*"):
        if address.rsplit("/question/", 1)[1].split("?")[0] not in answered:
            return citizen.get(address)
    return citizen.get(page.link(rf"/report/[a-z-]+/{_UUID}/check"))


def timed(name: str, deed: Callable[[], None]) -> Step:
    """Do one step and take its time; a step that fails says why."""
    started = time.monotonic()
    try:
        deed()
    except StoryError as problem:
        return Step(name, ok=False, seconds=round(time.monotonic() - started, 3), problem=str(problem))
    return Step(name, ok=True, seconds=round(time.monotonic() - started, 3))


def picture(rng: Random, width: int = 64, height: int = 48) -> bytes:
    """A small PNG that nobody has seen before: its bytes can be recognised among the exhibits."""
    rows = b"".join(b"\x00" + rng.randbytes(width * 3) for _ in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
