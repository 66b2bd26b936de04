from datetime import date
from pathlib import Path

import pytest

from bluelamp.analytics.enums import Kind
from bluelamp.analytics.errors import Unreadable
from bluelamp.analytics.layouts import LAYOUTS, understand
from bluelamp.analytics.rows import Named, Rules, named
from bluelamp.analytics.sources import Source
from tests.factories.analytics import row

TODAY = date(2026, 3, 2)


def source(name: str) -> Source:
    return Source(name, name, "somewhere", 1, 1, Path(name))


def rules(kind: Kind = Kind.STREET, *, force: str = "west-midlands", month: str = "2024-01", folder: str = "") -> Rules:
    header = understand([column.title for column in LAYOUTS[kind].columns])
    return Rules(header, Named(kind, force, month), today=TODAY, folder=folder)


def unit_of(judge: Rules, row_fields: list[str]) -> tuple[str, str]:
    return judge.unit_from([row_fields[at] for at in judge.unit_positions])


def fields(kind: Kind = Kind.STREET, /, **changes: str) -> list[str]:
    return list(row(kind, **changes).values())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2017-07-west-yorkshire-street.csv", Named(Kind.STREET, "west-yorkshire", "2017-07")),
        ("2017-07-west-yorkshire-street.csv.gz", Named(Kind.STREET, "west-yorkshire", "2017-07")),
        ("2020-01-btp-outcomes.csv", Named(Kind.OUTCOMES, "btp", "2020-01")),
        ("2020-01-btp-stop-and-search.CSV", Named(Kind.STOP_AND_SEARCH, "btp", "2020-01")),
        ("burglary-2016-02-to-2018-07.csv.gz", Named(None, "", "")),
        ("street.csv", Named(None, "", "")),
    ],
)
def test_published_names_say_kind_force_and_month(name: str, said: Named) -> None:
    assert named(source(name)) == said


@pytest.mark.parametrize("name", ["2017-13-kent-street.csv", "2017-07-..-street.csv", "2017-07-a--b-street.csv"])
def test_names_that_are_nearly_published_are_refused(name: str) -> None:
    with pytest.raises(Unreadable, match="does not begin with a month and a force"):
        named(source(name))


def test_a_name_and_an_option_that_disagree_are_refused() -> None:
    assert named(source("a.csv"), force="kent").force == "kent"
    with pytest.raises(Unreadable, match="Its name says Kent Police, but --force says Essex Police"):
        named(source("2017-07-kent-street.csv"), force="essex")


@pytest.mark.parametrize("kind", list(Kind))
def test_a_usual_row_has_nothing_against_it(kind: Kind) -> None:
    judge = rules(kind)
    assert judge.reason(fields(kind)) is None
    assert judge.unit == ("west-midlands", "2024-01")
    assert judge.unit_positions == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"month": "2024-13"}, "not a year and a month"),
        ({"month": "2024-02"}, "not the month of the file, 2024-01"),
        ({"longitude": "x"}, "not a number"),
        ({"latitude": ""}, "stand together"),
        ({"lsoa_code": "Leeds"}, "LSOA code “Leeds”"),
        ({"crime_type": ""}, "The crime type is blank"),
        ({"last_outcome": "3"}, "last outcome “3”"),
    ],
)
def test_the_reason_names_the_column(changes: dict[str, str], said: str) -> None:
    judge = rules()
    for _ in range(2):  # the second time from memory
        assert said in (judge.reason(fields(**changes)) or "")
    assert judge.reason(fields()) is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"at_utc": "2024-01-15"}, "not a date and time"),
        ({"at_utc": "2024-03-15T10:00:00+00:00"}, "not in the month of the file, 2024-01"),
        ({"at_utc": "2026-03-09T10:00:00+00:00"}, "in the future"),
        ({"part_of_operation": "maybe"}, "“Part of a policing operation” is “maybe”"),
        ({"search_type": ""}, "type of search is blank"),
    ],
)
def test_stop_and_search_rows(changes: dict[str, str], said: str) -> None:
    assert said in (rules(Kind.STOP_AND_SEARCH).reason(fields(Kind.STOP_AND_SEARCH, **changes)) or "")


@pytest.mark.parametrize("at", ["2023-12-31T23:30:00+00:00", "2024-02-01T00:30:00+01:00"])
def test_a_search_at_the_edge_of_a_month_belongs_to_the_file(at: str) -> None:
    assert rules(Kind.STOP_AND_SEARCH).reason(fields(Kind.STOP_AND_SEARCH, at_utc=at)) is None


@pytest.mark.parametrize(
    ("width", "said"), [(11, "Too few fields: 11"), (13, "Too many fields: 13"), (1, "Too few"), (0, "empty")]
)
def test_width(width: int, said: str) -> None:
    assert said in (rules().reason(["x"] * width) or "")
    assert rules().reason([""]) == "The line is empty."


def test_without_a_published_name_the_rows_say_force_and_month() -> None:
    judge = rules(force="", month="")
    assert judge.unit is None
    one, other = fields(), fields(reported_by="Devon & Cornwall Police", month="2020-02")
    assert judge.reason(one) is judge.reason(other) is None
    assert unit_of(judge, one) == ("west-midlands", "2024-01")
    assert unit_of(judge, other) == ("devon-and-cornwall", "2020-02")
    assert "not the name of a force" in (judge.reason(fields(reported_by="Lamp Police")) or "")


def test_the_month_of_a_search_is_that_of_the_clock_on_the_wall() -> None:
    judge = rules(Kind.STOP_AND_SEARCH, month="", folder="")
    assert unit_of(judge, fields(Kind.STOP_AND_SEARCH, at_utc="2024-05-31T23:30:00+00:00"))[1] == "2024-06"


def test_a_force_is_taken_from_a_known_folder_or_asked_for() -> None:
    header = understand(["Month", "Longitude", "Latitude", "Crime type"], columns={"Month": "Month"})
    nameless = Named(None, "", "")
    judge = Rules(header, nameless, today=TODAY, folder="greater-manchester")
    assert unit_of(judge, ["2016-02", "-2.4", "53.6", "Burglary"]) == ("greater-manchester", "2016-02")
    with pytest.raises(Unreadable, match="--force"):
        Rules(header, nameless, today=TODAY, folder="downloads")


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bluelamp.analytics.rows._MEMORY", 10)
    judge = rules()
    for number in range(100):
        judge.reason(fields(longitude=f"-1.{number:06d}"))
        judge.reason(fields(longitude=f"bad{number}"))
    assert max(len(group.memory) for group in judge.groups) <= 10


def test_areas_are_judged_without_positions_too() -> None:
    header = understand(["Month", "Outcome type", "LSOA code"], columns={"Month": "Month"})
    judge = Rules(header, Named(Kind.OUTCOMES, "kent", "2024-01"), today=TODAY, folder="")
    assert judge.reason(["2024-01", "Suspect charged", "E01033620"]) is None
    assert "LSOA code “x”" in (judge.reason(["2024-01", "Suspect charged", "x"]) or "")
