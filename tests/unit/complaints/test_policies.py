"""Which step comes after which, and that there is no complaint for whom it is about."""

import pytest

from bluelamp.complaints.enums import ComplaintState
from bluelamp.complaints.policies import COMPLAINT, check_not_about
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotFound
from bluelamp.core.ids import new_id


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        (ComplaintState.RECEIVED, {"acknowledge"}),
        (ComplaintState.ACKNOWLEDGED, {"record", "decide"}),
        (ComplaintState.RECORDED, {"decide"}),
        (ComplaintState.DECIDED, set()),
    ],
)
def test_nothing_is_decided_before_somebody_looks_into_it_and_nothing_twice(
    state: ComplaintState, steps: set[str]
) -> None:
    assert set(COMPLAINT.actions(state)) == steps


def test_whom_it_is_about_is_told_that_there_is_none() -> None:
    who, other = Actor.receipt(new_id()), new_id()
    check_not_about(who, [other])
    with pytest.raises(NotFound, match="There is no complaint"):
        check_not_about(who, [other, who.id])
