"""One report from the gate to the outcome, over HTTP, with kill -9 inside every transaction that it takes."""

import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from bluelamp.access.demo import DEMO_PASSWORD
from bluelamp.demo.browsing import Browser, Fields, Files, Page, StoryError
from bluelamp.demo.thread import Thread, timed
from tests.plugins.running import Bluelamp, started, state_folder, until

_PATIENCE = 40.0  # seconds for the platform to be back and a step to succeed, on a busy machine
_FAULTS = Path(__file__).parents[1] / "faults"
_WHICH = re.compile(r"[0-9a-f-]{36}|(?<=/question/)[^/?]+")  # what differs between forms of a kind
_MOST_COMMITS = 12  # of one request; a loop that goes further is a fault of the test


class Doomed(Browser):
    """Somebody whose every form is sent while something dies: before its first commit, after it, before the second…

    They send the same form again until an answer comes, and then open the page that it leads to, which dies likewise.
    """

    fault: Path
    thread: "DoomedThread"

    def post(self, address: str, fields: Fields | None = None, files: Files | None = None) -> Page:
        if not self.thread.meets_death(address):
            self.client.follow_redirects = True
            return super().post(address, fields, files)
        form = self.page
        self.client.follow_redirects = False

        def send() -> Page:
            self.page = form
            return super(Doomed, self).post(address, fields, files)

        page = self._outlive(f"POST {address}", send)
        while page.response.is_redirect:
            page = self._open_doomed(page.response.headers["Location"])
        return page

    def _open_doomed(self, address: str) -> Page:
        return self._outlive(f"GET {address}", lambda: super(Doomed, self).get(address))

    def _outlive(self, name: str, deed: Callable[[], Page]) -> Page:
        """Do it with a death at every point that it comes to, one after the other, until it gets past all of them."""
        for number in range(1, _MOST_COMMITS):
            for when in ("before", "after"):
                self.fault.write_text(f"web {when} {number} {self.thread.dies()}", encoding="ascii")
                page = _patiently(deed, self._somebody_died)
                if not self._somebody_died():
                    self.fault.unlink()
                    assert page is not None
                    return page
                self.thread.deaths[name] += 1
                if page is not None:
                    return page
        raise AssertionError(f"{name} never came to its end.")

    def _somebody_died(self) -> bool:
        return not self.fault.exists()

    def get(self, address: str) -> Page:
        self.client.follow_redirects = True
        page = _patiently(lambda: super(Doomed, self).get(address), lambda: False)
        assert page is not None
        return page


