"""``visible`` shows exactly the rows on which ``allowed`` says yes, with one question to the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from bluelamp.access.enums import Relation
from bluelamp.access.models import Involvement, User
from bluelamp.access.permissions import access as of_access
from bluelamp.access.permissions import rows_for, table
from bluelamp.access.selectors import (
    able_to,
    any_user,
    holders_of,
    involved,
    involved_by_matter,
    members_of,
    names_of,
    relations_to,
    team_by_name,
    user_by_username,
    visible,
)
from bluelamp.access.services import allowed
from bluelamp.access.table import Permission
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.clock import now
from bluelamp.core.errors import NotFound
from bluelamp.core.ids import new_id
from bluelamp.core.roles import Role
from bluelamp.incidents.models import Incident
from tests.factories.ledger import entry, personal_row
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
ACTION = "test.row.read"
ROLES = [Role.RESPONDER, Role.DETECTIVE, Role.SUPERVISOR]
STATES = ["open", "assigned", "resulted"]
MATTERS = [new_id() for _ in range(3)]
ME, TEAM, STRANGER = new_id(), new_id(), new_id()

ROWS = st.lists(
    st.builds(
        Permission,
        action=st.just(ACTION),
        roles=st.frozensets(st.sampled_from(ROLES), min_size=1),
        why=st.just("because"),
        states=st.frozensets(st.sampled_from(STATES)),
        relations=st.frozensets(st.sampled_from(list(Relation))),
    ),
    max_size=4,
)
INVOLVEMENTS = st.lists(
    st.tuples(
        st.sampled_from(MATTERS),
        st.sampled_from([ME, TEAM, STRANGER]),
        st.sampled_from(list(Relation)),
        st.sampled_from([None, -1, 1]),  # still, until yesterday, until tomorrow
    ),
    unique_by=lambda one: one[:3],
    max_size=6,
)
ACTORS = st.builds(
    Actor,
    st.just(ActorKind.STAFF),
    st.just(ME),
    st.frozensets(st.sampled_from(ROLES)),
    st.sampled_from([frozenset(), frozenset({TEAM})]),
)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is taken back."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


@contextmanager
def these_rows(rows: list[Permission]) -> Iterator[None]:
    """Rows of the test's own in the table."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(of_access, "ROWS", (*of_access.ROWS, *rows, Permission(ACTION, frozenset(), "nobody, but known")))
        _read_the_table_again()
        yield
    _read_the_table_again()


def _read_the_table_again() -> None:
    table.cache_clear()
    rows_for.cache_clear()


def _later(days: int | None) -> datetime | None:
    return None if days is None else now() + timedelta(days=days)


@pytest.fixture
def scene() -> dict[tuple[str, UUID], UUID]:
    """One row in each state of each matter."""
    rows = {(state, matter): personal_row(matter=matter) for state in STATES for matter in MATTERS}
    for (state, _), row in rows.items():
        Incident.objects.filter(pk=row.pk).update(state=state)
    return {key: UUID(str(row.pk)) for key, row in rows.items()}


@given(rows=ROWS, involvements=INVOLVEMENTS, actor=ACTORS)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_visible_and_allowed_agree(
    scene: dict[tuple[str, UUID], UUID],
    rows: list[Permission],
    involvements: list[tuple[UUID, UUID, Relation, int | None]],
    actor: Actor,
) -> None:
    with undone(), these_rows(rows):
        Involvement.objects.bulk_create(
            Involvement(matter_id=matter, who=who, relation=relation, until=_later(days))
            for matter, who, relation, days in involvements
        )
        with CaptureQueriesContext(connection) as asked:
            queryset = visible(Incident.objects.all(), actor=actor, action=ACTION, state_field="state")
            shown = set(queryset.values_list("pk", flat=True))
        assert len(asked) <= 1
        assert all(query["sql"].count("EXISTS") <= 1 for query in asked)
        assert shown == {
            pk
            for (state, matter), pk in scene.items()
            if allowed(actor=actor, action=ACTION, state=state, matter=matter)
        }


