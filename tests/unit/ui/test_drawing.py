"""Where things stand in a picture: round steps, points inside the plot, labels that do not collide, words escaped."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.ui import drawing
from bluelamp.ui.drawing import Scale


def drawn(body: str, tag: str) -> list[ET.Element]:
    """The elements of that kind."""
    return list(ET.fromstring(f"<g>{body}</g>").iter(tag))


@given(st.floats(-1e9, 0), st.floats(1e-6, 1e9))  # a chart's range always holds nought
def test_ticks_cover_the_range_with_few_round_steps(low: float, high: float) -> None:
    shown = drawing.ticks(low, high)
    step = shown[1] - shown[0]
    assert shown[0] <= low + step * 1e-6
    assert shown[-1] >= high - step * 1e-6
    assert 2 <= len(shown) <= 8


@given(st.lists(st.one_of(st.none(), st.floats(0, 1e7)), min_size=1, max_size=60))
def test_every_point_lies_inside_the_plot(values: list[float | None]) -> None:
    scale = drawing.Scale.of(values, [str(i) for i in range(len(values))], 0)
    for i, value in enumerate(values):
        assert 0 <= scale.x(i) <= 1000
        if value is not None:
            assert -1e-6 <= scale.y(value) <= 200 + 1e-6


@pytest.mark.parametrize(
    ("low", "high", "steps"),
    [
        (0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1)),
        (0, 7, (0, 2, 4, 6, 8)),
        (-3, 20, (-5, 0, 5, 10, 15, 20)),
        (0, 51, (0, 20, 40, 60)),
    ],
)
def test_steps_are_one_two_or_five_times_a_power_of_ten(low: float, high: float, steps: tuple[float, ...]) -> None:
    assert drawing.ticks(low, high) == steps


@pytest.mark.parametrize("values", [[], [None], [0.0, 0.0], [1e-9]])
def test_a_line_of_nothing_still_has_an_axis_to_stand_on(values: list[float | None]) -> None:
    scale = Scale.of(values, ["a"], 0)
    assert (scale.ticks[0], scale.ticks[-1]) == (0, 1)
    assert 0 <= scale.x(0) <= 1000


def test_what_stands_higher_is_more() -> None:
    scale = Scale.of([2.0, 8.0], ["a", "b"], 0)
    assert scale.y(8.0) < scale.y(2.0)
    assert scale.x(0) < scale.x(1)


@pytest.mark.parametrize(
    ("values", "figures"),
    [
        ([10.0], ["0", "2", "4", "6", "8", "10"]),
        ([1.0], ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),  # whole figures would say 0 0 0 1 1 1
    ],
)
def test_figures_at_the_axis_have_the_places_that_tell_them_apart(values: list[float], figures: list[str]) -> None:
    texts = drawn(drawing.axes(Scale.of(values, ["a"], 0)), "text")
    assert [text.text for text in texts if "bl-c-tick" in (text.get("class") or "")] == figures


@pytest.mark.parametrize(("count", "shown"), [(1, "0"), (4, "0 1 2 3"), (9, "0 3 6"), (24, "0 6 12 18")])
def test_at_most_four_labels_stand_below_and_none_leaves_the_picture(count: int, shown: str) -> None:
    texts = drawn(drawing.axes(Scale.of([1.0] * count, [str(n) for n in range(count)], 0)), "text")
    below = [text for text in texts if "bl-c-tick" not in (text.get("class") or "")]
    assert " ".join(text.text or "" for text in below) == shown
    for text in below:
        place = float((text.get("x") or "").removesuffix("%"))
        assert place <= 85 or text.get("text-anchor") == "end"
        assert place >= 15 or text.get("text-anchor") == "start"


def test_a_line_is_broken_where_nothing_is_known_and_has_no_dot_there() -> None:
    values = [1.0, None, 2.0, 3.0]
    body = drawing.curve(Scale.of(values, list("abcd"), 0), values, "Online", 2)
    (path,) = drawn(body, "path")
    assert [step[0] for step in (path.get("d") or "").split()] == ["M", "M", "L"]
    assert [dot.findtext("title") for dot in drawn(body, "circle")] == ["Online, a: 1", "Online, c: 2", "Online, d: 3"]


@pytest.mark.parametrize(("points", "dots"), [(40, 40), (41, 0)])
def test_dots_that_would_hide_the_line_are_left_out(points: int, dots: int) -> None:
    values = [1.0] * points
    scale = Scale.of(values, ["x"] * points, 0)
    assert len(drawn(drawing.curve(scale, values, "n", 1), "circle")) == dots


def test_a_band_goes_there_above_and_back_below() -> None:
    scale = Scale.of([0.0, 10.0], ["a", "b"], 0)
    (path,) = drawn(drawing.area(scale, low=[0, 0], high=[10, 10]), "path")
    assert path.get("d") == "M100.0,0.0 990.0,0.0 990.0,200.0 100.0,200.0Z"
    assert drawing.area(scale, [], []) == ""


def test_words_from_outside_cannot_become_markup() -> None:
    evil = "<script>alert(1)</script>"
    scale = Scale.of([1.0], [evil], 0)
    body = (
        drawing.bar(0, evil, 1.0, evil)
        + drawing.stack(0, evil, [1.0], evil)
        + drawing.axes(scale)
        + drawing.curve(scale, [1.0], evil, 1)
    )
    assert "<script" not in str(drawing.svg(evil, evil, 10, body))


def test_pictures_that_differ_in_anything_have_names_of_their_own() -> None:
    texts = [("a", "b", "<g/>"), ("c", "b", "<g/>"), ("a", "c", "<g/>"), ("a", "b", "<g></g>")]
    ids = {
        ET.fromstring(str(drawing.svg(title, words, 10, body))).get("aria-labelledby") for title, words, body in texts
    }
    assert len(ids) == 4
