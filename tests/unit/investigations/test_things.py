"""What became of things that were taken, lost or found: whoever named them sees it, and it is never said twice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest
from django.test import Client

from bluelamp.contact.models import Report
from bluelamp.core.actor import Actor
from bluelamp.core.clock import today
from bluelamp.core.errors import IllegalTransition, Invalid, NotAllowed, NotFound
from bluelamp.demo import stories
from bluelamp.demo.stories import Story
from bluelamp.investigations import policies, selectors, services
from bluelamp.investigations.enums import ThingState
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading, writing
from bluelamp.portal.tracking import Tracking, tracking
from bluelamp.records import timeline
from bluelamp.records.enums import LinkKind, PropertyKind
from bluelamp.records.services import add_property
from bluelamp.records.types import PropertyDetails, Provenance
from tests.factories.rooms import announced, on_ledger, published
from tests.factories.telling import tell
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    return told(stories.bicycle(Random(3), postcode="B4 7AP"))


def told(story: Story) -> Report:
    report_id = tell(actor=Actor.public(), story=story)
    with writing():
        return Report.objects.get(pk=report_id)


@contextmanager
def looking(actor: Actor) -> Iterator[None]:
    with reading(actor=actor, purpose=Purpose.INVESTIGATION, action="test"):
        yield


def link_of(report: Report, cast: Cast) -> UUID:
    with looking(cast["supervisor"]):
        return selectors.traced_for_matter(actor=cast["supervisor"], matter_id=report.matter_id)[0].link_id


def page(report: Report) -> Tracking:
    actor = Actor.receipt(report.id)
    with reading(actor=actor, purpose=Purpose.OWN_RECORD, action="contact.report.read"):
        return tracking(actor=actor, report_id=report.id)


def test_from_reported_to_back_with_you(report: Report, cast: Cast) -> None:
    boss = cast["supervisor"]
    assert [(one.title, one.state) for one in page(report).belongings] == [
        ("Orange town bicycle with a wicker basket", "Reported as taken")
    ]
    link = link_of(report, cast)
    services.mark_found(actor=boss, link_id=link, found_on=today(), where_kept="Store 4", evidence=True)
    kept = page(report)
    assert [one.state for one in kept.belongings] == ["Found, kept as evidence"]
    assert kept.steps[0].title == "Found by us"
    assert "Store 4" not in repr(kept)
    services.mark_returned(actor=boss, link_id=link, returned_on=today(), handed_over="collected")
    back = page(report)
    assert back.belongings[0].state.startswith("Back with you since")
    assert {step.title for step in back.steps} >= {"Found by us", "Back with you"}
    with looking(boss):
        said = [entry.text for entry in timeline.of_matter(actor=boss, matter=report.matter_id)]
    assert "Found: Orange town bicycle with a wicker basket" in said
    assert "Returned to its owner: Orange town bicycle with a wicker basket" in said


def test_the_same_said_twice_is_told_once(report: Report, cast: Cast) -> None:
    link = link_of(report, cast)
    for _again in range(2):
        services.mark_found(
            actor=cast["supervisor"], link_id=link, found_on=today(), where_kept="Store 4", evidence=False
        )
    for _again in range(2):
        services.mark_returned(actor=cast["supervisor"], link_id=link, returned_on=today(), handed_over="brought")
    assert on_ledger("investigations.thing.find") == on_ledger("investigations.thing.return") == 1
    assert [one["state"] for one in announced("investigations.ThingTraced")] == ["found", "returned"]
    assert f"colleagues:{report.matter_id}" in published("case")


def test_a_mistake_is_put_right_and_the_ledger_keeps_why(report: Report, cast: Cast) -> None:
    link = link_of(report, cast)
    services.mark_returned(actor=cast["supervisor"], link_id=link, returned_on=today(), handed_over="themselves")
    services.withdraw_tracing(actor=cast["supervisor"], link_id=link, reason="Another bicycle.")
    assert [one.state for one in page(report).belongings] == ["Reported as taken"]
    assert on_ledger("investigations.thing.mistake") == 1
    with pytest.raises(IllegalTransition):
        services.withdraw_tracing(actor=cast["supervisor"], link_id=link, reason="Again.")


def test_what_cannot_be(report: Report, cast: Cast) -> None:
    boss, link, tomorrow = cast["supervisor"], link_of(report, cast), today() + timedelta(days=1)
    with pytest.raises(Invalid, match="after today"):
        services.mark_found(actor=boss, link_id=link, found_on=tomorrow, where_kept="Store", evidence=False)
    with pytest.raises(Invalid, match="Shorten"):
        services.mark_found(actor=boss, link_id=link, found_on=today(), where_kept="x" * 201, evidence=False)
    with pytest.raises(Invalid, match="how it came back"):
        services.mark_returned(actor=boss, link_id=link, returned_on=today(), handed_over="stolen")
    services.mark_found(actor=boss, link_id=link, found_on=today(), where_kept="Store", evidence=False)
    with pytest.raises(Invalid, match="before it was found"):
        services.mark_returned(actor=boss, link_id=link, returned_on=today() - timedelta(days=1), handed_over="brought")


def test_who_may_say_so(report: Report, cast: Cast) -> None:
    link = link_of(report, cast)
    for name, refused in (("detective", NotFound), ("dispatcher", NotAllowed), ("citizen", NotFound)):
        with pytest.raises(refused):
            services.mark_returned(actor=cast[name], link_id=link, returned_on=today(), handed_over="brought")


def test_things_that_others_named_are_not_theirs_to_see(report: Report, cast: Cast) -> None:
    add_property(
        actor=cast["supervisor"],
        matter=report.matter_id,
        details=PropertyDetails(description="Hidden watch", kind=PropertyKind.JEWELLERY),
        provenance=Provenance(source="999"),
        kind=LinkKind.STOLEN_IN,
    )
    assert len(page(report).belongings) == 1
    with looking(cast["supervisor"]):
        assert len(selectors.traced_for_matter(actor=cast["supervisor"], matter_id=report.matter_id)) == 2


def test_a_vehicle_that_was_taken_can_be_found(cast: Cast) -> None:
    report = told(stories.vehicle(Random(1), postcode="B4 7AP"))
    assert "Reported as taken" in [one.state for one in page(report).belongings]


def test_something_lost_and_something_found() -> None:
    words = {"lost": "Reported as lost", "found": "Reported as found"}
    for way, expected in words.items():
        thing = {
            "which_way": {"which_way": [way]},
            "thing": {"thing": ["other"]},
            "what_exactly": {"what_exactly": ["Green umbrella"]},
            "kept_at": {"kept_at": ["With me"]},
            "asked_at": {"asked_at": ["nowhere"]},
        }
        shared = stories.bicycle(Random(3), postcode="B4 7AP").answers
        names = ("place", "moment", "your_name", "contact")
        answers = thing | {name: shared[name] for name in names if name in shared}
        report = told(Story("lost-and-found", answers, {}))
        assert [(one.title, one.state) for one in page(report).belongings] == [("Green umbrella", expected)]


def test_every_state_can_be_left_or_is_the_end() -> None:
    assert policies.THING.states == frozenset(ThingState)
    assert all(policies.THING.actions(state) for state in ThingState)


def test_an_officer_says_so_on_the_page_of_the_report(
    report: Report, cast: Cast, sign_in: Callable[[str], Client]
) -> None:
    client, link = sign_in("supervisor"), link_of(report, cast)
    assert b"Orange town bicycle" in client.get(f"/desk/contact/{report.id}").content
    sent = {"found_on": today().isoformat(), "where_kept": ""}
    assert client.post(f"/desk/cases/thing/{link}/found", sent).status_code == 422
    done = client.post(f"/desk/cases/thing/{link}/found", sent | {"where_kept": "Store 4"})
    assert done.headers["Location"] == f"/desk/contact/{report.id}"
    assert b"kept: Store 4" in client.get(f"/desk/contact/{report.id}").content
