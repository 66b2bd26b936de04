"""The backlog in one picture: everybody counted once, late told from not late, and who has waited longest."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.contact import services
from bluelamp.contact.enums import Risk
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.desk.contact.backlog import BANDS, Picture, band_of, is_late, picture
from bluelamp.desk.contact.escalating import escalate_waiting
from bluelamp.desk.contact.queue import places
from bluelamp.ledger.reading import writing
from tests.factories.rooms import chat, received
from tests.plugins.cast import Cast


def drawn(cast: Cast) -> Picture:
    with writing():
        return picture(places(actor=cast["supervisor"]), actor=cast["supervisor"], at=now())


@given(st.timedeltas(timedelta(0), timedelta(days=30)))
def test_every_wait_has_its_column(waited: timedelta) -> None:
    band = band_of(waited)
    assert band == 0 or waited >= BANDS[band - 1]
    assert band == len(BANDS) or waited < BANDS[band]


@pytest.mark.parametrize(
    ("risk", "after"),
    [(Risk.HIGH, timedelta(minutes=15)), (Risk.MEDIUM, timedelta(hours=4)), (Risk.STANDARD, timedelta(days=1))],
)
def test_a_wait_is_late_in_the_moment_in_which_somebody_is_told_and_not_before(risk: str, after: timedelta) -> None:
    assert is_late(risk, after)
    assert not is_late(risk, after - timedelta(microseconds=1))


def test_the_picture_counts_everybody_and_names_who_has_waited_longest(cast: Cast) -> None:
    with clock.shifted(-timedelta(hours=30)):
        old = received()
    received("1_high"), received("2_medium"), chat()
    shown = drawn(cast)
    assert shown.headline.startswith("4 wait. 1 has waited too long,")
    assert shown.oldest is not None
    assert shown.oldest.line.reference == old.reference
    assert shown.chart.rows == [
        ["High", "1", "0", "0", "0", "0"],
        ["Medium", "1", "0", "0", "0", "0"],
        ["Standard", "1", "0", "0", "0", "1 late"],
    ]


def test_the_same_age_is_late_at_one_risk_and_not_at_another(cast: Cast) -> None:
    with clock.shifted(-timedelta(hours=5)):
        received("1_high"), received("2_medium"), received()
    shown = drawn(cast)
    assert [row[4] for row in shown.chart.rows] == ["1 late", "1 late", "1"]
    assert shown.late == 2
    assert shown.headline == ("3 wait. 2 have waited too long, 1 with high risk, 1 with medium, 0 with standard.")


@pytest.mark.parametrize(
    ("waiting", "words"),
    [
        (0, "Nobody is waiting."),
        (1, "1 waits. Nobody has waited too long."),
        (2, "2 wait. Nobody has waited too long."),
    ],
)
def test_a_quiet_desk_is_told_so(cast: Cast, waiting: int, words: str) -> None:
    for _ in range(waiting):
        received()
    shown = drawn(cast)
    assert (shown.headline, shown.late, shown.unseen) == (words, 0, 0)
    assert (shown.oldest is None) == (waiting == 0)


def test_whoever_was_put_before_several_people_is_one_that_nobody_has_seen(cast: Cast) -> None:
    with clock.shifted(-timedelta(hours=2)):
        received("1_high"), received("1_high")
    escalate_waiting(actor=Actor.job("test"))
    first, *_rest = places(actor=cast["supervisor"])
    assert len(first.escalations) == 2
    assert drawn(cast).unseen == 2
    services.acknowledge_escalation(actor=cast["supervisor"], escalation_id=first.escalations[0].id)
    assert drawn(cast).unseen == 1


def test_a_promise_to_call_that_is_overdue_is_in_the_sentence_whatever_its_age(cast: Cast) -> None:
    desk = cast["call_taker"]
    for hours in (1, 3):
        call = services.answer_call(actor=desk, client_id=new_id())
        by = now() + timedelta(hours=hours)
        services.end_call(actor=desk, call_id=call.id, outcome="call_back", call_back_by=by)
    assert drawn(cast).headline == "2 wait. Nobody has waited too long."
    with clock.shifted(timedelta(hours=2)):
        assert "2 wait. 1 promise to call or to meet is overdue. Nobody" in drawn(cast).headline
    with clock.shifted(timedelta(hours=3, minutes=1)):
        assert "2 promises to call or to meet are overdue." in drawn(cast).headline
