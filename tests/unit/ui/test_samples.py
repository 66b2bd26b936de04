"""The style guide shows every state: who is signed in and who is not, late and soon, right and wrong."""

from datetime import UTC, datetime

import pytest

from bluelamp.core import clock
from bluelamp.ui import samples
from bluelamp.ui.charts import Chart
from bluelamp.ui.types import Frame


def _frame(page: str) -> Frame:
    frame = samples.context(page)["frame"]
    assert isinstance(frame, Frame)
    return frame


@pytest.mark.parametrize(
    ("page", "first", "is_signed_in", "role"),
    [
        ("staff", "Contact", True, "Contact desk"),
        ("form", "Contact", True, "Contact desk"),
        ("phone", "Jobs", True, ""),
        ("public", "Report", False, ""),
        ("404", "Report", False, ""),
    ],
)
def test_each_door_is_shown_with_its_own_people(page: str, first: str, is_signed_in: bool, role: str) -> None:
    frame = _frame(page)
    assert {bool(part) for part in (frame.person, frame.sign_out, frame.search)} == {is_signed_in}
    assert frame.role == role
    assert [link.text for link in frame.nav if link.current] == [first]


def test_times_of_every_kind_stand_around_the_moment_of_the_page() -> None:
    at = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
    with clock.fixed(at):
        found = samples.context("staff")
    times = [found[name] for name in ("late", "at", "soon", "far")]
    assert times == sorted(times, key=str)
    assert found["at"] == at


def test_a_form_is_shown_with_something_right_and_something_wrong() -> None:
    form = samples.context("form")["form"]
    assert isinstance(form, samples.SampleForm)
    assert form.errors == {"place": ["Enter the street or place"], "harm": ["Choose how much harm there is"]}


def test_a_chart_of_every_kind_is_shown_with_a_gap_and_with_intervals() -> None:
    shown = samples.context("staff")["charts_shown"]
    assert isinstance(shown, list)
    assert all(isinstance(chart, Chart) for chart in shown)
    text = " ".join(str(chart.rows) + str(chart.legend) for chart in shown)
    assert "not known" in text
    assert "80% interval" in text
