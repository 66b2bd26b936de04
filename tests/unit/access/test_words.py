"""Roles and actors have names that people say."""

import pytest

from bluelamp.access.words import kind_title, role_name, role_title
from bluelamp.core.actor import ActorKind
from bluelamp.core.roles import Role


def test_every_role_and_every_kind_of_actor_has_its_words() -> None:
    assert all(role_name(role) for role in Role)
    assert all(kind_title(kind) for kind in ActorKind)
    assert not any("_" in words for words in (*map(role_name, Role), *map(kind_title, ActorKind)))


@pytest.mark.parametrize(
    ("role", "inside", "alone"),
    [
        ("rtic_analyst", "RTIC analyst", "RTIC analyst"),
        ("call_taker", "call taker", "Call taker"),
        ("responder", "response officer", "Response officer"),
        ("keeper_of_keys", "keeper of keys", "Keeper of keys"),  # on the ledger, but no more in the house
    ],
)
def test_as_people_say_it(role: str, inside: str, alone: str) -> None:
    assert (role_name(role), role_title(role)) == (inside, alone)
