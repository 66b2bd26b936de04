"""The cast stands before anybody plays."""

from tests.plugins.cast import Cast


def test_each_member_has_their_role(cast: Cast) -> None:
    staff = {name: actor for name, actor in cast.items() if name not in {"citizen", "outsider"}}
    assert {name.rstrip("2") for name in staff} == {role.value for actor in staff.values() for role in actor.roles}
