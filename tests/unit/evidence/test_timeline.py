"""What this room tells of a matter: that exhibits came in and statements were signed, to whoever may see them."""

import pytest

from bluelamp.core.actor import Actor
from bluelamp.evidence import services, timeline
from bluelamp.records.timeline import Entry
from tests.factories.files import kept_file
from tests.factories.records import looking
from tests.factories.rooms import received
from tests.factories.statements import drafted, signed
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def told(actor: Actor, matter: object) -> list[Entry]:
    with looking(actor):
        return list(timeline.entries(actor=actor, matters=frozenset({matter})))  # type: ignore[arg-type]  # its id


def test_a_statement_is_told_each_time_it_is_signed_and_never_before(cast: Cast) -> None:
    report, boss = received(), cast["supervisor"]
    statement = drafted("He had a scar.", report=report)
    assert told(boss, report.matter_id) == []
    version = signed(statement)
    came, entry = told(boss, report.matter_id)
    assert came.text == f"Exhibit {version.exhibit.reference} received"
    assert (entry.text, entry.at) == (f"Statement {statement.reference} signed, version 1", version.signed_at)


def test_whoever_reported_is_told_of_their_statement_and_of_no_exhibit(cast: Cast) -> None:
    report = received()
    stored = kept_file(matter_id=report.matter_id)
    services.exhibit_file(
        actor=cast["exhibits_officer"], matter_id=report.matter_id, stored_file_id=stored.id, title="The window"
    )
    statement = drafted(report=report)
    signed(statement)
    assert [entry.text for entry in told(Actor.receipt(report.id), report.matter_id)] == [
        f"Statement {statement.reference} signed, version 1"
    ]
    assert len(told(cast["supervisor"], report.matter_id)) == 3
    assert told(cast["call_taker"], report.matter_id) == []
