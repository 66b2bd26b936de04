"""Where crews are: told by one of the crew, on duty only, the newest alone, and the control room hears of it."""

from datetime import timedelta

import pytest

from bluelamp.core import clock
from bluelamp.core.errors import Invalid, NotAllowed, NotFound
from bluelamp.incidents import policies
from bluelamp.incidents.models import Resource
from bluelamp.incidents.services import add_resource, report_position
from bluelamp.ledger.models import Entry, Note
from bluelamp.live.models import Outbox
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def crew(cast: Cast, *names: str, callsign: str = "RA01") -> Resource:
    return add_resource(actor=cast["dispatcher"], callsign=callsign, kind="car", crew=[cast[name].id for name in names])


def kept(resource: Resource) -> tuple[float | None, float | None]:
    now = Resource.objects.get(pk=resource.pk)
    return now.latitude, now.longitude


def test_a_position_is_kept_told_and_on_the_ledger_without_saying_where(cast: Cast) -> None:
    car = crew(cast, "responder")
    assert report_position(actor=cast["responder"], latitude=52.5, longitude=-1.8, accuracy=8, age=4 * SECOND)
    assert kept(car) == (52.5, -1.8)
    found_at = Resource.objects.get(pk=car.pk).position_at
    assert found_at is not None
    assert 4 * SECOND <= clock.now() - found_at < 60 * SECOND
    entry = Entry.objects.get(action="incidents.resource.report")
    assert (entry.subjects, entry.actor_id) == ([f"incidents.resource:{car.pk}"], cast["responder"].id)
    assert not Note.objects.filter(pk=entry.pk).exists()
    told = Outbox.objects.filter(kind="position").order_by("audience")
    assert [row.audience for row in told] == ["role:dispatcher", "role:rtic_analyst", "role:supervisor"]
    assert all(row.data == {"resource": str(car.pk)} for row in told)


@pytest.mark.parametrize(("latitude", "longitude"), [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0), (0.0, -180.1)])
def test_a_position_that_is_none(cast: Cast, latitude: float, longitude: float) -> None:
    crew(cast, "responder")
    with pytest.raises(Invalid) as refused:
        report_position(actor=cast["responder"], latitude=latitude, longitude=longitude)
    assert refused.value.field == "position"


def test_everybody_tells_of_their_own_crew_only(cast: Cast) -> None:
    mine, other = crew(cast, "responder"), crew(cast, "responder2", callsign="RA02")
    report_position(actor=cast["responder"], latitude=52.5, longitude=-1.8)
    assert kept(mine) == (52.5, -1.8)
    assert kept(other) == (None, None)
    with pytest.raises(NotFound, match="no crew that is on duty"):
        report_position(actor=cast["dispatcher"], latitude=52.5, longitude=-1.8)
    for name in ("detective", "citizen", "outsider"):
        with pytest.raises(NotAllowed):
            report_position(actor=cast[name], latitude=52.5, longitude=-1.8)


def test_off_duty_nothing_is_taken(cast: Cast) -> None:
    car = crew(cast, "responder")
    Resource.objects.filter(pk=car.pk).update(state="off_duty")
    with pytest.raises(NotFound, match="no crew that is on duty"):
        report_position(actor=cast["responder"], latitude=52.5, longitude=-1.8)
    assert kept(car) == (None, None)


@pytest.mark.parametrize(("age", "accuracy"), [(policies.STALEST + SECOND, 5.0), (timedelta(), policies.COARSEST + 1)])
def test_what_is_too_old_or_too_coarse_is_dropped(cast: Cast, age: timedelta, accuracy: float) -> None:
    car = crew(cast, "responder")
    assert not report_position(actor=cast["responder"], latitude=52.5, longitude=-1.8, accuracy=accuracy, age=age)
    assert kept(car) == (None, None)
    assert not Outbox.objects.filter(kind="position").exists()
    assert not Entry.objects.filter(action="incidents.resource.report").exists()


def test_what_comes_too_soon_or_too_late_is_dropped(cast: Cast) -> None:
    car = crew(cast, "responder", "responder2")
    with clock.fixed(clock.now()):
        assert report_position(actor=cast["responder"], latitude=52.5, longitude=-1.8)
        assert not report_position(actor=cast["responder2"], latitude=52.6, longitude=-1.8), "the same moment"
        assert not report_position(actor=cast["responder"], latitude=52.4, longitude=-1.8, age=30 * SECOND), "overtaken"
    with clock.shifted(policies.SHORTEST + SECOND):
        assert report_position(actor=cast["responder2"], latitude=52.7, longitude=-1.8)
    assert kept(car) == (52.7, -1.8)
