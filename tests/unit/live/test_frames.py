import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core.errors import Invalid
from bluelamp.live import frames


def test_an_event_on_the_wire() -> None:
    assert frames.event(7, "incident.assigned", '{"n": 1}') == b'id: 7\nevent: incident.assigned\ndata: {"n": 1}\n\n'


def test_hanging_up_reads_as_renewing_and_moves_past_itself() -> None:
    assert frames.render(7, frames.HANG_UP, "{}") == b"id: 7\nevent: renew\ndata: {}\n\n"


def test_the_welcome_spreads_the_return_of_many() -> None:
    waits = {int(frames.welcome(1).split(b"\n")[0].removeprefix(b"retry: ")) for _ in range(200)}
    assert len(waits) > 50
    assert min(waits) >= 1000
    assert max(waits) <= 5000


@given(st.integers(min_value=0, max_value=10**18 - 1))
def test_every_number_we_give_is_understood(seq: int) -> None:
    assert frames.parse_last_event_id(str(seq)) == seq


@given(st.text().filter(lambda text: not (text.isascii() and text.isdigit())))
def test_anything_else_is_refused_in_plain_words(text: str) -> None:
    with pytest.raises(Invalid, match="whole number") as refused:
        frames.parse_last_event_id(text)
    assert refused.value.http_status == 400


@pytest.mark.parametrize("text", ["9" * 19, "-1", "1.0", " 1", "1e3", "٣", "²"])
def test_numbers_we_never_give(text: str) -> None:
    with pytest.raises(Invalid):
        frames.parse_last_event_id(text)
