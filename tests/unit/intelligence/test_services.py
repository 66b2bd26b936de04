"""Intelligence and alerts: graded, pushed, acknowledged, replaced, taken back and ended."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from bluelamp.access.actors import actor_of_user
from bluelamp.access.models import User
from bluelamp.access.services import create_user
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now, today
from bluelamp.core.errors import Conflict, IllegalTransition, Invalid, NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.core.roles import Role
from bluelamp.intelligence import selectors, services
from bluelamp.intelligence.models import Alert, Delivery, IntelReport
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import writing
from tests.factories.intelligence import OFFICERS, send, write
from tests.factories.rooms import announced, on_ledger, published
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def supersede(cast: Cast, alert_id: UUID, headline: str = "Grey car", role: str = "rtic_analyst") -> Alert:
    return services.supersede_alert(
        actor=cast[role],
        alert_id=alert_id,
        headline=headline,
        instruction="Keep away: the driver is armed.",
        severity="extreme",
        expires_at=now() + timedelta(hours=1),
    )


def state(alert_id: UUID) -> str:
    return Alert.objects.values_list("state", flat=True).get(pk=alert_id)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"source": "4"}, "source"),
        ({"assessment": "F"}, "assessment"),
        ({"handling": "X"}, "handling"),
        ({"handling": "C"}, "conditions"),
        ({"handling": "C", "conditions": " "}, "conditions"),
        ({"conditions": "a\x00b"}, "conditions"),
        ({"text": ""}, "text"),
        ({"provenance": " "}, "provenance"),
        ({"purpose": ""}, "purpose"),
        ({"review_on": today()}, "review_on"),
    ],
)
def test_a_report_that_is_not_whole_names_its_field(cast: Cast, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        write(cast, **changes)
    assert refused.value.field == field
    assert IntelReport.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"recipients": frozenset()}, "recipients"),
        ({"severity": "grim"}, "severity"),
        ({"headline": ""}, "headline"),
        ({"headline": "x" * 201}, "headline"),
        ({"instruction": " "}, "instruction"),
        ({"expires_at": now() - timedelta(seconds=1)}, "expires_at"),
    ],
)
def test_an_alert_that_is_not_whole_names_its_field(cast: Cast, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        send(cast, **changes)
    assert refused.value.field == field
    assert Alert.objects.count() == 0


@pytest.mark.parametrize("who", ["call_taker", "exhibits_officer", "rtic_analyst", "citizen", "nobody", "inactive"])
def test_an_alert_goes_only_to_those_who_can_acknowledge_it(cast: Cast, who: str) -> None:
    User.objects.filter(pk=cast["responder2"].id).update(is_active=False)
    strangers = {"nobody": new_id(), "inactive": cast["responder2"].id}
    with pytest.raises(Invalid) as refused:
        send(cast, recipients=frozenset({cast["responder"].id, strangers.get(who) or cast[who].id}))
    assert refused.value.field == "recipients"
    assert "Ruth Calloway" not in refused.value.message
    assert ("Idris Penhale" in refused.value.message) == (who == "inactive")
    assert Alert.objects.count() == 0


def test_a_newer_alert_leaves_out_who_has_left(cast: Cast) -> None:
    first = send(cast)
    User.objects.filter(pk=cast["responder2"].id).update(is_active=False)
    second = supersede(cast, first.id)
    assert list(Delivery.objects.filter(alert=second).values_list("user_id", flat=True)) == [cast["responder"].id]
    User.objects.filter(pk=cast["responder"].id).update(is_active=False)
    with pytest.raises(Invalid, match="Nobody to whom this was sent"):
        supersede(cast, second.id)
    assert state(second.id) == "active"


def test_the_same_form_again_adds_nothing(cast: Cast) -> None:
    client = new_id()
    assert write(cast, client_id=client).id == write(cast, client_id=client).id
    assert on_ledger("intelligence.report.write") == 1


def test_the_number_of_somebody_elses_form_is_refused_in_words(cast: Cast) -> None:
    client = new_id()
    write(cast, client_id=client)
    user = create_user(
        actor=Actor.job("test"), username="other", display_name="Other", password=None, roles=[Role.RTIC_ANALYST]
    )
    with pytest.raises(Conflict, match="used before for something else"):
        write(cast | {"other": actor_of_user(user)}, "other", client_id=client)


@pytest.mark.usefixtures("heard_by_somebody")
def test_an_alert_is_disclosed_to_its_recipients_by_id(cast: Cast) -> None:
    report = write(cast)
    assert send(cast, report).id == send(cast, report).id
    sent = Entry.objects.get(action="intelligence.alert.send")
    assert sent.act == "disclosure"
    assert set(sent.recipients) == {f"access.user:{cast[name].id}" for name in OFFICERS}
    assert set(published("alert")) == {f"actor:{cast[name].id}" for name in OFFICERS} | {"role:rtic_analyst"}
    assert len(announced("intelligence.AlertSent")) == 1


@pytest.mark.parametrize("role", ["responder", "detective", "supervisor", "dispatcher", "call_taker", "citizen"])
def test_only_the_centre_writes_sends_and_takes_back(cast: Cast, role: str) -> None:
    report = write(cast)
    alert = send(cast, report)
    for attempt in (
        lambda: write(cast, role),
        lambda: send(cast, report, role),
        lambda: supersede(cast, alert.id, role=role),
        lambda: services.cancel_alert(actor=cast[role], alert_id=alert.id, reason="x"),
        lambda: services.expire_due(actor=cast[role]),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    services.cancel_alert(actor=cast["rtic_analyst"], alert_id=alert.id, reason="Wrong car.")
    with pytest.raises(NotAllowed):  # also when there is nothing left to do
        services.cancel_alert(actor=cast[role], alert_id=alert.id, reason="x")


def test_an_officer_acknowledges_once(cast: Cast) -> None:
    alert, officer = send(cast), cast["responder"]
    for _ in range(2):
        services.mark_seen(actor=officer, alert_ids=[alert.id])
    first = services.acknowledge(actor=officer, alert_id=alert.id)
    again = services.acknowledge(actor=officer, alert_id=alert.id)
    assert again.acknowledged_at == first.acknowledged_at
    assert on_ledger("intelligence.alert.acknowledge") == on_ledger("intelligence.alert.seen") == 1
    with writing():
        [followed] = selectors.sent_alerts(actor=cast["rtic_analyst"])
        assert [mine.open for mine in selectors.my_alerts(actor=officer)] == [False]
        assert [mine.open for mine in selectors.my_alerts(actor=cast["responder2"])] == [True]
    assert (followed.recipients, followed.seen, followed.acknowledged) == (2, 1, 1)
    assert followed.waiting_for == ("PC Idris Penhale 4472",)


@pytest.mark.parametrize("role", ["detective", "supervisor"])
def test_whoever_was_not_sent_an_alert_has_none(cast: Cast, role: str) -> None:
    alert = send(cast)
    with pytest.raises(NotFound, match="not sent to you"):
        services.acknowledge(actor=cast[role], alert_id=alert.id)
    services.mark_seen(actor=cast[role], alert_ids=[alert.id])
    with writing():
        assert selectors.my_alerts(actor=cast[role]) == []
        assert [one.seen for one in selectors.sent_alerts(actor=cast["rtic_analyst"])] == [0]
    assert on_ledger("intelligence.alert.seen") == 0


def test_an_alert_is_replaced_even_under_the_same_headline(cast: Cast) -> None:
    old = send(cast)
    services.acknowledge(actor=cast["responder"], alert_id=old.id)
    new, again = supersede(cast, old.id), supersede(cast, old.id)
    assert new.id == again.id != old.id
    assert (state(old.id), state(new.id), new.supersedes_id) == ("superseded", "active", old.id)
    assert Delivery.objects.filter(alert=new, acknowledged_at=None).count() == 2  # everybody anew
    with pytest.raises(IllegalTransition, match="nothing more"):
        supersede(cast, old.id, "Another headline")
    with pytest.raises(IllegalTransition, match=r"(?i)replaced by a newer one"):
        services.acknowledge(actor=cast["responder2"], alert_id=old.id)


def test_what_was_taken_back_can_be_sent_again(cast: Cast) -> None:
    report = write(cast)
    first = send(cast, report)
    for _ in range(2):
        services.cancel_alert(actor=cast["rtic_analyst"], alert_id=first.id, reason="Wrong car.")
    assert on_ledger("intelligence.alert.cancel") == 1
    second = send(cast, report)
    assert (state(first.id), state(second.id)) == ("cancelled", "active")
    assert second.id != first.id


def test_an_alert_ends_by_itself(cast: Cast) -> None:
    alert, job = send(cast), Actor.job("test")
    assert services.expire_due(actor=job) == 0
    with clock.shifted(timedelta(hours=1, seconds=1)), writing():
        assert selectors.my_alerts(actor=cast["responder"]) == []
        with pytest.raises(NotFound):
            selectors.running_alert(actor=cast["rtic_analyst"], alert_id=alert.id)
        with pytest.raises(IllegalTransition, match=r"(?i)expired"):
            services.acknowledge(actor=cast["responder"], alert_id=alert.id)
        with pytest.raises(IllegalTransition, match=r"(?i)expired"):
            supersede(cast, alert.id)
        assert [services.expire_due(actor=job) for _ in range(2)] == [1, 0]
        assert [row.alert.id for row in selectors.sent_alerts(actor=cast["supervisor"], running=False)] == [alert.id]
    assert state(alert.id) == "expired"


@pytest.mark.idempotent("intelligence.expire_alerts")
def test_the_job_of_every_minute_can_run_twice(cast: Cast) -> None:
    from bluelamp.intelligence.jobs import expire_alerts

    alert = send(cast)
    expire_alerts(0)
    assert state(alert.id) == "active"
    with clock.shifted(timedelta(hours=1, seconds=1)):
        expire_alerts(0)
        expire_alerts(0)
    assert state(alert.id) == "expired"
    assert on_ledger("intelligence.alert.expire") == 1
