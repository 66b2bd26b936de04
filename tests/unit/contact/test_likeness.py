"""Which reports may be about one thing, and what the public learns of that: very little."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bluelamp.contact import likeness
from bluelamp.contact.likeness import Told, alike, since_whole_days
from bluelamp.contact.report_types import report_types
from bluelamp.core.clock import LONDON

AT = datetime(2026, 5, 5, 15, 30, tzinfo=LONDON)
HERE = (52.48, -1.89)
PRIVATE = {"domestic_abuse", "domestic-abuse", "stalking", "sexual-offence", "sexual-offences", "hate-crime", "assault"}


def told(*, slug: str = "burglary", hours: float = 0, north: float = 0) -> Told:
    """``north`` in metres."""
    return Told(slug, AT + timedelta(hours=hours), HERE[0] + north / 111_195, HERE[1])


def test_near_in_place_and_time_is_alike_and_far_is_not() -> None:
    found = alike(told(), told(hours=30, north=200))
    assert found is not None
    assert (found.same_kind, found.between, abs(found.metres - 200) <= 1) == (True, timedelta(hours=30), True)
    assert alike(told(), told(north=400)) is None
    assert alike(told(), told(hours=-200)) is None


def test_another_kind_is_alike_only_next_door_and_in_the_same_night() -> None:
    assert alike(told(), told(slug="criminal-damage", hours=3, north=50)) is not None
    assert alike(told(), told(slug="criminal-damage", hours=3, north=200)) is None
    assert alike(told(), told(slug="criminal-damage", hours=30, north=50)) is None
    ranks = [alike(told(), one) for one in (told(north=250), told(slug="x"), told(north=10))]
    order = sorted([one for one in ranks if one], key=likeness.rank)
    assert [(one.same_kind, one.metres > 100) for one in order] == [(True, False), (True, True), (False, False)]


@given(st.floats(-300, 300), st.floats(-300, 300))
def test_whatever_is_near_lies_in_the_neighbourhood_or_one_that_touches_it(north: float, east: float) -> None:
    here = likeness.neighbourhood(*HERE)
    there = likeness.neighbourhood(HERE[0] + north / 111_195, HERE[1] + east / 67_700)
    assert there in likeness.around(here)


def test_days_are_whole() -> None:
    assert {since_whole_days(AT + timedelta(hours=h)) for h in (-15, 0, 8)} == {datetime(2026, 4, 28, tzinfo=LONDON)}


def test_only_what_says_nothing_about_a_person_may_be_known() -> None:
    known = {slug for slug, kind in report_types().items() if kind.may_be_known}
    assert known == {"burglary", "vehicle-crime", "criminal-damage"}
    assert not known & PRIVATE
