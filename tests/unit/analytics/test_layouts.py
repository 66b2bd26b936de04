import re

import pytest

from bluelamp.analytics.enums import Kind
from bluelamp.analytics.errors import Unreadable
from bluelamp.analytics.layouts import LAYOUTS, OUTCOMES, STOP_AND_SEARCH, STREET, parse_map, read_map, understand


@pytest.mark.parametrize("kind", list(Kind))
def test_each_published_header_is_recognised_in_any_order(kind: Kind) -> None:
    titles = [column.title for column in LAYOUTS[kind].columns]
    header = understand(titles[::-1])
    assert header.layout is LAYOUTS[kind]
    assert header.positions[LAYOUTS[kind].columns[0].key] == len(titles) - 1
    assert header.left_out == ()


def test_the_published_columns_are_those_of_data_police_uk() -> None:
    assert [c.title for c in STREET.columns] == [
        "Crime ID",
        "Month",
        "Reported by",
        "Falls within",
        "Longitude",
        "Latitude",
        "Location",
        "LSOA code",
        "LSOA name",
        "Crime type",
        "Last outcome category",
        "Context",
    ]
    assert len(OUTCOMES.columns) == 10
    assert len(STOP_AND_SEARCH.columns) == 15


@pytest.mark.parametrize(
    ("dropped", "added", "said"),
    [
        (0, ["Beat"], "Unknown: “Beat”"),
        (1, [], "Missing: “Context”"),
        (1, ["Contexts"], "Did “Contexts” mean “Context”?"),
        (0, ["Month"], "more than once"),
        (12, ["a", "b"], "To read other columns, name them with --columns."),
    ],
)
def test_other_headers_are_refused_with_the_difference(dropped: int, added: list[str], said: str) -> None:
    titles = [column.title for column in STREET.columns]
    with pytest.raises(Unreadable, match=re.escape(said)):
        understand([*titles[: len(titles) - dropped], *added])


def test_a_header_without_end_is_refused() -> None:
    with pytest.raises(Unreadable, match="more than 200 columns"):
        understand([f"c{n}" for n in range(201)], columns={"Month": "c0"})


def test_a_name_of_another_kind_is_refused() -> None:
    with pytest.raises(Unreadable, match="stop-and-search"):
        understand([column.title for column in STREET.columns], kind=Kind.STOP_AND_SEARCH)


def test_a_map_names_what_differs() -> None:
    titles = ["MONTH", "OFFENCE", "Longitude", "Latitude", "Beat"]
    header = understand(titles, columns={"month": "MONTH", "Crime type": "OFFENCE"})
    assert header.layout is STREET
    assert header.positions == {"month": 0, "crime_type": 1, "longitude": 2, "latitude": 3}
    assert header.left_out == ("Beat",)


def test_a_map_can_name_a_column_that_is_not_published() -> None:
    titles = [*(column.title for column in STOP_AND_SEARCH.columns), "LSOA code"]
    header = understand(titles, columns={"LSOA code": "LSOA code"}, kind=Kind.STOP_AND_SEARCH)
    assert header.positions["lsoa_code"] == 15
    assert len(header.positions) == 16


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"offence": "OFFENCE"}, "names “offence”, which is not a column of ours"),
        ({"OFFENCE": "Crime type"}, "Write our column first"),
        ({"Crime type": "OFFENSE"}, "The file has no column “OFFENSE”. It has “MONTH”"),
        ({"Crime type": "OFFENCE"}, "must also say which column is “Month”"),
        ({"Month": "MONTH", "Outcome type": "OFFENCE", "Latitude": "LAT"}, "Longitude and Latitude together"),
    ],
)
def test_a_map_that_does_not_fit_is_refused(columns: dict[str, str], said: str) -> None:
    with pytest.raises(Unreadable, match=said) as refused:
        understand(["MONTH", "OFFENCE", "LAT", "LNG"], columns=columns)
    assert refused.value.field == "columns"


def test_maps_are_read() -> None:
    assert parse_map("Crime type = OFFENCE,month=MONTH ") == {"Crime type": "OFFENCE", "month": "MONTH"}
    assert read_map('{"Crime type": "OFFENCE, MAIN"}') == {"Crime type": "OFFENCE, MAIN"}


@pytest.mark.parametrize("text", ["", "month", "=x", "month=", "month=A,,", "month=A,Month=B", "month=A,location=A"])
def test_maps_that_are_not_pairs_are_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        parse_map(text)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"month": 3}', '"month"'])
def test_files_of_pairs_that_are_not_are_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="The file of columns"):
        read_map(text)
