"""``bluelamp what-if``: the page's own figures on a command line, and the switch."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pytest_django import Settings

from bluelamp.analytics.commands import what_if
from bluelamp.analytics.selectors import default_warehouse, record_of_type, stopped
from bluelamp.analytics.types import TrackRecord
from bluelamp.core.errors import NotFound
from bluelamp.ledger.models import Note
from tests.factories.analytics import ended, load, months_of_outcomes, published, reported

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def a_year(settings: Settings, tmp_path: Path) -> None:
    """263 burglaries in Birmingham, of which 81 led to a charge."""
    settings.VAR = tmp_path / "var"
    street = published(tmp_path, [reported(n) for n in range(263)], month="2023-01")
    outcomes = [ended(n, on="2023-03", outcome_type="Suspect charged") for n in range(81)]
    load(default_warehouse(), street, months_of_outcomes(tmp_path, outcomes, first="2023-01", months=13))


def run(*words: str) -> Result:
    return CliRunner().invoke(what_if, words, catch_exceptions=False)


def test_the_same_figures_as_on_the_page() -> None:
    told = json.loads(run("outcomes", "--crime", "burglary", "--area", "birmingham", "--json").stdout)
    found = record_of_type(crime="Burglary")
    assert isinstance(found, TrackRecord)
    assert (told["cases"], told["basis"], told["level"]) == (found.cases, "dated", "area")
    (charged,) = [one for one in told["stages"][-1]["shares"] if one["ending"] == "charged"]
    assert charged["count"] == 81
    assert (round(charged["low"], 4), round(charged["high"], 4)) == (0.2553, 0.3662)
    said = run("outcomes", "--crime", "burglary").stdout
    assert "Burglary, all forces held: 263 reports, 2023-01 to 2023-01." in said
    assert "By the end of month 12:" in said
    assert "charged              81   30.8%  likely 25.5%-36.6%" in said


def test_what_is_not_said_says_why() -> None:
    assert run("outcomes", "--crime", "domestic abuse").stdout == "Domestic abuse: nothing is said (protected).\n"
    assert json.loads(run("outcomes", "--crime", "stalking", "--json").stdout)["why"] == "protected"
    with pytest.raises(NotFound):
        run("outcomes", "--crime", "burglary", "--area", "atlantis")


def test_only_a_last_outcome_has_no_months(tmp_path: Path) -> None:
    old = [reported(n, crime_type="Robbery", month="2022-01", last_outcome="Suspect charged") for n in range(20)]
    young = [reported(n, crime_type="Robbery", month="2023-02") for n in range(20)]
    load(default_warehouse(), published(tmp_path, old, month="2022-01"), published(tmp_path, young, month="2023-02"))
    assert "As last published:" in run("outcomes", "--crime", "robbery").stdout


def test_stop_and_resume() -> None:
    assert "Stopped." in run("stop", "--reason", "The files of May are wrong.").stdout
    assert stopped()
    assert run("outcomes", "--crime", "burglary").stdout == "Burglary: nothing is said (stopped).\n"
    assert run("resume", "--reason", "They were loaded anew.").stdout == "Shown again.\n"
    assert not stopped()
    reasons = Note.objects.values_list("text", flat=True)
    assert any(text.startswith("The files of May are wrong. (Command run by ") for text in reasons)
