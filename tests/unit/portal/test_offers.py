"""What somebody is offered on the page of their report: only what they can do now, and what may help them first."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from bluelamp.contact.models import Report
from bluelamp.core import clock
from bluelamp.core.clock import today
from bluelamp.portal.offers import Offer, Standing, offers
from bluelamp.victims.asked import JOURNEYS
from bluelamp.victims.types import Asked, Support

ID = UUID(int=7)
TALK = datetime(2026, 6, 3, 13, 0, tzinfo=UTC)


def made(*, slug: str = "burglary", victim: bool = True, support: Support | None = None, **more: object) -> list[Offer]:
    report = Report(id=ID, journey_slug=slug)
    return offers(Standing(report, victim, support or Support(), **more))  # type: ignore[arg-type]  # a table


def titles(**standing: object) -> list[str]:
    return [offer.title for offer in made(**standing)]  # type: ignore[arg-type]  # the same


def the(title: str, **standing: object) -> Offer:
    [found] = [offer for offer in made(**standing) if offer.title == title]  # type: ignore[arg-type]  # the same
    return found


def asked(kind: str, *, waiting: bool) -> Asked:
    """Something that they wrote to us."""
    rest = dict.fromkeys(field.name for field in fields(Asked))
    return Asked(**(rest | {"kind": kind, "open": waiting}))  # type: ignore[arg-type]  # nothing else is looked at


def test_whoever_saw_it_is_offered_no_support_of_a_victim_but_who_helps_with_such_a_crime() -> None:
    found = titles(victim=False)
    assert "Get help and support" not in found
    assert "Who can help you" in found
    assert "Who can help you" not in titles(victim=False, slug="lost-and-found")
    assert "Who can help you" in titles(victim=True, slug="lost-and-found")


def test_help_comes_before_everything_but_the_time_of_a_visit_that_we_promised() -> None:
    assert titles()[:3] == ["Get help and support", "Who can help you", "Talk to somebody"]
    promised = made(to_visit=True)
    assert [offer.title for offer in promised[:2]] == ["Choose a time for our visit", "Get help and support"]
    assert promised[0].href == f"/reports/{ID}/appointments/visit"
    chosen = made(to_visit=True, next_talk=TALK)[0]
    assert (chosen.title, chosen.href) == ("Talk to somebody", f"/reports/{ID}/appointments")
    assert chosen.tag == "3 June 2026 at 2pm"
    for standing in ({}, {"to_visit": True}):
        assert (
            len([one for one in titles(**standing) if one in ("Talk to somebody", "Choose a time for our visit")]) == 1
        )


@pytest.mark.parametrize(
    ("support", "tag", "asks"),
    [
        (Support(), "", True),
        (Support(consent="later"), "You said: later", True),
        (Support(consent="no"), "You said: no", True),
        (Support(consent="yes", referral_id=ID, state="sent"), "Asked for", False),
        (Support(consent="yes", referral_id=ID, state="declined"), "Asked for", False),
        (Support(consent="yes", referral_id=ID, state="accepted"), "Accepted", False),
        (Support(consent="yes", referral_id=ID, state="withdrawn"), "", True),
    ],
)
def test_whoever_asked_for_help_sees_how_far_it_has_got_and_everybody_else_can_ask(
    support: Support, tag: str, asks: bool
) -> None:
    offer = the("Get help and support", support=support)
    assert offer.tag == tag
    assert offer.slug == ("victim-support" if asks else "")
    assert offer.href == f"/reports/{ID}/" + ("ask/victim-support" if asks else "support")


@pytest.mark.parametrize(
    ("standing", "statement", "stop"),
    [
        ({}, False, False),
        ({"recorded": True}, True, True),
        ({"recorded": True, "closed": True}, True, False),  # nothing goes on that could be stopped
        ({"recorded": True, "victim": False}, False, False),
    ],
)
def test_what_only_a_victim_of_a_recorded_crime_can_do(
    standing: dict[str, object], statement: bool, stop: bool
) -> None:
    found = titles(**standing)
    assert ("Tell us how it has affected you" in found) is statement
    assert ("I do not want to go on" in found) is stop


REVIEW = "Ask us to look at a decision again"


@pytest.mark.parametrize(
    ("days", "requests", "offered"),
    [
        (0, (), True),  # the last day
        (30, (), True),
        (-1, (), False),
        (30, (asked("review", waiting=True),), False),
        (30, (asked("review", waiting=False),), True),
        (30, (asked("statement", waiting=True),), True),
    ],
)
def test_a_review_is_offered_until_its_last_day_and_not_while_one_goes_on(
    days: int, requests: tuple[Asked, ...], offered: bool
) -> None:
    until = (date(2026, 6, 1), today() + timedelta(days=days))
    assert (REVIEW in titles(review_until=until, requests=requests)) is offered
    assert REVIEW not in titles(review_until=until, requests=requests, victim=False)


def test_both_days_of_a_review_are_said() -> None:
    with clock.fixed(TALK):
        hint = the(REVIEW, review_until=(date(2026, 6, 20), date(2026, 8, 30))).hint
    assert "If you can by 20 June 2026, at the latest by 30 August 2026." in hint


def test_what_was_sent_is_listed_with_how_much_still_waits() -> None:
    assert "What you have sent us" not in titles()
    both = (asked("statement", waiting=True), asked("more", waiting=False))
    assert the("What you have sent us", requests=both).tag == "1 waiting"
    assert the("What you have sent us", requests=both[1:]).tag == ""


@pytest.mark.parametrize(
    ("closed", "rated", "offered"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_we_are_rated_once_and_at_the_end(closed: bool, rated: bool, offered: bool) -> None:
    assert ("How did we do?" in titles(closed=closed, rated=rated)) is offered


def test_what_everybody_can_always_do() -> None:
    always = {"Messages", "Send us more", "Complain about how we dealt with you", "Witness statement"}
    assert always <= set(titles(victim=False, slug="lost-and-found", closed=True, rated=True))
    assert the("Messages", unread=2).tag == "2 new"
    assert the("Messages").tag == ""


def test_what_begins_a_form_says_which_so_that_its_page_can_refuse_the_others() -> None:
    until = (today(), today())
    found = made(recorded=True, review_until=until) + made(closed=True)
    begins = {offer.slug: offer.href for offer in found if offer.slug and offer.slug != "complaint"}
    assert set(begins) == set(JOURNEYS)
    assert all(href == f"/reports/{ID}/ask/{slug}" for slug, href in begins.items())
