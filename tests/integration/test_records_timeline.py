"""Every room tells its part of what happened in a matter, and each reader hears what their work lets them hear."""

import re

import pytest
from pytest_django import DjangoAssertNumQueries

from bluelamp.core.actor import Actor
from bluelamp.incidents import services as incidents
from bluelamp.investigations import services as investigations
from bluelamp.records import timeline
from tests.factories.records import looking
from tests.plugins.cast import Cast
from tests.plugins.world import World

pytestmark = pytest.mark.django_db
_REFERENCE = re.compile(r"[A-Z]{2}-\d\d-[0-9A-Z]{9}")


@pytest.fixture
def world(world: World, cast: Cast) -> World:
    """With an end to it."""
    ids = world.own.ids
    investigations.record_outcome(
        actor=cast["detective"], crime_id=ids["crime_id"], code=18, reason="Every line followed."
    )
    incidents.close(actor=cast["dispatcher"], incident_id=ids["ended"])
    return world


def told(world: World, name: str, room: str = "") -> list[str]:
    """What somebody is told, without the references."""
    return [_REFERENCE.sub("…", entry.text) for entry in entries(world.people[name], world) if room in ("", entry.room)]


def entries(actor: Actor, world: World) -> list[timeline.Entry]:
    with looking(actor):
        return timeline.of_matter(actor=actor, matter=world.own.ids["matter"])


def test_every_room_tells_its_part_in_the_order_of_time(world: World) -> None:
    assert told(world, "supervisor", "records") == ["Matter … was opened"]
    assert told(world, "supervisor", "contact") == [
        "Report … received",
        "Report … graded P1",
        "Call …: About a report that we have",
        "Call …: On the line",
    ]
    assert told(world, "supervisor", "incidents") == [
        "Incident … opened as P1",
        "Incident … opened as P2",
        "Incident … opened as P4",
        "Officers arrived at incident …",
        "Incident … resulted: Crime dealt with",
    ]
    assert told(world, "supervisor", "investigations") == [
        "Crime … recorded: Residential burglary of a home",
        "Case … opened",
        "Found: Silver laptop with a blue sticker",
        "Crime …: Investigation complete, no suspect",
        "Case … filed",
    ]
    assert told(world, "supervisor", "evidence") == [
        "Exhibit … received",
        "Statement … signed, version 1",
        "Exhibit … received",
    ]
    assert told(world, "supervisor", "intelligence") == ["Intelligence … written, graded 2BP"]
    times = [entry.at for entry in entries(world.people["supervisor"], world)]
    assert times == sorted(times)


def test_each_hears_what_their_work_lets_them_hear(world: World) -> None:
    assert told(world, "auditor") == ["Matter … was opened"]
    assert told(world, "dispatcher", "investigations") == []
    assert told(world, "dispatcher", "incidents") != []
    assert told(world, "dispatcher", "contact") == []
    assert told(world, "responder", "contact") == [
        "Report … received",
        "Report … graded P1",
        "Call …: About a report that we have",
        "Call …: On the line",
    ]
    assert told(world, "call_taker", "evidence") == []
    assert told(world, "detective", "intelligence") == ["Intelligence … written, graded 2BP"]


def test_a_timeline_takes_as_many_queries_as_there_are_rooms_to_ask(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with looking(world.people["supervisor"]), django_assert_max_num_queries(19):
        timeline.of_matter(actor=world.people["supervisor"], matter=world.own.ids["matter"])
