"""Who helps victims near them: by area and by kind, from a file that says what is wrong with it."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import override_settings

from bluelamp.contact.report_types import report_types
from bluelamp.core.places.gazetteer import gazetteer
from bluelamp.portal.helping import national
from bluelamp.victims.near import DEMO, area_at, near, organisations


def test_those_for_the_matter_come_first_and_only_those_of_the_area() -> None:
    found = [one.name for one in near(area="Birmingham", report="domestic-abuse")]
    assert found == ["Open Door Domestic Abuse Service", "Kite Young People's Service", "Harbourlight Support"]
    assert [one.name for one in near(area="Coventry", report="domestic-abuse")] == ["Harbourlight Support"]
    assert [one.name for one in near(area="", report="sexual-offence")] == ["Harbourlight Support"]


def test_the_demo_names_districts_and_kinds_that_there_are() -> None:
    districts = {place.name for place in gazetteer().districts}
    for one in organisations():
        assert set(one.areas) <= districts, one.name
        assert set(one.reports) <= set(report_types()), one.name
        assert one.phone.startswith("0121 496 0"), "a number that Ofcom keeps for stories"


def test_a_place_has_its_district() -> None:
    centre = gazetteer().find_postcode("B4 7AP")
    assert centre is not None
    assert area_at(centre.latitude, centre.longitude) == "Birmingham"
    assert area_at(51.5, -0.1) == area_at(None, None) == ""


def test_who_helps_nationally_is_always_named() -> None:
    for slug in report_types():
        assert national(slug), slug
    assert str(national("stalking")[0].name) == "National Stalking Helpline"


def test_nobody_is_named_without_a_list_of_the_forces_own() -> None:
    with override_settings(BLUELAMP_DEMO=False, BLUELAMP_SUPPORT_LIST=""):
        assert organisations() == ()
    with override_settings(BLUELAMP_DEMO=False, BLUELAMP_SUPPORT_LIST=str(DEMO)):
        assert organisations()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("[[organisation]]\nname = 'A'", "needs a name"),
        ("[[organisation]]\nname = 'A'\ndoes = 'B'\nwebsite = 'http://a.example'", "https"),
        ("[[organisation]]\nname = 'A'\ndoes = 'B'\nphone = 5", "phone must be words"),
        ("[[organisation]]\nname = 'A'\ndoes = 'B'\nphone = '5'\nareas = 'Birmingham'", "areas must be a list"),
        ("[[organisation]]\nname = 'A'\ndoes = 'B'\nphone = '5'\nunder = true", "under must be an age"),
        ("[[organisation]]\nname = 'A'\ndoes = 'B'\nphone = '5'\nunder = -3", "under must be an age"),
        ("[[organisation]]\nname = 'A'\nplace = 'B'", "place is not known"),
        ("[[organisation", "end of an array"),
    ],
)
def test_a_slip_in_the_file_is_named(tmp_path: Path, text: str, wrong: str) -> None:
    file = tmp_path / "near.toml"
    file.write_text(text)
    with override_settings(BLUELAMP_SUPPORT_LIST=str(file)), pytest.raises(ImproperlyConfigured, match=wrong):
        organisations()


def test_it_is_said_before_anything_is_served(tmp_path: Path) -> None:
    with override_settings(BLUELAMP_SUPPORT_LIST=str(tmp_path / "none.toml")), pytest.raises(SystemCheckError):
        call_command("check")
