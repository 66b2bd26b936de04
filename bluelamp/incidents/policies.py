"""What may follow what, on an incident and on the way to it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotAllowed
from bluelamp.core.roles import Role
from bluelamp.core.states import Machine, Transition
from bluelamp.incidents import grades
from bluelamp.incidents.enums import AssignmentState as A
from bluelamp.incidents.enums import IncidentState as I
from bluelamp.incidents.enums import ResourceKind as K
from bluelamp.incidents.enums import ResourceState as R


def _step(action: str, sources: Iterable[str], target: str) -> Transition:
    return Transition(action, frozenset(sources), target)


_SENT = {I.ASSIGNED, I.ATTENDING, I.ON_SCENE}

INCIDENT = Machine(
    "incident",
    (
        _step("dispatch", {I.OPEN, I.ASSIGNED}, I.ASSIGNED),
        _step("dispatch", {I.ATTENDING}, I.ATTENDING),  # help for a crew under way or there changes nothing else
        _step("dispatch", {I.ON_SCENE}, I.ON_SCENE),
        _step("accept", {I.ASSIGNED}, I.ASSIGNED),
        _step("accept", {I.ATTENDING}, I.ATTENDING),
        _step("accept", {I.ON_SCENE}, I.ON_SCENE),
        _step("travel", {I.ASSIGNED, I.ATTENDING}, I.ATTENDING),
        _step("travel", {I.ON_SCENE}, I.ON_SCENE),
        _step("arrive", {I.ATTENDING, I.ON_SCENE}, I.ON_SCENE),
        _step("abandon", _SENT, I.OPEN),  # the last crew was stood down
        _step("result", {I.ON_SCENE}, I.RESULTED),
        _step("result_without_visit", {I.OPEN}, I.RESULTED),
        _step("close", {I.RESULTED}, I.CLOSED),
        _step("reopen", {I.RESULTED, I.CLOSED}, I.OPEN),
    ),
)

ASSIGNMENT = Machine(
    "assignment",
    (
        _step("accept", {A.OFFERED}, A.ACCEPTED),
        _step("travel", {A.ACCEPTED}, A.EN_ROUTE),
        _step("arrive", {A.EN_ROUTE}, A.ON_SCENE),
        _step("release", {A.OFFERED, A.ACCEPTED, A.EN_ROUTE, A.ON_SCENE}, A.RELEASED),
    ),
)

RESOURCE = Machine(
    "resource",
    (
        _step("commit", {R.AVAILABLE}, R.COMMITTED),
        _step("free", {R.COMMITTED}, R.AVAILABLE),
    ),
)


def ending(state: str, *, grade: str, visited: bool) -> str:
    """The step that ends an incident: an attended grade wants a visit, unless somebody has been there already."""
    done = visited or not grades.grade(grade).attended
    return "result_without_visit" if state == I.OPEN and done else "result"


def can_result(state: str, *, grade: str, visited: bool) -> bool:
    """Whether it can be said now how an incident ended."""
    return ending(state, grade=grade, visited=visited) in INCIDENT.actions(state)


def already(state: str, step: str) -> bool:
    """Whether an assignment is where ``step`` leads: a second tap, or a reply that was lost, is no error."""
    return any(t.action == step and t.target == state for t in ASSIGNMENT.transitions)


def is_crew(actor: Actor, crew: list[UUID]) -> bool:
    """Whether the actor rides in this resource, or books its progress from the control room."""
    return actor.id in crew or bool(actor.roles & {Role.DISPATCHER, Role.SUPERVISOR})


def check_is_crew(actor: Actor, crew: list[UUID]) -> None:
    """Raise ``NotAllowed`` unless :func:`is_crew`."""
    if not is_crew(actor, crew):
        raise NotAllowed("Only this crew or the control room can report its progress.")


def check_is_there(actor: Actor, crews: list[UUID]) -> None:
    """Raise ``NotAllowed`` unless the actor is on one of an incident's crews, or in the control room.

    Who was there before it was reopened still reads it, but does not end what others are dealing with.
    """
    if not is_crew(actor, crews):
        raise NotAllowed("Your crew is not on this incident any more. Ask the control room.")


def can_send(actor: Actor, state: str) -> bool:
    """Whether the actor is in the control room and the incident still wants somebody."""
    return "dispatch" in INCIDENT.actions(state) and bool(actor.roles & {Role.DISPATCHER, Role.SUPERVISOR})


SWIFTEST: tuple[str, ...] = (K.CAR, K.VAN, K.BICYCLE, K.FOOT)

STALEST = timedelta(minutes=1)  # an older position says where a crew was
COARSEST = 500.0  # metres; a telephone mast's guess would send the wrong crew
SHORTEST = timedelta(seconds=10)  # between two positions of one crew
LOOK = timedelta(seconds=15)  # between two looks of a phone at where it is
QUIET = timedelta(minutes=1)  # after which a crew that stands still is told again
FAR = 30.0  # metres that are worth telling before that
SHIFT = timedelta(hours=12)  # after which a phone stops by itself
OLD = timedelta(minutes=5)  # from then on a position is drawn as one that may no longer hold


def is_worth_keeping(known_at: datetime | None, found_at: datetime, *, age: timedelta, accuracy: float) -> bool:
    """Whether a position tells the control room more than the one it has."""
    is_news = known_at is None or found_at - known_at >= SHORTEST
    return is_news and age <= STALEST and accuracy <= COARSEST
