"""``bluelamp load`` and ``bluelamp what-if``: what people and machines are told, exit codes, and the switch."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pytest_django import Settings

from bluelamp.analytics.commands import load as load_group
from bluelamp.analytics.commands import what_if
from bluelamp.analytics.errors import Unreadable
from bluelamp.analytics.selectors import default_warehouse, record_of_type, stopped
from bluelamp.analytics.types import TrackRecord
from bluelamp.core.errors import NotFound
from bluelamp.ledger.models import Note
from tests.factories.analytics import ended, load, months_of_outcomes, published, reported, row

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_warehouse(settings: Settings, tmp_path: Path) -> None:
    """One for each test."""
    settings.VAR = tmp_path / "var"


@pytest.fixture
def a_year(tmp_path: Path) -> None:
    """263 burglaries in Birmingham, of which 81 led to a charge."""
    street = published(tmp_path, [reported(n) for n in range(263)], month="2023-01")
    outcomes = [ended(n, on="2023-03", outcome_type="Suspect charged") for n in range(81)]
    load(default_warehouse(), street, months_of_outcomes(tmp_path, outcomes, first="2023-01", months=13))


def ask(*words: str) -> Result:
    return CliRunner().invoke(what_if, words, catch_exceptions=False)


def run(*words: object) -> Result:
    return CliRunner().invoke(load_group, [str(word) for word in words])


def test_the_same_figures_as_on_the_page(a_year: None) -> None:
    told = json.loads(ask("outcomes", "--crime", "burglary", "--area", "birmingham", "--json").stdout)
    found = record_of_type(crime="Burglary")
    assert isinstance(found, TrackRecord)
    assert (told["cases"], told["basis"], told["level"]) == (found.cases, "dated", "area")
    (charged,) = [one for one in told["stages"][-1]["shares"] if one["ending"] == "charged"]
    assert charged["count"] == 81
    assert (round(charged["low"], 4), round(charged["high"], 4)) == (0.2553, 0.3662)
    said = ask("outcomes", "--crime", "burglary").stdout
    assert "Burglary, all forces held: 263 reports, 2023-01 to 2023-01." in said
    assert "By the end of month 12:" in said
    assert "charged              81   30.8%  likely 25.5%-36.6%" in said


def test_what_is_not_said_says_why(a_year: None) -> None:
    assert ask("outcomes", "--crime", "domestic abuse").stdout == "Domestic abuse: nothing is said (protected).\n"
    assert json.loads(ask("outcomes", "--crime", "stalking", "--json").stdout)["why"] == "protected"
    with pytest.raises(NotFound):
        ask("outcomes", "--crime", "burglary", "--area", "atlantis")


def test_only_a_last_outcome_has_no_months(a_year: None, tmp_path: Path) -> None:
    old = [reported(n, crime_type="Robbery", month="2022-01", last_outcome="Suspect charged") for n in range(20)]
    young = [reported(n, crime_type="Robbery", month="2023-02") for n in range(20)]
    load(default_warehouse(), published(tmp_path, old, month="2022-01"), published(tmp_path, young, month="2023-02"))
    assert "As last published:" in ask("outcomes", "--crime", "robbery").stdout


def test_stop_and_resume(a_year: None) -> None:
    assert "Stopped." in ask("stop", "--reason", "The files of May are wrong.").stdout
    assert stopped()
    assert ask("outcomes", "--crime", "burglary").stdout == "Burglary: nothing is said (stopped).\n"
    assert ask("resume", "--reason", "They were loaded anew.").stdout == "Shown again.\n"
    assert not stopped()
    reasons = Note.objects.values_list("text", flat=True)
    assert any(text.startswith("The files of May are wrong. (Command run by ") for text in reasons)


def test_people_are_told_what_was_loaded_held_and_rejected(tmp_path: Path) -> None:
    path = published(tmp_path, [row(), row(month="2024-13")])
    first = run("police-data", path)
    assert "2 rows read in" in first.stdout
    assert "1 loaded, 1 rejected. Files: 1 new" in first.stdout
    assert "1 loaded before" in run("police-data", path).stdout
    assert "1 months, 1 rows." in run("held").stdout
    (held,) = json.loads(run("held", "--json").stdout)
    assert (held["unit"]["kind"], held["unit"]["month"], held["rows"]) == ("street", "2024-01", 1)
    kept = json.loads(run("rejected", "--json").stdout)
    assert (kept["file"], kept["line"]) == (str(path), 3)
    assert "line 3: The month “2024-13” is not a year and a month" in run("rejected").stdout
    assert isinstance(run("rejected", "another").exception, NotFound)


def test_nothing_loaded_yet(tmp_path: Path) -> None:
    assert isinstance(run("rejected").exception, NotFound)
    assert isinstance(run("police-data", tmp_path / "gone.csv").exception, NotFound)
    assert run("police-data").exit_code == 2
    assert run("held").stdout == "0 months, 0 rows.\n"


def test_a_refused_file_has_its_own_exit_code_until_its_columns_are_named(tmp_path: Path) -> None:
    path = tmp_path / "kent.csv"
    path.write_text("MONTH,OFFENCE,LNG,LAT,BEAT\n2024-01,Burglary,1.0,51.2,7\n", encoding="utf-8")
    refused = run("police-data", path, "--json")
    assert refused.exit_code == 6
    assert "Refused:" in refused.stderr
    assert json.loads(refused.stdout)["rejected"] == 1
    assert "(1 rows)" not in run("rejected").stdout
    pairs = "Month=MONTH,Crime type=OFFENCE,Longitude=LNG,Latitude=LAT"
    mapped = run("police-data", path, "--columns", pairs, "--force", "kent")
    assert mapped.exit_code == 0
    assert "Columns left out: “BEAT”." in mapped.stdout
    assert isinstance(run("police-data", path, "--columns", "OFFENCE").exception, Unreadable)
    (tmp_path / "map.json").write_text(json.dumps(dict(pair.split("=") for pair in pairs.split(","))))
    assert run("police-data", path, "--columns", tmp_path / "map.json", "--force", "essex").exit_code == 0


def test_many_refused_files_are_named_up_to_twenty(tmp_path: Path) -> None:
    for n in range(21):
        (tmp_path / f"{n}.csv").write_text("nonsense\n", encoding="utf-8")
    refused = run("police-data", *sorted(tmp_path.glob("*.csv")))
    assert (refused.exit_code, refused.stderr.count("Refused:")) == (6, 20)
    assert "21 refused." in refused.stdout


def test_a_switch_without_a_reason_is_not_turned() -> None:
    assert CliRunner().invoke(what_if, ["stop"]).exit_code == 2
    assert CliRunner().invoke(what_if, ["stop", "--reason", " "]).exit_code != 0
    assert not stopped()
