"""A complaint reaches professional standards and nobody it is about, and its maker follows it to its result."""

from datetime import date, timedelta

import pytest

from bluelamp.complaints import independent, selectors, services
from bluelamp.complaints.types import Shown
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Conflict, Invalid, NotAllowed, NotFound
from bluelamp.evidence.services import exhibit_file
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading
from tests.factories import rooms
from tests.factories.files import staged_file
from tests.factories.victims import complained
from tests.plugins.cast import Cast


def seen(actor: Actor) -> list[Shown]:
    with reading(actor=actor, purpose=Purpose.SUPERVISION, action="test"):
        return selectors.complaints(actor=actor)


def test_somebody_independent_is_named_on_every_day_since() -> None:
    assert "IOPC" in str(independent.independent(date(2026, 11, 29)).name)
    with pytest.raises(StopIteration):
        independent.independent(date(2017, 1, 1))


@pytest.mark.django_db
def test_whom_it_is_about_never_learns_of_it(cast: Cast) -> None:
    report, who = rooms.received(), cast["standards"]
    about_them = complained(report, about=[who.id])
    other = complained(report)
    assert [one.id for one in seen(who)] == [other.id]
    for actor in (cast["detective"], cast["supervisor"], cast["administrator"], cast["call_taker"]):
        assert seen(actor) == []
    with pytest.raises(NotFound):
        services.acknowledge(actor=who, complaint_id=about_them.id)
    with pytest.raises(NotAllowed):
        services.acknowledge(actor=cast["supervisor"], complaint_id=other.id)
    services.name_officer(actor=who, complaint_id=other.id, username="Standards")
    assert seen(who) == []
    assert set(rooms.published("complaint")) == {"role:professional_standards"}


@pytest.mark.django_db
def test_it_is_acknowledged_recorded_decided_and_its_result_told(cast: Cast) -> None:
    report, who = rooms.received(), cast["standards"]
    made = complained(report)
    with clock.shifted(timedelta(days=20)):
        assert seen(who)[0].overdue
    with pytest.raises(Conflict):
        services.decide(actor=who, complaint_id=made.id, finding="acceptable", result="Too early.")
    photo = staged_file()
    exhibit = exhibit_file(
        actor=cast["call_taker"], matter_id=report.matter_id, stored_file_id=photo.id, title="Camera"
    )
    with pytest.raises(Invalid) as refused:  # nobody has looked into it yet
        services.link_evidence(actor=who, complaint_id=made.id, reference=exhibit.reference)
    assert refused.value.field == "reference"
    services.acknowledge(actor=who, complaint_id=made.id)
    for _ in range(2):
        services.link_evidence(actor=who, complaint_id=made.id, reference=exhibit.reference.lower())
    services.record_complaint(actor=who, complaint_id=made.id)
    for finding, result, field in (("fine", "x", "finding"), ("acceptable", " ", "result")):
        with pytest.raises(Invalid) as refused:
            services.decide(actor=who, complaint_id=made.id, finding=finding, result=result)
        assert refused.value.field == field
    services.decide(actor=who, complaint_id=made.id, finding="not_acceptable", result="We are sorry.")
    assert seen(who)[0].evidence == (("evidence.exhibit", exhibit.id),)
    states = [news["state"] for news in rooms.announced("complaints.ComplaintMoved")]
    assert states == ["acknowledged", "recorded", "decided"]
    rooms.bring_news()
    theirs = Actor.receipt(report.id)
    with reading(actor=theirs, purpose=Purpose.OWN_RECORD, action="test"):
        (shown,) = selectors.complaints_for_matter(actor=theirs, matter_id=report.matter_id)
    assert (shown.finding_words, shown.result) == ("The service was not acceptable", "We are sorry.")
