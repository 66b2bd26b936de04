import pytest

from bluelamp.ui.cells import Cell, grid
from tests.unit.ui.test_charts import SVG, parsed


def test_a_grid_says_in_words_figures_and_colour_what_is_late() -> None:
    cells = [[Cell(4), Cell(2, late=True)], [Cell(0, late=True), Cell(1)]]
    drawn = grid(
        title="Waiting", words="Seven wait.", rows=["High", "Low"], columns=["1 h", "longer"], cells=cells, axis="Up to"
    )
    assert drawn.rows == [["High", "4", "2 late"], ["Low", "0", "1"]]
    bars = [(one.get("class"), one.get("height")) for one in parsed(drawn).iter(f"{SVG}rect")]
    assert bars == [("bl-c-fill-1", "36.0"), ("bl-c-fill-2", "18.0"), ("bl-c-fill-1", "9.0")]
    assert drawn.description == "Seven wait."


def test_an_empty_grid_is_drawn_and_a_crooked_one_is_not() -> None:
    assert grid(title="x", words="x", rows=["a"], columns=["b"], cells=[[Cell(0)]], axis="x").rows == [["a", "0"]]
    with pytest.raises(ValueError, match="1 rows of 2 cells"):
        grid(title="x", words="x", rows=["a"], columns=["b", "c"], cells=[[Cell(1)]], axis="x")
