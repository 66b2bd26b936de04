"""What doors and config provide once: the last that was given counts, and without any a page is bare."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory

from bluelamp.ui import services
from bluelamp.ui.types import Feed, Frame

AT = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the program's own, and nothing left behind."""
    monkeypatch.setattr(services, "_providers", {})
    monkeypatch.setattr(services, "_clocks", [])
    monkeypatch.setattr(services, "_feeds", [Feed()])


def test_each_layout_has_the_frame_of_its_own_door_and_the_last_given_counts() -> None:
    request = RequestFactory().get("/here")
    services.provide_frame("staff", lambda _: Frame(person="first"))
    services.provide_frame("staff", lambda asked: Frame(person=f"at {asked.path}"))
    services.provide_frame("phone", lambda _: Frame(person="officer"))
    assert services.frame_for("staff", request).person == "at /here"
    assert services.frame_for("phone", request).person == "officer"
    assert services.frame_for("public", request) == Frame()


def test_an_error_page_without_a_request_asks_no_door() -> None:
    services.provide_frame("staff", lambda _: pytest.fail("It was asked."))
    assert services.frame_for("staff", None) == Frame()


def test_the_time_is_asked_anew_of_the_last_clock_given() -> None:
    times = iter([AT, AT + timedelta(minutes=1)])
    services.provide_clock(lambda: pytest.fail("It was replaced."))
    services.provide_clock(lambda: next(times))
    assert [services.now(), services.now()] == [AT, AT + timedelta(minutes=1)]


def test_news_come_from_nowhere_until_somebody_says_from_where() -> None:
    assert services.feed() == Feed()
    services.provide_feed(Feed(ticket="/old", stream="/old"))
    services.provide_feed(Feed(ticket="/ticket", stream="/stream"))
    assert services.feed().stream == "/stream"
