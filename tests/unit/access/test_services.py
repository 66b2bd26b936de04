"""Who needs to know, and who has an account: each change on the ledger."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.db import IntegrityError, transaction

from bluelamp.access.demo import DEMO_PASSWORD
from bluelamp.access.enums import Relation
from bluelamp.access.models import BEFORE_GROUNDS, Involvement, Membership, User
from bluelamp.access.selectors import able_to, involved, relations_to
from bluelamp.access.services import create_team, create_user, involve, release
from bluelamp.core import clock
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.errors import Invalid, NotAllowed
from bluelamp.core.ids import new_id
from bluelamp.core.roles import Role
from bluelamp.ledger.models import Entry
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
JOB = Actor.job("test")


def made(username: str = "pat", password: str | None = None, roles: list[Role] | None = None) -> User:
    return create_user(
        actor=JOB, username=username, display_name="Pat", password=password, roles=roles or [Role.ANALYST]
    )


def test_involvement_begins_and_ends(cast: Cast) -> None:
    matter, responder = new_id(), cast["responder"]
    for _ in range(2):
        involve(actor=JOB, matter=matter, who=responder.id, relation=Relation.ASSIGNED)
    assert Involvement.objects.filter(matter_id=matter).count() == 1
    assert Relation.ASSIGNED in relations_to(actor=responder, matter=matter)
    release(actor=JOB, matter=matter, who=responder.id, relation=Relation.ASSIGNED)
    with clock.shifted(timedelta(seconds=1)):
        assert relations_to(actor=responder, matter=matter) == frozenset()
        involve(actor=JOB, matter=matter, who=responder.id, relation=Relation.ASSIGNED)
        assert relations_to(actor=responder, matter=matter)
    assert Involvement.objects.filter(matter_id=matter).count() == 2  # what was is still to be seen
    entries = Entry.objects.filter(matter_id=matter).order_by("id")
    assert [one.action.rpartition(".")[2] for one in entries] == ["begin", "begin", "end", "begin"]
    assert all(one.subjects == [f"access.user:{responder.id}"] for one in entries)


def test_one_ground_ends_and_the_other_stands(cast: Cast) -> None:
    matter, responder = new_id(), cast["responder"]
    for ground in ("incidents.assignment:a", "investigations.case:b", "incidents.assignment:a"):
        involve(actor=JOB, matter=matter, who=responder.id, relation=Relation.ASSIGNED, ground=ground)
    assert Involvement.objects.filter(matter_id=matter).count() == 2
    assert involved(matter=matter, relation=Relation.ASSIGNED) == [responder.id]
    for ground, still in (
        ("something.else:c", True),
        ("incidents.assignment:a", True),
        ("investigations.case:b", False),
    ):
        release(actor=JOB, matter=matter, who=responder.id, relation=Relation.ASSIGNED, ground=ground)
        with clock.shifted(timedelta(seconds=1)):
            assert bool(relations_to(actor=responder, matter=matter)) is still
    assert Entry.objects.filter(subjects=[f"access.user:{responder.id}", "investigations.case:b"]).count() == 2


def test_a_reason_from_before_grounds_were_kept_is_ended_by_any(cast: Cast) -> None:
    matter, responder = new_id(), cast["responder"]
    involve(actor=JOB, matter=matter, who=responder.id, relation=Relation.ASSIGNED, ground=BEFORE_GROUNDS)
    release(actor=JOB, matter=matter, who=responder.id, relation=Relation.ASSIGNED, ground="investigations.case:b")
    with clock.shifted(timedelta(seconds=1)):
        assert not relations_to(actor=responder, matter=matter)


def test_who_is_able_works_here_now_and_has_a_role_for_it(cast: Cast) -> None:
    among = frozenset({cast["detective"].id, cast["responder"].id, new_id()})
    assert able_to(action="investigations.case.work", among=among) == {cast["detective"].id}
    User.objects.filter(pk=cast["detective"].id).update(is_active=False)
    assert able_to(action="investigations.case.work", among=among) == frozenset()


def test_a_team_that_is_involved_involves_its_people(cast: Cast) -> None:
    matter = new_id()
    (team,) = cast["responder"].teams
    involve(actor=JOB, matter=matter, who=team, relation=Relation.TEAM)
    assert relations_to(actor=cast["responder2"], matter=matter)
    assert not relations_to(actor=cast["detective"], matter=matter)


def test_an_account_is_made_by_those_who_may(cast: Cast) -> None:
    for name in ("supervisor", "auditor", "citizen", "outsider"):
        with pytest.raises(NotAllowed):
            create_user(actor=cast[name], username="x", display_name="X", password=None, roles=[Role.ANALYST])
        with pytest.raises(NotAllowed):
            create_team(actor=cast[name], name="X")
    user = create_user(
        actor=cast["administrator"],
        username="New.Person",
        display_name="New Person",
        password="a long enough sentence",
        roles=[Role.DETECTIVE],
        teams=[create_team(actor=cast["administrator"], name="Cold cases")],
    )
    assert user.username == "new.person"
    assert Membership.objects.filter(user=user).count() == 1
    assert Entry.objects.get(action="access.user.create", subjects=[f"access.user:{user.pk}"]).actor_id == (
        cast["administrator"].id
    )


def test_passwords_are_kept_by_argon2id() -> None:
    user = made(password="a long enough sentence")
    assert user.password.startswith("argon2$argon2id$")
    assert identify_hasher(user.password).algorithm == "argon2"
    assert user.check_password("a long enough sentence")
    assert not user.check_password(DEMO_PASSWORD)


@pytest.mark.parametrize("password", ["short", "password1234", "12345678910"])
def test_a_weak_password_is_refused(password: str) -> None:
    with pytest.raises(Invalid) as caught:
        made(password=password)
    assert caught.value.field == "password"


def test_without_a_password_nobody_signs_in() -> None:
    assert not made().has_usable_password()


@pytest.mark.parametrize("name", ["pat", "PAT", " Pat ", ""])
def test_a_name_is_one_persons_however_it_is_written(name: str) -> None:
    made("pat")
    with pytest.raises(Invalid) as caught:
        made(name)
    assert caught.value.field == "username"


@pytest.mark.parametrize("role", [Role.JOB, Role.PUBLIC, Role.CITIZEN])
def test_nobody_is_given_the_systems_roles(role: Role) -> None:
    with pytest.raises(Invalid) as caught:
        made(roles=[Role.ANALYST, role])
    assert caught.value.field == "roles"


@pytest.mark.parametrize("change", [{"username": "PAT"}, {"roles": ["job"]}, {"roles": ["king"]}])
def test_the_database_refuses_it_too(change: dict[str, object]) -> None:
    user = made()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=user.pk).update(**change)


def test_a_partners_worker_holds_no_role_of_ours(cast: Cast) -> None:
    with pytest.raises(Invalid, match="can hold no other role here") as refused:
        made(roles=[Role.SUPPORT_WORKER, Role.ANALYST])
    assert refused.value.field == "roles"
    assert cast["support"].kind is ActorKind.PARTNER
    assert cast["standards"].kind is ActorKind.STAFF
