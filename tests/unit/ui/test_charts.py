from xml.etree import ElementTree as ET

import pytest

from bluelamp.ui import charts

SVG = "{http://www.w3.org/2000/svg}"


def parsed(chart: charts.Chart) -> ET.Element:
    return ET.fromstring(str(chart.svg))


def test_bars_are_as_long_as_their_share_of_the_largest() -> None:
    chart = charts.bars(title="Crimes", labels=["Burglary", "Robbery"], values=[40, 10], unit="crimes")
    widths = [r.get("width") for r in parsed(chart).iter(f"{SVG}rect") if r.get("class") == "bl-c-fill-1"]
    assert widths == ["100.00%", "25.00%"]
    assert chart.rows == [["Burglary", "40"], ["Robbery", "10"]]
    assert chart.description == "2 bars. Highest: Burglary, 40 crimes. Lowest: Robbery, 10 crimes."


def test_bars_with_intervals_leave_room_for_the_upper_bound_and_table_it() -> None:
    chart = charts.bars(title="Rate", labels=["North"], values=[50], intervals=[(40, 100)], axis="Desk")
    lines = [x for x in parsed(chart).iter(f"{SVG}line") if x.get("class") == "bl-c-whisker"]
    assert [(lines[0].get("x1"), lines[0].get("x2"))] == [("40.00%", "100.00%")]
    assert chart.columns[0] == "Desk"
    assert chart.rows == [["North", "50", "40", "100"]]


def test_a_line_has_a_gap_where_nothing_is_known() -> None:
    chart = charts.line(title="Reports", labels=["a", "b", "c"], series={"Online": [1, None, 3]})
    path = next(parsed(chart).iter(f"{SVG}path")).get("d")
    assert path is not None
    assert path.count("M") == 2
    assert chart.rows[1] == ["b", "not known"]
    assert "from 1 (a) to 3 (c), highest 3 (c)" in chart.description


def test_a_band_shows_the_interval_what_came_true_and_says_so() -> None:
    chart = charts.band(
        title="Demand", labels=["a", "b"], values=[2, 3], low=[1, 2], high=[3, 5], name="Expected",
        interval="80% interval", observed=[2, 9],
    )  # fmt: skip
    classes = [p.get("class") for p in parsed(chart).iter(f"{SVG}path")]
    assert classes == ["bl-c-band-1", "bl-c-line-1", "bl-c-line-2"]
    assert chart.legend == ("Expected, 80% interval", "Observed")
    assert chart.rows == [["a", "2", "1", "3", "2"], ["b", "3", "2", "5", "9"]]


def test_words_from_outside_cannot_become_markup() -> None:
    evil = '<script>alert(1)</script>"'
    for chart in (
        charts.bars(title=evil, labels=[evil], values=[1], unit=evil),
        charts.line(title=evil, labels=[evil], series={evil: [1]}, unit=evil),
    ):
        assert "<script" not in chart.svg
        assert any(evil in (text.text or "") for text in parsed(chart).iter(f"{SVG}text"))


def test_every_picture_has_a_name_a_description_and_no_style_attribute() -> None:
    chart = charts.line(title="Reports", labels=["a"], series={"Online": [1]})
    svg = parsed(chart)
    ids = {element.get("id"): element.text for element in svg.iter() if element.get("id")}
    assert svg.get("role") == "img"
    assert ids[svg.get("aria-labelledby")] == "Reports"
    assert ids[svg.get("aria-describedby")] == chart.description
    assert all(element.get("style") is None for element in svg.iter())


def test_mistakes_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        charts.bars(title="x", labels=["a"], values=[-1])
    with pytest.raises(ValueError, match="one length"):
        charts.bars(title="x", labels=["a", "b"], values=[1])
    with pytest.raises(ValueError, match="one to 4 lines"):
        charts.line(title="x", labels=[], series={})
    with pytest.raises(ValueError, match="lower bound above"):
        charts.band(title="x", labels=["a"], values=[1], low=[2], high=[1], name="n", interval="i")


def test_nothing_to_show_is_said() -> None:
    assert charts.bars(title="x", labels=[], values=[]).description == "There is nothing to show."
    assert "nothing is known" in charts.line(title="x", labels=["a"], series={"n": [None]}).description


def test_a_long_line_has_no_dots_and_a_band_may_stand_without_what_came_true() -> None:
    days = [str(day) for day in range(41)]
    chart = charts.band(
        title="Demand", labels=days, values=[1.0] * 41, low=[0.0] * 41, high=[2.0] * 41, name="Expected", interval="i"
    )
    assert list(parsed(chart).iter(f"{SVG}circle")) == []
    assert chart.legend == ("Expected, i",)


def test_stacks_lay_parts_side_by_side_and_name_them() -> None:
    chart = charts.stacks(title="Stood", labels=["1 month", "1 year"], parts={"Closed": [20, 60], "Open": [80, 40]})
    rects = [(r.get("class"), r.get("x"), r.get("width")) for r in parsed(chart).iter(f"{SVG}rect")]
    assert rects[:2] == [("bl-c-part bl-c-fill-1", "0.00%", "20.00%"), ("bl-c-part bl-c-fill-2", "20.00%", "80.00%")]
    assert chart.rows == [["1 month", "20%", "80%"], ["1 year", "60%", "40%"]]
    assert chart.description == "1 month: Closed 20%, Open 80%. 1 year: Closed 60%, Open 40%."
    assert (chart.legend, chart.names_parts) == (("Closed", "Open"), True)


def test_a_part_of_nothing_is_not_drawn() -> None:
    chart = charts.stacks(title="Stood", labels=["now"], parts={"Closed": [0], "Open": [100]})
    assert [r.get("width") for r in parsed(chart).iter(f"{SVG}rect")] == ["100.00%"]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"a": [60], "b": [60]}, "add up to 100"),
        ({}, "one to 4 parts"),
        ({key: [20.0] for key in "abcde"}, "one to 4 parts"),
    ],
)
def test_parts_are_of_a_whole_and_few(parts: dict[str, list[float]], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        charts.stacks(title="Stood", labels=["now"], parts=parts)
