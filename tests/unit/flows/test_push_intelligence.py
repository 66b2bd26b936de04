"""Report and alert, both or neither."""

import pytest

from bluelamp.core.errors import Invalid, NotAllowed
from bluelamp.flows.push_intelligence import push_intelligence
from bluelamp.intelligence.models import Alert, Delivery, IntelReport
from tests.factories.intelligence import seen, warning
from tests.factories.rooms import published
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def push(cast: Cast, role: str = "rtic_analyst", **changes: object) -> Alert:
    return push_intelligence(
        actor=cast[role],
        report=seen(),
        alert=warning() | changes,
        recipients=frozenset({cast["responder"].id}),
        matter_id=None,
    )


def test_both_are_kept_and_the_officer_is_told(cast: Cast) -> None:
    push(cast)
    assert IntelReport.objects.count() == Alert.objects.count() == Delivery.objects.count() == 1
    assert published("alert") == [f"actor:{cast['responder'].id}", "role:rtic_analyst"]


def test_an_alert_that_is_refused_leaves_no_report(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        push(cast, severity="grim")
    assert refused.value.field == "severity"
    assert IntelReport.objects.count() == 0


@pytest.mark.parametrize("role", ["responder", "supervisor", "detective", "call_taker", "outsider"])
def test_only_the_centre_pushes(cast: Cast, role: str) -> None:
    with pytest.raises(NotAllowed):
        push(cast, role)
    assert IntelReport.objects.count() == 0
