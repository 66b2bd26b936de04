"""Crime recording: nothing is forgotten for a day, and a sample shows what became of the rest."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core import clock
from bluelamp.core.clock import today
from bluelamp.core.errors import Conflict, Invalid, NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.flows.grade_report import grade_report
from bluelamp.investigations import selectors, services
from bluelamp.investigations.audit_rates import Judged, findings
from bluelamp.investigations.models import AuditItem
from bluelamp.ledger.reading import writing
from bluelamp.quant.intervals import wilson
from tests.factories.rooms import grading, on_ledger, received, told
from tests.plugins.cast import Cast

SAMPLES = st.lists(
    st.builds(
        Judged,
        st.sampled_from(["", "phone", "web"]),
        st.none() | st.booleans(),
        st.booleans(),
        st.booleans(),
        st.sampled_from(["", "yes", "no"]),
        st.none() | st.booleans(),
    )
)


@given(SAMPLES)
def test_every_report_of_a_sample_is_counted_in_its_own_part(sample: list[Judged]) -> None:
    found = findings(sample)
    assert [one.stratum for one in found] == sorted({one.stratum for one in sample})
    assert sum(one.drawn for one in found) == len(sample)
    assert sum(one.judged for one in found) == sum(one.should is not None for one in sample)
    for one in found:
        rate = one.recording
        assert one.right_class.whole == one.in_time.whole == rate.part <= rate.whole <= one.judged
        assert (rate.share is None) == (rate.interval is None) == (rate.whole == 0)


def test_the_rate_is_what_was_recorded_of_what_should_have_been() -> None:
    sample = [Judged("", True, True, True, "yes")] * 8 + [Judged("", True)] * 2 + [Judged("", False, True), Judged("")]
    [found] = findings(sample)
    assert (found.recording.share, found.recording.interval) == (0.8, wilson(8, 10))
    assert (found.needless, found.judged, found.drawn) == (1, 11, 12)


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


@pytest.mark.django_db
def test_the_registrar_draws_and_judges_on_the_screen(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    for seed in (1, 2):
        told(seed)
    registrar = sign_in("crime_registrar")
    fields = {"period_from": str(today()), "period_to": str(today()), "size": "2", "seed": "7"}
    assert registrar.post("/desk/recording/draw", fields | {"size": "0"}).status_code == 422
    address = registrar.post("/desk/recording/draw", fields).headers["Location"]
    assert "To be judged" in registrar.get(address).content.decode()
    assert "not known: none" in registrar.get(address).content.decode()
    first = AuditItem.objects.get(number=1)
    judged = {"should_record": "yes", "words": "On his account."}
    assert registrar.post(f"/desk/recording/item/{first.id}", {"should_record": "yes"}).status_code == 422
    following = registrar.post(f"/desk/recording/item/{first.id}", judged).headers["Location"]
    assert following == f"/desk/recording/item/{AuditItem.objects.get(number=2).id}"
    assert registrar.post(following, judged | {"should_record": "no"}).headers["Location"] == address
    page = registrar.get(address).content.decode()
    assert "79.3%), 0 of 1" in page
    seen = registrar.get(f"/desk/recording/item/{first.id}").content.decode()
    assert "was not recorded" in seen
    second = sign_in("supervisor").get(f"/desk/recording/item/{first.id}").content.decode()
    assert "Somebody has judged it before you" in second
    assert "On his account" not in second
    assert registrar.get(f"/desk/recording/{new_id()}").status_code == 404
    assert registrar.get(f"/desk/recording/item/{new_id()}").status_code == 404
