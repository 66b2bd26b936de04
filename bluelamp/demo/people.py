"""The cast that visitors sign in as, and the crews on duty around them."""

from random import Random
from uuid import UUID

from bluelamp.access.demo import DEMO_PASSWORD, DEMO_SIGN_INS
from bluelamp.access.models import Team, User
from bluelamp.access.services import create_team, create_user
from bluelamp.core import places
from bluelamp.core.actor import Actor
from bluelamp.core.roles import Role
from bluelamp.demo.invention import family_name, given_name
from bluelamp.incidents.services import add_resource

CREWS = 18
_KINDS = ("car", "car", "car", "van", "foot", "bicycle")


def hire(*, actor: Actor, rng: Random) -> dict[str, User]:
    """Open the accounts of the cast and put crews on duty; the cast by user name."""
    teams: dict[str, Team] = {}
    cast: dict[str, User] = {}
    for person in DEMO_SIGN_INS:
        if person.team not in teams:
            teams[person.team] = create_team(actor=actor, name=person.team)
        cast[person.username] = create_user(
            actor=actor,
            username=person.username,
            display_name=person.display_name,
            collar_number=person.collar_number,
            password=DEMO_PASSWORD,
            roles=[person.role],
            teams=[teams[person.team]],
        )
    _crews(actor, rng, cast, teams["Response A"])
    return cast


def _crews(actor: Actor, rng: Random, cast: dict[str, User], team: Team) -> None:
    areas = rng.sample(list(places.areas()), CREWS + 2)
    for number, area in enumerate(areas):
        crew = _crew(actor, rng, cast, team, number)
        latitude, longitude = places.random_point(rng, area)
        add_resource(
            actor=actor,
            callsign=f"RA{number + 1:02d}",
            kind=_KINDS[number % len(_KINDS)],
            crew=crew,
            skills=["taser"] if number % 4 == 0 else [],
            latitude=latitude,
            longitude=longitude,
        )


def _crew(actor: Actor, rng: Random, cast: dict[str, User], team: Team, number: int) -> list[UUID]:
    """The first two crews are the cast's own; nobody can sign in as one of the others."""
    if number < 2:
        return [cast["responder" if number == 0 else "responder2"].pk]
    officer = create_user(
        actor=actor,
        username=f"crew-{number + 1:02d}",
        display_name=f"PC {given_name(rng)} {family_name(rng)}",
        collar_number=str(4500 + number),
        password=None,
        roles=[Role.RESPONDER],
        teams=[team],
    )
    return [officer.pk]