def _patiently(deed: Callable[[], Page], over: Callable[[], bool]) -> Page | None:
    """Do it until an answer comes; None when there is none because it is ``over``."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            return deed()
        except StoryError as error:
            if over():
                return None
            if time.monotonic() > deadline or not ("no answer" in str(error) or "failed with 5" in str(error)):
                raise
            time.sleep(0.02)


class DoomedThread(Thread):
    """The thread by people whose forms all meet death: of the process that answers them, or of whom ``dies`` names."""

    def __init__(self, url: str, fault: Path, seed: int, most: int, dies: Callable[[], str]) -> None:
        super().__init__(url, seed)
        self.fault, self.dies = fault, dies
        self._most = most
        self._met = Counter[str]()
        self.deaths = Counter[str]()  # by the address of a form, or of the page after it

    def meets_death(self, address: str) -> bool:
        """Whether this form is one of the first of its kind."""
        kind = _WHICH.sub("*", address)
        self._met[kind] += 1
        return self._met[kind] <= self._most

    def browser(self) -> Browser:
        browser = Doomed(self.url)
        browser.fault, browser.thread = self.fault, self
        return browser


@pytest.fixture
def mortal(demo_state: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[tuple[Bluelamp, Path]]:
    """A platform of its own whose web processes can be told at which commit to die."""
    fault = tmp_path / "fault"
    monkeypatch.setenv("BLUELAMP_FAULT", str(fault))
    monkeypatch.setenv("PYTHONPATH", str(_FAULTS))
    with state_folder(demo_state) as state, started(state) as running:
        yield running, fault


def _itself(_platform: Bluelamp) -> str:
    return ""


def _database(platform: Bluelamp) -> str:
    return str(platform.living("database"))


# A form asks twenty questions, each kept in the same way: here each kind of form meets death, in `make test-long`
# every form every time.
@pytest.mark.parametrize(
    ("dies", "most"),
    [
        pytest.param(_itself, 1, id="web, each kind"),
        pytest.param(_itself, 1000, id="web, every form", marks=pytest.mark.long),
        pytest.param(_database, 1, id="database, each kind", marks=pytest.mark.long),
    ],
)
def test_killed_inside_every_transaction(
    mortal: tuple[Bluelamp, Path], dies: Callable[[Bluelamp], str], most: int
) -> None:
    """Before each commit, after each commit and before the reply: nothing acknowledged is lost, nothing doubled.

    The database holds afterwards just as many rows more as after a thread in which nobody died.
    """
    platform, fault = mortal
    thread = DoomedThread(platform.url, fault, seed=1, most=most, dies=lambda: dies(platform))
    with _nothing_is_doubled(platform):
        _walk(thread)
    forms = {name: count for name, count in thread.deaths.items() if name.startswith("POST")}
    print(f"\n{sum(thread.deaths.values())} deaths over {len(forms)} forms and the pages after them")
    # Web before and after a commit, every one; where an answer came although the database died, it is taken.
    assert min(forms.values()) >= (2 if dies is _itself else 1)


@pytest.mark.long
def test_the_worker_dies_inside_every_transaction(mortal: tuple[Bluelamp, Path]) -> None:
    """What a step leaves to be done is done once, though the worker dies before and after each commit on its way."""
    platform, fault = mortal
    with _nothing_is_doubled(platform), Reaper(platform, fault) as reaper:
        _walk(Thread(platform.url, seed=1))
    print(f"\n{reaper.deaths} deaths of the worker")
    assert reaper.deaths >= 20


class Reaper:
    """Kills the worker before its first commit, after it, before the second… and begins again when a job is done."""

    def __init__(self, platform: Bluelamp, fault: Path) -> None:
        self.platform, self.fault, self.deaths = platform, fault, 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._reap)

    def __enter__(self) -> "Reaper":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self.platform.connected() as connection:
            until(lambda: _waiting(connection) == 0, "The worker is never done.")
        self._over.set()
        self._thread.join()
        self.fault.unlink(missing_ok=True)

    def _reap(self) -> None:
        with self.platform.connected() as connection:
            number, undone = 1, 0
            while not self._over.is_set():
                for when in ("before", "after"):
                    self.fault.write_text(f"worker {when} {number}", encoding="ascii")
                    while self.fault.exists() and not self._over.wait(0.01):
                        pass
                    self.deaths += not self._over.is_set()
                waiting = _waiting(connection)
                number, undone = (number + 1 if waiting >= undone > 0 else 1), waiting


@contextmanager
def _nothing_is_doubled(platform: Bluelamp) -> Iterator[None]:
    """What is done within leaves as many rows as a thread in which nobody dies, and a ledger that holds."""
    with closing(Browser(platform.url)) as officer:
        officer.sign_in("responder", DEMO_PASSWORD)
        officer.get("/phone/")  # an alert that the demonstration left unread is read for the first time only once
    at_first = _counts(platform)
    _walk(Thread(platform.url, seed=1))
    undisturbed = _counts(platform)
    yield
    assert undisturbed - at_first == _counts(platform) - undisturbed
    assert '"ok": true' in platform.console("ledger", "verify", "--json").stdout


def _walk(thread: Thread) -> None:
    try:
        for name, deed in thread.steps():
            step = timed(name, deed)
            assert step.ok, f"{name}: {step.problem}"
    finally:
        thread.close()


# What a death may leave behind: what was seen and done, who is signed in, work in hand, an upload nobody will use.
# And the vocabulary of names, where each is kept once: what the second thread is told may bring nothing new.
_BY_THE_WAY = re.compile(
    "ledger_|live_|procrastinate_|django_|axes_|journeys_draft|files_storedfile|records_familyname|records_givenname"
)


# Of the ledger what was changed, deed by deed. Signing in, drafts and uploads happen again, as their rows above do; a
# receipt whose page never came is made anew, and a notice is taken in hand again when the worker died over it.
_DEEDS = r"""
SELECT action, count(*)::int FROM ledger_entry
WHERE act <> 'consultation' AND action !~ '^(access|journeys|files)\.'
  AND action NOT IN ('contact.receipt.issue', 'notices.notice.take')
GROUP BY action
"""


# What was told, to which kind of audience, and what has dealt with it: once each. Whoever signs in again is told to
# leave the session before.
_TOLD = """
SELECT 'told ' || split_part(audience, ':', 1) || ' ' || kind, count(*)::int
FROM (SELECT audience, kind FROM live_outbox UNION ALL SELECT audience, kind FROM live_event) feed
WHERE kind <> 'hang-up' GROUP BY 1
UNION ALL SELECT 'handled ' || handler, count(*)::int FROM live_handled GROUP BY 1
"""


def _counts(platform: Bluelamp) -> "Counter[str]":
    """How many rows stand in each table, when the worker has nothing left to do."""
    with platform.connected() as connection:
        until(lambda: _waiting(connection) == 0, "The worker is never done.")
        names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        found = Counter[str]()
        for (name,) in names:
            if not _BY_THE_WAY.match(name):
                row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))).fetchone()
                found[name] = row[0] if row else 0
        for what in (_DEEDS, _TOLD):
            found.update(dict(connection.execute(what).fetchall()))
        return found


def _waiting(connection: "psycopg.Connection[tuple[Any, ...]]") -> int:
    """Jobs that are due or being done."""
    due = "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND scheduled_at IS NULL"
    row = connection.execute(due).fetchone()
    assert row is not None
    return int(row[0])
