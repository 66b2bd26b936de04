"""How people come to us, drawn: which weeks are shown, and when a saving is given in pounds."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from bluelamp.contact import services
from bluelamp.core import clock
from bluelamp.core.clock import LONDON
from bluelamp.core.errors import NotAllowed
from bluelamp.core.ids import new_id
from bluelamp.desk.contact.shifting import WEEKS, shift_page
from tests.factories.rooms import received
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
_FRIDAY = datetime(2026, 6, 12, 10, tzinfo=LONDON)
_FIRST_MONDAY = datetime(2026, 3, 23, tzinfo=LONDON)  # eleven weeks before that of the Friday; clocks change in between


def asked(cast: Cast) -> dict[str, Any]:
    with clock.fixed(_FRIDAY):
        return shift_page(actor=cast["supervisor"])


def test_twelve_weeks_are_drawn_from_midnight_on_a_monday_in_london(cast: Cast) -> None:
    for at in (_FIRST_MONDAY - timedelta(seconds=1), _FIRST_MONDAY, _FRIDAY - timedelta(minutes=1)):
        with clock.fixed(at):
            received()
    rows = asked(cast)["drawn"].rows
    assert len(rows) == WEEKS
    assert [rows[0][0], rows[-1][0]] == ["23 March 2026", "8 June 2026"]
    online = asked(cast)["shift"].counts["web"]
    assert (online[0], online[-1], sum(online)) == (1, 1, 2)


def _saved(cast: Cast) -> None:
    """Eight reports online of two minutes each, and eight taken by telephone of twelve."""
    desk = cast["call_taker"]
    with clock.fixed(_FRIDAY - timedelta(days=1)):
        for _ in range(8):
            services.set_graded(actor=desk, report_id=received().id, grade="P2", minutes=2)
    for _ in range(8):
        with clock.fixed(_FRIDAY - timedelta(weeks=20)):  # received long ago, so that it counts as a call alone
            report = received()
        with clock.fixed(_FRIDAY - timedelta(days=1)):
            call = services.answer_call(actor=desk, client_id=new_id())
            services.attach_report(actor=desk, call_id=call.id, report_id=report.id)
            services.end_call(actor=desk, call_id=call.id, outcome="report", minutes=9)
            services.set_graded(actor=desk, report_id=report.id, grade="P2", minutes=3)


@pytest.mark.parametrize(
    ("values", "worth"),
    [([], None), (["2026-06-13=9"], None), (["2026-04-01=0.50"], 40.0), (["2026-04-01=0.50", "2026-06-12=1"], 80.0)],
)
def test_a_saving_is_worth_what_a_minute_is_worth_today_and_nothing_where_nobody_said(
    cast: Cast, settings: Settings, values: list[str], worth: float | None
) -> None:
    settings.BLUELAMP_MINUTE_VALUES = values
    _saved(cast)
    page = asked(cast)
    assert page["shift"].saving.reports * page["shift"].saving.minutes_each == 80
    assert page["worth"] == (None if worth is None else pytest.approx(worth))


def test_nothing_is_worth_anything_while_too_little_is_known(cast: Cast, settings: Settings) -> None:
    settings.BLUELAMP_MINUTE_VALUES = ["2026-04-01=0.50"]
    received()
    assert asked(cast)["worth"] is None


def test_whoever_grades_is_not_shown_how_the_desk_does(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    with pytest.raises(NotAllowed):
        shift_page(actor=cast["call_taker"])
    desk, boss = (sign_in(name).get("/desk/contact/").content.decode() for name in ("call_taker", "supervisor"))
    assert ("/desk/contact/shift" in desk, "/desk/contact/shift" in boss) == (False, True)
