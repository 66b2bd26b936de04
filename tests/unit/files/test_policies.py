"""Whose a file is, before it is part of a matter and after."""

from contextlib import nullcontext
from typing import Any

import pytest

from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.errors import IllegalTransition, NotAllowed
from bluelamp.core.ids import new_id
from bluelamp.core.roles import Role
from bluelamp.files import policies
from bluelamp.files.enums import FileState
from bluelamp.files.models import StoredFile

PUBLIC, JOB = Actor.public(), Actor.job("test")
HOLDER, STRANGER = Actor.receipt(new_id()), Actor.receipt(new_id())
CITIZEN = Actor(ActorKind.CITIZEN, new_id(), frozenset({Role.CITIZEN}))
OFFICER = Actor(ActorKind.STAFF, new_id(), frozenset({Role.EXHIBITS_OFFICER}))
PARTNER = Actor(ActorKind.PARTNER, new_id(), frozenset({Role.SUPPORT_WORKER}))
NAMES = {"public": PUBLIC, "job": JOB, "holder": HOLDER, "stranger": STRANGER, "citizen": CITIZEN, "officer": OFFICER}
EVERYBODY = set(NAMES)


def by(actor: Actor, **fields: Any) -> StoredFile:
    return StoredFile(staged_by=actor.id, **fields)


@pytest.mark.parametrize(
    ("sender", "readers"),
    [
        (HOLDER, {"holder", "job"}),
        (CITIZEN, {"citizen", "job"}),
        (OFFICER, {"officer", "job"}),
        (PUBLIC, EVERYBODY - {"officer"}),  # staff are not let in by a file's id alone
    ],
)
def test_what_was_not_sent_yet_is_read_by_its_sender(sender: Actor, readers: set[str]) -> None:
    stored = by(sender)
    assert {name for name, actor in NAMES.items() if policies.can_read_staged(actor, stored)} == readers


@pytest.mark.parametrize(
    ("sender", "given", "seen_by"),
    [
        (HOLDER, False, {"holder"}),
        (PUBLIC, False, {"holder", "stranger", "citizen"}),
        (OFFICER, False, set()),
        (OFFICER, True, {"holder", "stranger", "citizen"}),
    ],
)
def test_of_a_matter_people_see_what_the_public_sent_and_what_they_were_given(
    sender: Actor, given: bool, seen_by: set[str]
) -> None:
    stored = by(sender, given=given)
    owners = {name for name, actor in NAMES.items() if actor.kind in policies.OWNERS}
    assert owners == {"holder", "stranger", "citizen"}
    assert {name for name in owners if policies.can_be_theirs(NAMES[name], stored)} == seen_by
    assert policies.can_be_theirs(OFFICER, stored), "for staff the table of permissions decides"


@pytest.mark.parametrize(
    ("actor", "stored", "may"),
    [
        (HOLDER, by(HOLDER), True),
        (STRANGER, by(HOLDER), False),
        (PUBLIC, by(HOLDER), False),
        (PARTNER, by(HOLDER), False),
        (STRANGER, by(PUBLIC), True),
        (OFFICER, by(HOLDER), True),
        (JOB, by(HOLDER), True),
    ],
)
def test_who_hands_on_what_waits(actor: Actor, stored: StoredFile, may: bool) -> None:
    with nullcontext() if may else pytest.raises(NotAllowed, match="Only the person who handed in this file"):
        policies.check_can_hand_on(actor, stored)


@pytest.mark.parametrize(
    ("state", "action"),
    [(FileState.KEPT, "keep"), (FileState.DISCARDED, "keep"), (FileState.DISCARDED, "discard")],
)
def test_nothing_comes_back_and_nothing_is_kept_twice(state: FileState, action: str) -> None:
    with pytest.raises(IllegalTransition):
        policies.MACHINE.next(state, action)
