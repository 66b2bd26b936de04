"""A complaint from the first word to its result: each step in its turn, and told to whom it is for."""

from datetime import timedelta
from typing import Any

import pytest

from bluelamp.access.selectors import involved
from bluelamp.complaints import selectors, services
from bluelamp.complaints.models import Evidence, Footage
from bluelamp.complaints.types import Shown
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Conflict, Invalid, NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.evidence.selectors import custody
from bluelamp.evidence.services import exhibit_file
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading
from tests.factories import rooms
from tests.factories.files import staged_file
from tests.factories.victims import complained, sought
from tests.plugins.cast import Cast


def seen(actor: Actor) -> list[Shown]:
    with reading(actor=actor, purpose=Purpose.SUPERVISION, action="test"):
        return selectors.complaints(actor=actor)


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


@pytest.mark.django_db
def test_only_professional_standards_take_a_step_and_never_whom_it_is_about(cast: Cast) -> None:
    report, who = rooms.received(), cast["standards"]
    about_them, other = complained(report, about=[who.id]), complained(report)
    for actor, complaint, refused in (
        (who, about_them.id, NotFound),
        (who, report.id, NotFound),
        (cast["supervisor"], other.id, NotAllowed),
        (Actor.receipt(report.id), other.id, NotAllowed),
    ):
        with pytest.raises(refused):
            services.acknowledge(actor=actor, complaint_id=complaint)
    services.name_officer(actor=who, complaint_id=other.id, username=" Standards ")
    with pytest.raises(NotFound):
        services.acknowledge(actor=who, complaint_id=other.id)
    assert rooms.on_ledger("complaints.complaint.acknowledge") == 0
    assert set(rooms.published("complaint")) == {"role:professional_standards"}


@pytest.mark.django_db
def test_a_draft_is_one_complaint_and_whoever_looks_into_it_sees_what_the_matter_holds(cast: Cast) -> None:
    report, who = rooms.received(), cast["standards"]
    draft = new_id()
    sent: dict[str, Any] = {
        "matter_id": report.matter_id,
        "draft_id": draft,
        "journey_version": complained(report).journey_version,
        "answers": {},
        "about": [cast["responder"].id] * 2,
    }
    first, again = (services.make_complaint(actor=Actor.receipt(report.id), **sent) for _ in range(2))
    assert first.id == again.id
    assert first.about == [cast["responder"].id]
    with pytest.raises(NotAllowed):
        services.make_complaint(actor=Actor.receipt(rooms.received().id), **sent | {"draft_id": new_id()})
    assert who.id not in involved(matter=report.matter_id)
    services.acknowledge(actor=who, complaint_id=first.id)
    assert who.id in involved(matter=report.matter_id)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts", "ends", "field"),
    [
        (1, 2, "starts_at"),
        (-1, 20, "ends_at"),
        (-2, -2, "ends_at"),
        (-2, -3, "ends_at"),
        (-30, -5, "ends_at"),
        (-24 * 3000, -24 * 3000 + 1, "starts_at"),
    ],
)
def test_a_recording_is_of_a_time_that_is_over_and_of_a_day_at_most(
    cast: Cast, starts: int, ends: int, field: str
) -> None:
    made, at = complained(rooms.received()), clock.now()
    whose: dict[str, Any] = {"actor": cast["standards"], "complaint_id": made.id, "username": "responder"}
    with pytest.raises(Invalid) as refused:
        services.look_for_footage(**whose, starts_at=at + timedelta(hours=starts), ends_at=at + timedelta(hours=ends))
    assert refused.value.field == field
    with pytest.raises(NotFound):
        services.look_for_footage(**whose | {"username": "nobody-here"}, starts_at=at - timedelta(hours=2), ends_at=at)


@pytest.mark.django_db
def test_a_recording_is_looked_for_once_and_settled_once_by_whom_it_is_not_about(cast: Cast) -> None:
    who, made = cast["standards"], complained(rooms.received())
    found = sought(who, made.id)
    assert sought(who, made.id).id == found.id
    with pytest.raises(NotFound):
        services.give_up_footage(actor=who, footage_id=new_id(), why="None.")
    with pytest.raises(Invalid):
        services.give_up_footage(actor=who, footage_id=found.id, why=" ")
    rooms.bring_news()
    before = rooms.on_ledger("notices.notice.queue")
    services.give_up_footage(actor=who, footage_id=found.id, why="It was off.")
    with pytest.raises(Conflict):
        services.give_up_footage(actor=who, footage_id=found.id, why="Again.")
    rooms.bring_news()
    assert rooms.on_ledger("notices.notice.queue") == before + 1, "they are told once that there is news"
    about = complained(rooms.received(), about=[who.id])
    with pytest.raises(NotFound):
        sought(who, about.id)
    with pytest.raises(NotAllowed):
        sought(cast["supervisor"], made.id)


@pytest.mark.django_db
def test_nobody_looks_for_their_own_recording_settles_it_or_learns_that_it_is_looked_for(cast: Cast) -> None:
    who, made = cast["standards"], complained(rooms.received())
    at = clock.now()
    with pytest.raises(Invalid) as refused:
        services.look_for_footage(
            actor=who, complaint_id=made.id, username="standards", starts_at=at - timedelta(hours=1), ends_at=at
        )
    assert refused.value.field == "username"
    theirs = sought(who, made.id)
    Footage.objects.filter(pk=theirs.id).update(officer_id=who.id)
    for settle in (
        lambda: services.give_up_footage(actor=who, footage_id=theirs.id, why="It was off."),
        lambda: services.find_footage(actor=who, footage_id=theirs.id, reference="EX-26-7KQ4M2XPW"),
        lambda: selectors.footage(actor=who, footage_id=theirs.id),
    ):
        with pytest.raises(NotFound):
            settle()


@pytest.mark.django_db
def test_after_the_decision_nothing_is_looked_for(cast: Cast) -> None:
    who, made = cast["standards"], complained(rooms.received())
    services.acknowledge(actor=who, complaint_id=made.id)
    services.decide(actor=who, complaint_id=made.id, finding="acceptable", result="We looked.")
    with pytest.raises(Conflict):
        sought(who, made.id)


@pytest.mark.django_db
def test_the_custody_of_an_exhibit_says_nothing_of_a_complaint(cast: Cast) -> None:
    """Whoever reads it may be the one that the complaint is about."""
    report, who = rooms.received(), cast["standards"]
    made = complained(report)
    services.acknowledge(actor=who, complaint_id=made.id)
    exhibit = exhibit_file(
        actor=cast["call_taker"], matter_id=report.matter_id, stored_file_id=staged_file().id, title="Camera"
    )
    for hours in (3, 5):  # one exhibit may hold what was looked for twice
        found = sought(who, made.id, hours)
        services.find_footage(actor=who, footage_id=found.id, reference=exhibit.reference)
    with reading(actor=cast["exhibits_officer"], purpose=Purpose.INVESTIGATION, action="test"):
        lines = custody(actor=cast["exhibits_officer"], exhibit_id=exhibit.id)
    assert lines
    assert [line for line in lines if "complaints." in line.line.action] == []
    assert set(Footage.objects.values_list("evidence_id", flat=True)) == {Evidence.objects.get().pk}
