"""The one table: readable, complete, and every cell of it does what it says."""

import re
from itertools import product

import pytest

from bluelamp.access.enums import Relation
from bluelamp.access.models import Involvement
from bluelamp.access.permissions import rows_for, table
from bluelamp.access.services import allowed, check, may_ever
from bluelamp.access.table import Permission, permission
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.errors import NotAllowed
from bluelamp.core.ids import new_id
from bluelamp.core.roles import Role
from tests.factories.ledger import entry
from tests.plugins.cast import Cast

ACTIONS = sorted({row.action for row in table()})
ELSEWHERE = "a state that no row names"


def expected(rows: tuple[Permission, ...], role: Role, state: str, held: frozenset[Relation]) -> bool:
    """What the table says, read as a person would."""
    wide = held | {Relation.INVOLVED} if held else held
    return any(
        role in row.roles and (not row.states or state in row.states) and (not row.relations or row.relations & wide)
        for row in rows
    )


@pytest.mark.django_db
@pytest.mark.parametrize("action", ACTIONS)
def test_every_cell(action: str) -> None:
    """Each role in each named state (and none), standing in each relation (and none), by themselves or their team."""
    rows, team = rows_for(action), new_id()
    states = sorted({ELSEWHERE, "", *(state for row in rows for state in row.states)})
    matters = {relation: new_id() for relation in Relation}
    people = {role: Actor(ActorKind.STAFF, new_id(), frozenset({role}), frozenset({team})) for role in Role}
    Involvement.objects.bulk_create(
        Involvement(matter_id=matters[relation], who=who, relation=relation)
        for relation in Relation
        for who in ([team] if relation is Relation.TEAM else [one.id for one in people.values()])
    )
    entry()
    for (role, actor), state in product(people.items(), states):
        for relation, matter in matters.items():
            said = allowed(actor=actor, action=action, state=state, matter=matter)
            assert said == expected(rows, role, state, frozenset({relation})), (role, state, relation)
        alone = expected(rows, role, state, frozenset())
        assert allowed(actor=actor, action=action, state=state) == alone
        assert allowed(actor=actor, action=action, state=state, matter=new_id()) == alone
    for role, actor in people.items():
        assert may_ever(actor=actor, action=action) == any(role in row.roles for row in rows)


@pytest.mark.parametrize("row", table(), ids=lambda row: f"{row.action} {','.join(sorted(row.roles))}"[:60])
def test_every_row_reads_well(row: Permission) -> None:
    assert re.fullmatch(r"[a-z_]+\.[a-z_]+\.[a-z_]+", row.action)
    assert row.roles
    assert row.why.endswith((".", "?"))
    assert len(row.why) <= 120


def test_rows_are_kept_with_their_room() -> None:
    from importlib import import_module
    from pkgutil import iter_modules

    from bluelamp.access import permissions

    for module in iter_modules(permissions.__path__):
        rows = import_module(f"{permissions.__name__}.{module.name}").ROWS
        assert {row.action.partition(".")[0] for row in rows} <= {module.name}, module.name


def test_no_row_stands_twice() -> None:
    assert len(set(table())) == len(table())


def test_default_is_deny() -> None:
    nobody = Actor(ActorKind.STAFF, new_id())
    assert not any(may_ever(actor=nobody, action=action) for action in ACTIONS)
    with pytest.raises(KeyError, match="No row"):
        rows_for("nobody.wrote.this")
    for action in ACTIONS:
        with pytest.raises(NotAllowed, match="ask your supervisor"):
            check(actor=nobody, action=action)


def test_outsiders_reach_nothing_of_the_staffs(cast: Cast) -> None:
    """What the public and the holder of a receipt may ever do, spelt out: a new row here is a decision."""
    closed = ("ledger.", "incidents.incident", "incidents.log", "investigations.case", "intelligence.", "analytics.")
    for name in ("outsider", "citizen"):
        may = {action for action in ACTIONS if may_ever(actor=cast[name], action=action)}
        assert not {one for one in may if one.startswith(closed)}
        told = [row for action in may for row in rows_for(action) if row.roles & cast[name].roles]
        reads = [row for row in told if row.action.endswith((".read", ".list", ".search", ".export"))]
        free = {row.action for row in reads if not row.relations}
        assert free <= {"notices.mailbox.read", "accounts.account.read"}, "else only their own"


def test_the_way_rows_are_written() -> None:
    row = permission("a.b.c", Role.AUDITOR, why="Because.", states=["open"], relations=[Relation.OWN])
    assert row == Permission(
        "a.b.c", frozenset({Role.AUDITOR}), "Because.", frozenset({"open"}), frozenset({Relation.OWN})
    )
    assert row.fits(frozenset({Role.AUDITOR, Role.ANALYST}), "open")
    assert not row.fits(frozenset({Role.AUDITOR}), "closed")
    assert not row.fits(frozenset({Role.ANALYST}), "open")
