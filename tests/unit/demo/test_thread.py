"""One report's way: each step may be tried again, the first that fails ends it, and every browser is closed."""

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from random import Random

import httpx
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from bluelamp.access.demo import DEMO_PASSWORD
from bluelamp.access.models import User
from bluelamp.contact.models import Report
from bluelamp.demo.browsing import Browser, StoryError
from bluelamp.demo.thread import Thread, picture, timed
from bluelamp.evidence.models import Exhibit
from bluelamp.ledger.reading import writing
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


class Here(Thread):
    """The same story, told to the pages in this process."""

    opened: list[Browser]

    def browser(self) -> Browser:
        made = super().browser()
        made.client.close()
        transport = httpx.WSGITransport(app=WSGIHandler())
        made.client = httpx.Client(base_url=self.url, follow_redirects=True, transport=transport)
        self.opened.append(made)
        return made


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Pages in this process share the test's transaction, as those of Django's own test client do."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def thread(cast: Cast) -> Iterator[Here]:
    made = Here("http://testserver", seed=5)
    made.opened = []
    yield made
    made.close()


def may_sign_in(username: str) -> None:
    user = User.objects.get(username=username)
    user.set_password(DEMO_PASSWORD)
    user.save()


def reports() -> list[Report]:
    with writing():
        return list(Report.objects.all())


def test_a_report_is_told_kept_and_graded_and_each_step_again_changes_nothing(thread: Here) -> None:
    may_sign_in("call-taker")
    thread.gate()
    thread.report()
    for _ in range(2):
        thread.save_receipt()
    [report] = reports()
    assert thread.known.reference == report.reference
    assert re.fullmatch(r"(\d{4} ){3}\d{4}", thread.known.receipt)
    for _ in range(2):
        thread.grade()
    assert thread.known.report == str(report.id)
    [graded] = reports()
    assert graded.state == "graded"
    assert Exhibit.objects.count() == 1, "the photo of the sill"


def test_the_desk_cannot_grade_what_it_has_not_received(thread: Here) -> None:
    thread.known.reference = "CR-26-000000000"
    may_sign_in("call-taker")
    with pytest.raises(StoryError, match="CR-26-000000000 is not in the contact queue"):
        thread.grade()


def test_whoever_cannot_sign_in_leaves_no_browser_open(thread: Here) -> None:
    with pytest.raises(StoryError, match="dispatcher cannot sign in"):
        thread.dispatch()
    [browser] = thread.opened
    assert browser.client.is_closed
    assert thread.known.people == {}


class Broken(Here):
    def steps(self) -> list[tuple[str, Callable[[], None]]]:
        return [("gate", self.gate), ("breaks", self._breaks), ("never", self.report)]

    def _breaks(self) -> None:
        raise StoryError("The lamp is out.")


def test_the_first_step_that_fails_is_the_last_and_every_browser_is_closed() -> None:
    thread = Broken("http://testserver", seed=5)
    thread.opened = []
    steps = thread.run()
    assert [(step.name, step.ok, step.problem) for step in steps] == [
        ("gate", True, ""),
        ("breaks", False, "The lamp is out."),
    ]
    assert [browser.client.is_closed for browser in thread.opened] == [True]


def test_a_fault_of_the_storyteller_is_no_step_that_failed() -> None:
    def deed() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        timed("wrong", deed)


def test_each_thread_hands_in_a_picture_that_nobody_has_seen_before() -> None:
    one, same, another = (picture(Random(seed)) for seed in (5, 5, 6))
    assert one == same != another
    width, height = struct.unpack(">II", one[16:24])
    start = one.index(b"IDAT") + 4
    assert len(zlib.decompress(one[start : one.index(b"IEND") - 8])) == height * (1 + width * 3)
    assert Thread("http://testserver").known.photo != Thread("http://testserver").known.photo
