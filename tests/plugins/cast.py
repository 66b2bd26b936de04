"""The permission cast: one of each, used by every authorisation test."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from bluelamp.access.actors import actor_of_user
from bluelamp.access.demo import DEMO_SIGN_INS
from bluelamp.access.models import Team, User
from bluelamp.access.services import create_team, create_user
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from tests.plugins.database import Database
from tests.plugins.kept import Kept, keep_built

Cast = dict[str, Actor]


@pytest.fixture
def cast(db: None, cast_kept: Kept[Cast]) -> Cast:
    """Actors by name: every member of the demo's cast (``call_taker``, ``responder2`` …), ``citizen``, ``outsider``."""
    return cast_kept.put_back() | {"citizen": Actor.receipt(new_id()), "outsider": Actor.public()}


@pytest.fixture(scope="session")
def cast_kept(database: Database, django_db_blocker: DjangoDbBlocker) -> Kept[Cast]:
    """Made by the services once, for a thousand tests."""
    with django_db_blocker.unblock():
        return keep_built(_made)


def _made() -> Cast:
    job = Actor.job("test")
    teams: dict[str, Team] = {}
    actors: Cast = {}
    for person in DEMO_SIGN_INS:
        team = teams.get(person.team) or teams.setdefault(person.team, create_team(actor=job, name=person.team))
        user = create_user(
            actor=job,
            username=person.username,
            display_name=person.display_name,
            collar_number=person.collar_number,
            password=None,
            roles=[person.role],
            teams=[team],
        )
        actors[_name(person.username)] = actor_of_user(user)
    return actors


def _name(username: str) -> str:
    short = {"exhibits": "exhibits_officer", "rtic": "rtic_analyst", "registrar": "crime_registrar"}
    return short.get(username, username).replace("-", "_")


@pytest.fixture
def sign_in(cast: Cast) -> Callable[[str], Client]:
    """A test client signed in as a member of the cast."""

    def make(name: str) -> Client:
        client = Client()
        if name == "citizen":
            session = client.session
            session["receipt"] = str(cast[name].id)
            session.save()
            client.cookies["sessionid"] = session.session_key or ""
        elif name != "outsider":
            client.force_login(_user(cast[name].id))
        return client

    return make


def _user(user_id: UUID) -> User:
    return User.objects.get(pk=user_id)
