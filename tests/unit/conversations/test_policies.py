"""Whose a chat is, what may become of it, and how danger in very many from one connection is ordered."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from uuid import UUID

import pytest

from bluelamp.conversations import policies
from bluelamp.conversations.enums import Decision, Risk, Side, State
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.errors import Conflict, IllegalTransition
from bluelamp.core.ids import new_id
from bluelamp.core.roles import Role

DESK = Actor(ActorKind.STAFF, new_id(), frozenset({Role.CALL_TAKER}))
BOSS = Actor(ActorKind.STAFF, new_id(), frozenset({Role.SUPERVISOR}))
OTHER, PERSON, PUBLIC = new_id(), Actor.receipt(new_id()), Actor.public()


@pytest.mark.parametrize("actor", [PERSON, PUBLIC, Actor.citizen(new_id()), Actor.job("test")])
def test_only_staff_speak_for_the_force(actor: Actor) -> None:
    assert policies.side_of(actor) is Side.PERSON
    assert policies.side_of(DESK) is Side.FORCE


@pytest.mark.parametrize(
    ("actor", "owner", "state", "may"),
    [
        (DESK, None, State.WAITING, True),
        (DESK, OTHER, State.OPEN, False),
        (BOSS, OTHER, State.OPEN, True),
        (BOSS, BOSS.id, State.OPEN, False),  # they have it
        (DESK, None, State.ENDED, False),
        (BOSS, OTHER, State.ENDED, False),
    ],
)
def test_a_chat_is_offered_to_whoever_can_take_it(actor: Actor, owner: UUID | None, state: State, *, may: bool) -> None:
    assert policies.can_take(actor, state, owner) is may


@pytest.mark.parametrize(
    ("check", "free", "own", "of_another", "of_another_for_a_supervisor"),
    [
        (policies.check_takes, True, True, False, True),
        (policies.check_holds, False, True, False, False),  # one voice answers
        (policies.check_may_end, False, True, False, True),
    ],
)
def test_one_voice_answers_and_a_supervisor_may_step_in(
    check: Callable[[Actor, UUID | None], None],
    *,
    free: bool,
    own: bool,
    of_another: bool,
    of_another_for_a_supervisor: bool,
) -> None:
    for actor, owner, may in (
        (DESK, None, free),
        (DESK, DESK.id, own),
        (DESK, OTHER, of_another),
        (BOSS, OTHER, of_another_for_a_supervisor),
    ):
        with nullcontext() if may else pytest.raises(Conflict):
            check(actor, owner)


@pytest.mark.parametrize(
    ("actor", "state", "age", "opens"),
    [
        (PERSON, State.OPEN, timedelta(hours=3), True),
        (PERSON, State.ENDED, timedelta(), False),
        (PUBLIC, State.WAITING, timedelta(minutes=2), True),
        (PUBLIC, State.WAITING, timedelta(minutes=2, seconds=1), False),
        (PUBLIC, State.ENDED, timedelta(), False),
        (Actor.receipt(new_id()), State.WAITING, timedelta(), False),
        (DESK, State.WAITING, timedelta(), False),
    ],
)
def test_the_form_that_began_a_chat_opens_nothing_to_whoever_uses_the_device_next(
    actor: Actor, state: State, age: timedelta, *, opens: bool
) -> None:
    with nullcontext() if opens else pytest.raises(Conflict, match="used before"):
        policies.check_opens_again(actor, PERSON.id, state, age)


def test_words_of_danger_in_very_many_from_one_connection_wait_in_turn() -> None:
    assert policies.queued_risk(["weapon"], one_of_many=False) == Risk.HIGH
    assert policies.queued_risk(["weapon"], one_of_many=True) == Risk.STANDARD


@pytest.mark.parametrize("decided", [Decision.ACTED, Decision.DISMISSED])
def test_what_was_decided_about_words_of_danger_stands(decided: Decision) -> None:
    for action in ("act", "dismiss"):
        with pytest.raises(IllegalTransition):
            policies.CONCERN.next(decided, action)


@pytest.mark.parametrize(
    ("text", "number"),
    [("17", 17), ("9" * 9, 999_999_999), ("9" * 10, 0), ("", 0), ("-1", 0), ("\u0661", 0), ("\u00b2", 0)],
)
def test_a_page_that_says_nonsense_is_sent_everything(text: str, number: int) -> None:
    assert policies.last_shown(text) == number
