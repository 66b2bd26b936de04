"""What strangers do is counted for twenty minutes, by all processes together, and by nothing that names them."""

import os
from datetime import UTC, datetime, timedelta

from bluelamp.core.strangers import EPOCH, Strangers

AT = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
LATER = timedelta(seconds=EPOCH)
HERE = "203.0.113.9"


def test_it_counts_each_apart_and_forgets_after_two_epochs() -> None:
    seen = Strangers()
    assert [seen.count(HERE, AT) for _ in range(3)] == [1, 2, 3]
    assert seen.counted("198.51.100.7", AT) == 0
    assert seen.counted(HERE, AT + LATER) == 3
    assert seen.count(HERE, AT + LATER) == 4
    assert seen.counted(HERE, AT + 2 * LATER) == 1
    assert seen.counted(HERE, AT + 4 * LATER) == 0


def test_what_is_taken_back_is_not_counted_and_never_less_than_nothing() -> None:
    seen = Strangers()
    seen.count(HERE, AT)
    for _ in range(3):
        seen.take_back(HERE, AT)
    assert seen.counted(HERE, AT) == 0
    seen.forget()
    assert seen.count(HERE, AT) == 1


def test_whoever_reads_the_clock_late_counts_with_the_others() -> None:
    seen = Strangers()
    seen.count(HERE, AT + LATER)
    assert seen.count(HERE, AT + LATER - timedelta(milliseconds=1)) == 2
    assert seen.counted(HERE, AT + LATER) == 2


def test_two_installations_mix_differently_and_no_address_is_in_memory() -> None:
    one, other = Strangers(), Strangers()
    one.count(HERE, AT), other.count(HERE, AT)
    assert one._memory[:] != other._memory[:]
    assert HERE.encode() not in one._memory[:]


def test_a_full_counter_stays_full() -> None:
    seen = Strangers()
    seen.count(HERE, AT)
    for place in seen._places(0, HERE):
        seen._put(place, 0xFFFF)
    assert seen.count(HERE, AT) == 0xFFFF


def test_processes_count_together_and_one_that_is_killed_holds_up_nobody() -> None:
    seen, children = Strangers(), []
    for _ in range(2):
        child = os.fork()
        if not child:
            for _ in range(100):
                seen.count(HERE, AT)
            os._exit(0)
        children.append(child)
    held = os.fork()
    if not held:
        seen._turn().__enter__()
        os._exit(1)
    for child in (*children, held):
        os.waitpid(child, 0)
    assert seen.counted(HERE, AT) == 200
