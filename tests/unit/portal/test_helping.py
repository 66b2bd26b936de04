"""Who is named to somebody who needs help: those near where it was, then those who help everywhere."""

import pytest
from django.test import override_settings

from bluelamp.contact.models import Report
from bluelamp.contact.report_types import report_types
from bluelamp.core.places.gazetteer import gazetteer
from bluelamp.portal.helping import ADULT, help_near, is_about_a_crime, national
from bluelamp.portal.what_if.helplines import CHILDLINE, RAPE_CRISIS, VICTIM_SUPPORT


def report(slug: str = "stalking", postcode: str = "") -> Report:
    """Unsaved: where it was and what it is about is all that is looked at."""
    found = gazetteer().find_postcode(postcode) if postcode else None
    return Report(
        journey_slug=slug,
        latitude=found.latitude if found else None,
        longitude=found.longitude if found else None,
    )


def test_near_where_it_was_those_for_this_before_those_for_everybody() -> None:
    found = help_near(report(postcode="B4 7AP"), None)
    names = [one.name for one in found["local"]]
    assert found["area"] == "Birmingham"
    assert names[0] == "Open Door Domestic Abuse Service"
    assert "Harbourlight Support" in names
    assert "Stand Together Against Hate" not in names, "they help with something else"


def test_where_nobody_knows_the_place_only_who_helps_everywhere_is_near() -> None:
    found = help_near(report(), None)
    assert found["area"] == ""
    assert found["local"]
    assert all(not one.areas for one in found["local"])


def test_without_a_list_of_the_forces_own_nobody_is_invented_and_the_national_ones_stay() -> None:
    with override_settings(BLUELAMP_DEMO=False, BLUELAMP_SUPPORT_LIST=""):
        found = help_near(report(postcode="B4 7AP"), None)
    assert found["local"] == []
    assert str(found["national"][0].name) == "National Stalking Helpline"


@pytest.mark.parametrize("slug", sorted(report_types()))
def test_nationally_everybody_is_named_once_and_victim_support_always(slug: str) -> None:
    found = national(slug)
    assert VICTIM_SUPPORT in found
    assert len(found) == len(set(found))


def test_what_is_no_crime_has_nobody_of_its_own() -> None:
    assert is_about_a_crime("stalking")
    assert not is_about_a_crime("lost-and-found")
    assert national("lost-and-found") == [VICTIM_SUPPORT]


@pytest.mark.parametrize(
    ("age", "near", "everywhere"),
    [(17, "Kite Young People's Service", CHILDLINE), (18, "Open Door Domestic Abuse Service", RAPE_CRISIS)],
)
def test_who_is_there_for_the_young_comes_first_for_them_and_is_not_named_to_others(
    age: int, near: str, everywhere: object
) -> None:
    found = help_near(report("assault", "B4 7AP"), age)
    assert found["local"][0].name == near
    assert ("Kite Young People's Service" in {one.name for one in found["local"]}) == (age < ADULT)
    assert national("sexual-offence", age)[0] == everywhere
    assert (CHILDLINE in national("robbery", age)) == (age < ADULT)


def test_where_nobody_knows_the_age_whoever_is_named_for_such_a_report_is_named() -> None:
    assert CHILDLINE in national("sexual-offence")
    assert CHILDLINE not in national("robbery")
    assert "Kite Young People's Service" in {one.name for one in help_near(report(postcode="B4 7AP"), None)["local"]}
