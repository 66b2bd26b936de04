"""One report from the gate to the outcome, over HTTP, whole and with kill -9 at every turn."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from bluelamp.config.database import APPLICATION, cluster, password
from bluelamp.config.postgres import DATABASE, PORT
from bluelamp.demo.browsing import Browser, Fields, Files, Page, StoryError
from bluelamp.demo.thread import Thread, timed
from tests.plugins.running import Bluelamp, started, state_folder

_PATIENCE = 40.0  # seconds for the platform to be back and a step to succeed, on a busy machine
_FAULTS = Path(__file__).parents[1] / "faults"
_MOST_COMMITS = 12  # of one request; a loop that goes further is a fault of the test


def test_the_thread_passes_twice_and_the_ledger_holds(platform: Bluelamp) -> None:
    for _ in range(2):
        steps = Thread(platform.url).run()
        assert [step.problem for step in steps if not step.ok] == []
    assert '"ok": true' in platform.console("ledger", "verify", "--json").stdout


@pytest.mark.long
@pytest.mark.parametrize("victim", ["web", "relay", "worker", "database"])
def test_killed_at_every_step_boundary(platform: Bluelamp, victim: str) -> None:
    thread = Thread(platform.url)
    try:
        for name, deed in thread.steps():
            with suppress(ProcessLookupError):  # still dead from the step before
                os.kill(platform.pid(victim), signal.SIGKILL)
            deadline = time.monotonic() + _PATIENCE
            while not (step := timed(name, deed)).ok and time.monotonic() < deadline:
                time.sleep(0.2)
            assert step.ok, f"{name} after {victim} was killed: {step.problem}"
    finally:
        thread.close()
    assert '"ok": true' in platform.console("ledger", "verify", "--json").stdout


class Doomed(Browser):
    """Somebody whose every form is sent into a process that dies: before each commit, then after each."""

    fault: Path
    deaths = 0

    def post(self, address: str, fields: Fields | None = None, files: Files | None = None) -> Page:
        """Until the form goes through with nobody dying; what the person sees then is the answer."""
        open_page = self.page
        for when in ("before", "after"):
            for number in range(1, _MOST_COMMITS):
                self.fault.write_text(f"{when} {number}", encoding="ascii")
                page = self._once(open_page, address, fields, files)
                if self.fault.exists():  # fewer commits than that: nobody died
                    self.fault.unlink()
                    break
                self.deaths += 1
        return page if page is not None else self._insist(open_page, address, fields, files)

    def _once(self, open_page: Page | None, address: str, fields: Fields | None, files: Files | None) -> Page | None:
        self.page = open_page
        try:
            return super().post(address, fields, files)
        except StoryError:
            return None

    def _insist(self, open_page: Page | None, address: str, fields: Fields | None, files: Files | None) -> Page:
        deadline = time.monotonic() + _PATIENCE
        while True:
            self.page = open_page
            try:
                return super().post(address, fields, files)
            except StoryError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def get(self, address: str) -> Page:
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                return super().get(address)
            except StoryError as error:
                if "no answer" not in str(error) and "failed with 5" not in str(error):
                    raise
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)


class DoomedThread(Thread):
    """The thread by people whose forms all meet death."""

    def __init__(self, url: str, fault: Path) -> None:
        super().__init__(url)
        self.fault = fault

    def browser(self) -> Browser:
        browser = Doomed(self.url)
        browser.fault = self.fault
        return browser

    def deaths(self) -> int:
        return sum(browser.deaths for browser in self.known.people.values() if isinstance(browser, Doomed))


@pytest.fixture
def mortal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[tuple[Bluelamp, Path]]:
    """A platform of its own whose web processes can be told at which commit to die."""
    fault = tmp_path / "fault"
    monkeypatch.setenv("BLUELAMP_FAULT", str(fault))
    monkeypatch.setenv("PYTHONPATH", str(_FAULTS))
    with state_folder() as state, started(state) as running:
        yield running, fault


@pytest.mark.long
def test_killed_inside_every_transaction(mortal: tuple[Bluelamp, Path]) -> None:
    """Before each commit, after each commit and before the reply: nothing acknowledged is lost, nothing doubled."""
    platform, fault = mortal
    before = _counts(platform)
    thread = DoomedThread(platform.url, fault)
    try:
        for name, deed in thread.steps():
            step = timed(name, deed)
            assert step.ok, f"{name}: {step.problem}"
        assert thread.deaths() > 2 * len(thread.steps())
    finally:
        thread.close()
    after = _counts(platform)
    grown = {table: after[table] - before[table] for table in before}
    assert grown == {
        "contact_report": 1,
        "contact_thrive": 1,
        "records_matter": 1,
        "incidents_incident": 1,
        "incidents_assignment": 1,
        "investigations_crime": 1,
        "investigations_case": 1,
        "investigations_outcome": 1,
        "investigations_entitlement": 2,
        "evidence_exhibit": 1,
        "intelligence_intelreport": 1,
        "intelligence_alert": 2,
    }
    assert '"ok": true' in platform.console("ledger", "verify", "--json").stdout


def _counts(platform: Bluelamp) -> dict[str, int]:
    """How many rows stand in the tables of the thread."""
    tables = (
        "contact_report",
        "contact_thrive",
        "records_matter",
        "incidents_incident",
        "incidents_assignment",
        "investigations_crime",
        "investigations_case",
        "investigations_outcome",
        "investigations_entitlement",
        "evidence_exhibit",
        "intelligence_intelreport",
        "intelligence_alert",
    )
    with psycopg.connect(
        dbname=DATABASE,
        user=APPLICATION,
        password=password(platform.state, APPLICATION),
        host=str(cluster(platform.state).socket_folder),
        port=PORT,
    ) as connection:
        found = {}
        for table in tables:
            row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
            found[table] = int(row[0]) if row else 0
        return found