def test_one_question_however_many_rows() -> None:
    rows = [
        Permission(ACTION, frozenset(ROLES), "x", frozenset({state}), frozenset({relation}))
        for state in STATES
        for relation in Relation
    ]
    actor = Actor(ActorKind.STAFF, ME, frozenset(ROLES), frozenset({TEAM}))
    with (
        these_rows(rows),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        list(visible(Incident.objects.all(), actor=actor, action=ACTION, state_field="state").values("pk"))
    assert len(asked) == 1
    assert asked[0]["sql"].count("EXISTS") == 1


def test_a_state_that_the_table_names_must_be_said() -> None:
    rows = [Permission(ACTION, frozenset(ROLES), "x", frozenset({"open"}))]
    actor = Actor(ActorKind.STAFF, ME, frozenset(ROLES))
    with these_rows(rows), pytest.raises(ValueError, match="say which field holds the state"):
        visible(Incident.objects.all(), actor=actor, action=ACTION)


def test_an_unknown_action_is_a_fault_and_a_strange_role_sees_nothing() -> None:
    personal_row()
    with pytest.raises(KeyError, match=r"no\.such\.thing"):
        visible(Incident.objects.all(), actor=Actor.public(), action="no.such.thing")
    queryset = visible(
        Incident.objects.all(), actor=Actor.public(), action="incidents.incident.read", state_field="state"
    )
    assert not queryset.exists()


def test_any_relation_is_an_involvement() -> None:
    actor = Actor(ActorKind.STAFF, ME, frozenset(ROLES))
    assert relations_to(actor=actor, matter=MATTERS[0]) == frozenset()
    Involvement.objects.create(matter_id=MATTERS[0], who=ME, relation=Relation.ASSIGNED)
    entry()
    assert relations_to(actor=actor, matter=MATTERS[0]) == {Relation.ASSIGNED, Relation.INVOLVED}
    assert involved(matter=MATTERS[0]) == [ME]
    assert involved(matter=MATTERS[0], relation=Relation.OWN) == []


def test_people_by_team_and_by_name(cast: Cast) -> None:
    (team,) = cast["responder"].teams
    assert members_of(team=team) == {cast[name].id for name in ("responder", "responder2", "supervisor")}
    names = names_of(users={cast["responder"].id, new_id()})
    assert names == {cast["responder"].id: "PC Ruth Calloway 4471"}
    assert user_by_username(username="responder").pk == cast["responder"].id
    with pytest.raises(NotFound):
        user_by_username(username="nobody")


def test_who_may_hear(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """What the live feed asks: only ids that it already holds come back."""
    everybody = frozenset(actor.id for actor in cast.values())
    (team,) = cast["responder"].teams
    assert holders_of(role=Role.RESPONDER, among=everybody) == {cast["responder"].id, cast["responder2"].id}
    assert holders_of(role=Role.RESPONDER, among=frozenset({cast["auditor"].id})) == frozenset()
    for who in (cast["detective"].id, team, cast["citizen"].id):
        Involvement.objects.create(matter_id=MATTERS[0], who=who, relation=Relation.INVOLVED)
    heard = {cast[name].id for name in ("detective", "responder", "responder2", "supervisor", "citizen")}
    Involvement.objects.create(matter_id=MATTERS[1], who=cast["detective"].id, relation=Relation.INVOLVED, until=now())
    Involvement.objects.create(matter_id=MATTERS[1], who=cast["analyst"].id, relation=Relation.INVOLVED)
    asked = frozenset(MATTERS[:2])
    told = {MATTERS[0]: heard, MATTERS[1]: {cast["analyst"].id}}
    assert involved_by_matter(matters=asked, among=everybody) == told
    with django_assert_num_queries(1):  # all are people who were asked about, so none can be a team
        assert involved_by_matter(matters=frozenset({MATTERS[1]}), among=everybody)[MATTERS[1]] == told[MATTERS[1]]
    assert any_user()
    assert team_by_name(name="Response A") == team
    assert team_by_name(name="No such team") is None


def test_who_is_able_may_sign_in_and_holds_a_role_of_the_table(cast: Cast) -> None:
    everybody = frozenset(actor.id for actor in cast.values()) | {new_id()}
    able = {"responder", "responder2", "detective", "supervisor", "dispatcher"}
    assert able_to(action="intelligence.alert.acknowledge", among=everybody) == {cast[name].id for name in able}
    User.objects.filter(pk=cast["detective"].id).update(is_active=False)
    assert cast["detective"].id not in able_to(action="intelligence.alert.acknowledge", among=everybody)
    assert able_to(action="intelligence.alert.expire", among=everybody) == frozenset()  # a job's alone


def test_every_named_state_is_one_that_something_can_be_in() -> None:
    """A misspelt state would allow nothing, for ever and in silence."""
    from django.apps import apps

    known = {str(value) for m in apps.get_models() for f in m._meta.concrete_fields for value, _ in f.choices or ()}
    assert not {state for row in table() for state in row.states} - known
