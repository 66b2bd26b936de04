"""What the timeline of a matter says of investigations: crimes, how they ended, cases, and what became of things."""

from random import Random

import pytest

from bluelamp.contact.models import Report
from bluelamp.core.actor import Actor
from bluelamp.core.clock import today
from bluelamp.demo import stories
from bluelamp.investigations import selectors, services
from bluelamp.investigations.timeline import entries
from bluelamp.ledger.reading import writing
from bluelamp.records.timeline import Entry
from tests.factories import rooms
from tests.factories.records import looking
from tests.factories.telling import tell
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def told(actor: Actor, *matters: object) -> list[Entry]:
    with looking(actor):
        return list(entries(actor=actor, matters=frozenset(matters)))  # type: ignore[arg-type]  # ids


def test_a_crime_and_a_case_are_told_when_they_began_and_when_they_ended(cast: Cast) -> None:
    about, merged = rooms.matter(), rooms.matter()
    crime, other = rooms.crime(cast, about), rooms.crime(cast, merged)
    case = rooms.case(cast, about, owner="detective")
    recorded = "Crime {} recorded: Residential burglary of a home".format
    boss = cast["supervisor"]
    begun = [recorded(crime.reference), f"Case {case.reference} opened"]
    assert [one.text for one in told(boss, about)] == begun
    services.record_outcome(actor=cast["detective"], crime_id=crime.id, code=18, reason="Every line followed.")
    assert {(one.text, str(one.subject)) for one in told(boss, about)[1:]} == {
        (f"Crime {crime.reference}: Investigation complete, no suspect", f"investigations.crime:{crime.id}"),
        (f"Case {case.reference} opened", f"investigations.case:{case.id}"),
        (f"Case {case.reference} filed", f"investigations.case:{case.id}"),
    }
    assert recorded(other.reference) in [one.text for one in told(boss, about, merged)]
    assert "Every line followed" not in repr(told(boss, about))


def test_a_thing_is_told_when_it_was_found_and_when_its_owner_has_it_back(cast: Cast) -> None:
    report_id = tell(actor=Actor.public(), story=stories.bicycle(Random(3), postcode="B4 7AP"))
    desk = cast["call_taker"]
    with writing():
        matter = Report.objects.get(pk=report_id).matter_id
        thing = selectors.traced_for_matter(actor=desk, matter_id=matter)[0]
    assert told(desk, matter) == []
    services.mark_found(actor=desk, link_id=thing.link_id, found_on=today(), where_kept="Store 4", evidence=False)
    assert [one.text for one in told(desk, matter)] == [f"Found: {thing.title}"]
    services.mark_returned(actor=desk, link_id=thing.link_id, returned_on=today(), handed_over="collected")
    found, returned = told(desk, matter)
    assert returned.text == f"Returned to its owner: {thing.title}"
    assert found.subject == returned.subject == thing.ref
    assert "Store 4" not in repr((found, returned))


@pytest.mark.parametrize("name", ["dispatcher", "responder", "analyst", "outsider"])
def test_nobody_without_a_part_in_it_hears_that_there_is_a_case(cast: Cast, name: str) -> None:
    about = rooms.matter()
    rooms.crime(cast, about)
    rooms.case(cast, about, owner="detective")
    assert told(cast[name], about) == []
