"""Actors hold ids only, and the system's own are the same for ever."""

from uuid import UUID

from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.ids import new_id
from bluelamp.core.roles import STAFF_ROLES, Role


def test_a_job_and_the_public_keep_their_ids() -> None:
    assert Actor.job("relay") == Actor.job("relay") != Actor.job("worker")
    assert Actor.public().id == UUID("5cb9033c-2fea-5af1-8b16-84bc617b18fe")  # on ledgers for years


def test_the_holder_of_a_receipt_is_known_by_the_report() -> None:
    report = new_id()
    assert Actor.receipt(report) == Actor(ActorKind.RECEIPT, report, frozenset({Role.CITIZEN}))


def test_identities_are_oneself_and_ones_teams() -> None:
    team = new_id()
    actor = Actor(ActorKind.STAFF, new_id(), teams=frozenset({team}))
    assert actor.identities == {actor.id, team}


def test_nobody_can_be_given_the_systems_roles() -> None:
    assert not STAFF_ROLES & {Role.JOB, Role.PUBLIC, Role.CITIZEN}
