"""Crime recording: nothing is forgotten for a day, and a sample shows what became of the rest."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from bluelamp.core import clock
from bluelamp.core.clock import today
from bluelamp.core.errors import Conflict, Invalid, NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.flows.grade_report import grade_report
from bluelamp.investigations import selectors, services
from bluelamp.investigations.models import AuditItem
from bluelamp.ledger.reading import writing
from tests.factories.rooms import grading, on_ledger, received
from tests.plugins.cast import Cast


def drawn(cast: Cast, **changes: Any) -> Any:
    wanted: dict[str, Any] = {"period_from": today() - timedelta(days=2), "period_to": today(), "size": 3} | changes
    return services.draw_audit(actor=cast["crime_registrar"], **wanted)


def reports_of(audit: Any) -> list[Any]:
    return list(AuditItem.objects.filter(audit=audit).order_by("number").values_list("report_id", flat=True))


@pytest.mark.django_db
def test_a_seed_draws_the_same_again_and_another_draws_others(cast: Cast) -> None:
    ids = {received().id for _ in range(9)}
    first = drawn(cast)
    assert len(reports_of(first)) == 3
    assert set(reports_of(first)) <= ids
    assert first.population == 9
    assert reports_of(drawn(cast, seed=first.seed)) == reports_of(first)
    assert len({tuple(reports_of(drawn(cast, seed=seed))) for seed in range(5)}) > 1
    assert set(reports_of(drawn(cast, size=500))) == ids
    by_channel = drawn(cast, stratum="channel")
    assert {item.stratum for item in by_channel.items.all()} == {"web"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"period_from": today() + timedelta(days=1)}, "period_to"),
        ({"period_to": today() + timedelta(days=1)}, "period_to"),
        ({"size": 0}, "size"),
        ({"size": 501}, "size"),
        ({"stratum": "shoe size"}, "stratum"),
        ({}, "period_from"),
    ],
)
def test_a_draw_that_cannot_be_is_named(cast: Cast, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        drawn(cast, **changes)
    assert refused.value.field == field


@pytest.mark.django_db
def test_a_report_is_judged_once_by_each_and_the_facts_are_looked_up(cast: Cast) -> None:
    report, registrar, boss = received(), cast["crime_registrar"], cast["supervisor"]
    with clock.shifted(timedelta(hours=25)):
        grade_report(actor=cast["call_taker"], report_id=report.id, grading=grading())
    item = drawn(cast, size=1).items.get()
    said = {"item_id": item.id, "should_record": True, "words": "On her account."}
    with pytest.raises(Invalid, match="right class"):
        services.judge(actor=registrar, right_class="", **said)
    made = services.judge(actor=registrar, right_class="yes", **said)
    assert (made.was_recorded, made.in_time) == (True, False)
    with pytest.raises(Conflict, match="Somebody else"):
        services.judge(actor=registrar, right_class="yes", **said)
    services.judge(actor=boss, right_class="no", **said)
    [found] = selectors.audit(actor=cast["auditor"], audit_id=item.audit_id).findings
    assert (found.recording.part, found.in_time.part, found.right_class.part) == (1, 0, 1)
    assert (found.agreement.part, found.agreement.whole) == (0, 1)
    assert on_ledger("investigations.audit.judge") == 2
    with pytest.raises(NotFound):
        services.judge(actor=registrar, right_class="", **(said | {"item_id": new_id()}))
    with pytest.raises(NotAllowed):
        services.judge(actor=cast["call_taker"], right_class="", **said)


@pytest.mark.django_db
def test_what_nobody_decides_about_for_a_day_shouts(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    decided, forgotten = received(), received()
    grade_report(
        actor=cast["call_taker"],
        report_id=decided.id,
        grading=grading(offence="", not_recorded_because="The key was found."),
    )
    registrar, auditor = sign_in("crime_registrar"), sign_in("auditor")
    assert "has a crime, or a reason why not" in registrar.get("/desk/recording/").content.decode()
    with clock.shifted(timedelta(hours=25)), writing():
        assert [one.id for one in selectors.unreconciled(actor=cast["auditor"])] == [forgotten.id]
        page = registrar.get("/desk/recording/").content.decode()
        assert "1 report is older than 24 hours" in page
        assert forgotten.reference in page
        page = auditor.get("/desk/recording/").content.decode()
        assert "1 report is older than 24 hours" in page
        assert forgotten.reference not in page
