"""The cast stands before anybody plays."""

from bluelamp.access.demo import DEMO_SIGN_INS
from bluelamp.core.roles import STAFF_ROLES
from tests.plugins.cast import Cast


def test_each_member_has_their_role(cast: Cast) -> None:
    staff = {name: actor for name, actor in cast.items() if name not in {"citizen", "outsider"}}
    assert [actor.roles for actor in staff.values()] == [{person.role} for person in DEMO_SIGN_INS]
    assert {role for actor in staff.values() for role in actor.roles} == STAFF_ROLES
