"""What somebody who reported is told: what was decided, what happened and who else may not read it."""

from datetime import timedelta
from random import Random

import pytest
from django.db import transaction
from django.urls import reverse

from bluelamp.contact import services as contact
from bluelamp.contact.models import Report
from bluelamp.conversations import services as conversations
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.clock import today
from bluelamp.core.errors import NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.demo import stories
from bluelamp.flows import go_on_after_review
from bluelamp.flows.grade_report import grade_report
from bluelamp.incidents import services as incidents
from bluelamp.investigations import services as investigations
from bluelamp.investigations.models import Case, Crime
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading, writing
from bluelamp.portal.tracking import Tracking, tracking
from bluelamp.records.enums import LinkKind
from bluelamp.records.services import add_person
from bluelamp.records.types import PersonDetails, Provenance
from bluelamp.ui.filters import datetime_words, time_words, weekday_words
from bluelamp.victims import services as victims
from bluelamp.victims.enums import Meeting
from bluelamp.victims.events import RequestSettled
from bluelamp.victims.selectors.appointments import free_slots
from tests.factories.ledger import entry
from tests.factories.rooms import case, crime, grading, received, told
from tests.factories.telling import tell
from tests.factories.victims import written
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def read(report: Report) -> Tracking:
    """As whoever holds the receipt reads it."""
    return looked_up(Actor.receipt(report.id), report)


def looked_up(actor: Actor, report: Report) -> Tracking:
    with reading(actor=actor, purpose=Purpose.OWN_RECORD, action="contact.report.read"):
        return tracking(actor=actor, report_id=report.id)


def titles(report: Report) -> list[str]:
    """Oldest first."""
    return [step.title for step in reversed(read(report).steps)]


def texts(report: Report) -> str:
    return " ".join(f"{step.title}: {step.text}" for step in read(report).steps)


def reported() -> Report:
    """A report by the victim themselves."""
    with writing():
        return Report.objects.get(pk=told())


def test_nobody_else_reads_it(cast: Cast) -> None:
    report, other = received(), received()
    for actor in (Actor.receipt(other.id), cast["citizen"], cast["outsider"]):
        with pytest.raises(NotFound):
            looked_up(actor, report)


def test_before_anybody_has_read_it(cast: Cast) -> None:
    report = reported()
    assert titles(report) == ["We received your report"]
    assert read(report).now == "We have your report."
    contact.take_report(actor=cast["call_taker"], report_id=report.id)
    assert read(report).now == "We have your report."


@pytest.mark.parametrize(
    ("grade", "said"),
    [
        ("P1", "We decided to come at once."),
        ("P2", "We decided to come as soon as we can."),
        ("P3", "We will agree a time to visit you."),
        ("P4", "We can deal with this without a visit."),
        ("other_agency", "Another organisation can help better with this than we can."),
        ("P9", ""),  # a grade of a later list: nothing is said rather than something untrue
    ],
)
def test_each_grade_in_words(cast: Cast, grade: str, said: str) -> None:
    report = reported()
    contact.set_graded(actor=cast["call_taker"], report_id=report.id, grade=grade)
    assert read(report).steps[0].text == said


def test_a_visit_that_we_promised_is_booked_on_the_page(cast: Cast) -> None:
    """The first thing on offer, until a time is chosen; then the time stands beside the way to change it."""
    report = reported()
    contact.set_graded(actor=cast["call_taker"], report_id=report.id, grade="P3")
    found, book = read(report), reverse("portal:book", args=[report.id, Meeting.VISIT])
    assert (found.now, found.next) == (
        "We will agree a time to visit you.",
        "Choose a time for our visit below, or call 101.",
    )
    assert (found.offers[0].title, found.offers[0].href) == ("Choose a time for our visit", book)
    sender = Actor.receipt(report.id)
    [first, *_] = free_slots(kind=Meeting.VISIT, safe_contact={})
    victims.book(
        actor=sender, matter_id=report.matter_id, kind=Meeting.VISIT, starts_at=first.starts_at, meet_at="Home"
    )
    found = read(report)
    assert found.now != "We will agree a time to visit you."
    when = f"{weekday_words(first.starts_at)} at {time_words(first.starts_at)}"
    assert found.next == f"An officer visits you on {when}."
    assert (found.offers[0].title, found.offers[0].tag) == ("Talk to somebody", datetime_words(first.starts_at))


def test_officers_on_their_way(cast: Cast) -> None:
    report = reported()
    graded = grade_report(
        actor=cast["call_taker"], report_id=report.id, grading=grading(offence="", not_recorded_because="Lent.")
    )
    assert graded.incident is not None
    assert read(report).now == "We have dealt with your report."
    car = incidents.add_resource(
        actor=cast["dispatcher"], callsign="BC21", kind="car", crew=[cast["responder"].id], skills=[]
    )
    sent = incidents.dispatch(actor=cast["dispatcher"], incident_id=graded.incident.id, resource_id=car.id)
    assert read(report).now == "Officers are on their way."
    for step in (incidents.accept, incidents.travel, incidents.arrive):
        step(actor=cast["responder"], assignment_id=sent.id)
    assert titles(report)[-2:] == ["We sent officers", "Officers arrived"]
    assert read(report).now == "We have dealt with your report."


def test_an_investigation_from_its_record_to_its_end(cast: Cast) -> None:
    report = reported()
    recorded = crime(cast, report.matter_id, report_id=report.id)
    contact.set_graded(actor=cast["call_taker"], report_id=report.id, grade="P2")
    assert read(report).now == "We are investigating."
    assert read(report).crime_references == [recorded.reference]
    case(cast, report.matter_id, owner="detective")
    assert read(report).now == "An officer is investigating."
    assert read(report).officer
    investigations.record_outcome(actor=cast["detective"], crime_id=recorded.id, code=1, reason="CPS: charge.")
    ended = read(report)
    assert (ended.now, ended.next) == ("The investigation has ended.", "If you disagree, you can ask us to look again.")
    assert "Somebody has been charged and will go to court." in texts(report)


def test_when_the_police_stop_the_way_to_a_review_is_said(cast: Cast) -> None:
    report = reported()
    recorded = crime(cast, report.matter_id, report_id=report.id)
    case(cast, report.matter_id, owner="detective")
    investigations.record_outcome(actor=cast["detective"], crime_id=recorded.id, code=18, reason="No suspect.")
    ended = read(report)
    assert ended.now == "The investigation has ended."
    assert "by calling 101" in ended.next


def test_a_review_is_followed_from_the_wish_to_its_answer(cast: Cast) -> None:
    """Whoever wins it reads that the case goes on, not that it has ended."""
    report = reported()
    recorded = crime(cast, report.matter_id, report_id=report.id)
    case(cast, report.matter_id, owner="detective")
    investigations.record_outcome(actor=cast["detective"], crime_id=recorded.id, code=18, reason="No suspect.")
    wish = written(report, "review")
    found = read(report)
    assert found.now == "We are looking at the decision again."
    assert found.next == f"You have our answer by {weekday_words(wish.due_on)}."
    victims.settle_request(actor=cast["supervisor"], request_id=wish.id, outcome="again", result="There is a camera.")
    go_on_after_review.on_request_settled(
        RequestSettled(request_id=wish.id, matter_id=report.matter_id, kind="review", outcome="again"),
        actor=Actor.job("news"),
    )
    with writing():
        assert Case.objects.get(matter_id=report.matter_id).state == "open"
    assert read(report).now == "We are looking at your case again."
    assert "How did we do?" not in {offer.title for offer in read(report).offers}, "nothing has ended"
    assert "and go on with your case: There is a camera." in texts(report)
    with clock.shifted(timedelta(hours=1)):
        investigations.record_outcome(actor=cast["detective"], crime_id=recorded.id, code=18, reason="It shows nobody.")
        assert read(report).now == "The investigation has ended."
        assert "How did we do?" in {offer.title for offer in read(report).offers}


def test_after_a_charge_the_victim_hears_what_the_court_does(cast: Cast) -> None:
    """A charge files the case, and the court goes on."""
    report = reported()
    suspect_case(cast, report)
    with writing():
        recorded, opened = Crime.objects.get(report_id=report.id), Case.objects.get(matter_id=report.matter_id)
    investigations.record_outcome(actor=cast["detective"], crime_id=recorded.id, code=1, reason="CPS: charge.")
    tell_of = {"actor": cast["detective"], "case_id": opened.id, "happened_on": today()}
    with pytest.raises(NotAllowed):
        investigations.record_suspect_step(kind="arrested", **tell_of)  # type: ignore[arg-type]  # a table
    assert read(report).now == "The investigation has ended."
    investigations.record_suspect_step(kind="convicted", **tell_of)  # type: ignore[arg-type]  # the same table
    assert read(report).now == "A court has decided."
    assert "court_result" in {one.rule.id for one in read(report).clocks}


def test_a_message_of_ours_is_the_first_thing_that_is_said(cast: Cast) -> None:
    report = reported()
    conversations.write(actor=cast["call_taker"], matter_id=report.matter_id, text="Which garage?", client_id=new_id())
    found = read(report)
    assert found.now == "We have written to you."
    assert [offer.tag for offer in found.offers if offer.title == "Messages"] == ["1 new"]


def test_what_a_court_did_last_is_where_it_stands(cast: Cast) -> None:
    report = reported()
    suspect_case(cast, report)
    with writing():
        opened = Case.objects.get(matter_id=report.matter_id)
    for number, (kind, now) in enumerate((("hearing", "It is at court."), ("acquitted", "A court has decided."))):
        with clock.shifted(timedelta(minutes=number)):
            investigations.record_suspect_step(
                actor=cast["detective"], case_id=opened.id, kind=kind, happened_on=today()
            )
        assert read(report).now == now
        assert "News from court" in titles(report)


def test_of_an_insurer_only_whoever_lost_something_is_told(cast: Cast) -> None:
    """To somebody who was hurt it would be an insult."""
    with writing():
        afraid = Report.objects.get(pk=tell(actor=Actor.public(), story=stories.stalking(Random(5), postcode="B4 7AP")))
    for report, insured in ((reported(), True), (afraid, False)):
        crime(cast, report.matter_id, report_id=report.id)
        assert bool(read(report).belongings) is insured
        assert ("Your insurer may ask for it." in texts(report)) is insured


def test_a_cancelled_crime_is_never_shown_as_one(cast: Cast) -> None:
    report = reported()
    recorded = crime(cast, report.matter_id, report_id=report.id)
    other = crime(cast, report.matter_id, report_id=report.id, offence="criminal_damage")

    def cancel(reference: str) -> None:
        which = recorded if reference == recorded.reference else other
        investigations.cancel_crime(
            actor=cast["crime_registrar"], crime_id=which.id, because="duplicate", information="Rang twice."
        )

    cancel(recorded.reference)
    assert read(report).crime_references == [other.reference]
    assert "We recorded a crime, which we cancelled later" in titles(report)
    assert f"We cancelled the crime {recorded.reference}: It had been recorded twice." in texts(report)
    assert "within 3 months" in texts(report)
    cancel(other.reference)
    assert read(report).now == "We no longer treat this as a crime."
    assert read(report).crime_references == []


def suspect_case(cast: Cast, report: Report, *, later: timedelta = timedelta()) -> None:
    """A case in which somebody was arrested today, which was written down ``later``."""
    graded = grade_report(actor=cast["call_taker"], report_id=report.id, grading=grading())
    assert graded.case is not None
    investigations.assign_case(actor=cast["supervisor"], case_id=graded.case.id, owner_id=cast["detective"].id)
    day = today()
    with clock.shifted(later):
        investigations.record_suspect_step(
            actor=cast["detective"], case_id=graded.case.id, kind="arrested", happened_on=day
        )


def test_a_victim_is_told_of_a_suspect_and_of_what_is_owed(cast: Cast) -> None:
    report = reported()
    suspect_case(cast, report)
    found = read(report)
    assert "News of a suspect: We have arrested somebody." in texts(report)
    assert "This was on" not in texts(report)
    assert {one.rule.id for one in found.clocks} >= {"referral", "suspect_step"}
    told_of = {one.entitlement.id for one in found.clocks if one.rule.told}
    assert set(found.unread) == told_of
    investigations.mark_read(actor=Actor.receipt(report.id), clock_ids=found.unread)
    assert read(report).unread == []


def test_a_step_written_down_later_has_its_day(cast: Cast) -> None:
    report = reported()
    suspect_case(cast, report, later=timedelta(days=2))
    assert "We have arrested somebody. This was on" in texts(report)


def test_who_only_saw_it_is_told_of_no_suspect_and_owed_nothing(cast: Cast) -> None:
    report = reported()
    suspect_case(cast, report)
    with writing(), transaction.atomic():
        witness = add_person(
            actor=cast["call_taker"],
            matter=report.matter_id,
            kind=LinkKind.WITNESS_OF,
            details=PersonDetails(given="Wen", family="Demo"),
            provenance=Provenance(source="test"),
        )
        Report.objects.filter(pk=report.pk).update(reporter_person_id=witness.id)
        entry(f"contact.report:{report.pk}")
    assert "suspect" not in texts(report)
    assert read(report).clocks == []


def test_somebody_unnamed_who_never_said_that_it_happened_to_them_is_owed_nothing(cast: Cast) -> None:
    report = reported()
    suspect_case(cast, report)
    with writing(), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(reporter_person_id=None, from_victim=False)
        Crime.objects.filter(matter_id=report.matter_id).update(victim_person_id=None)
        entry(f"contact.report:{report.pk}")
    assert "suspect" not in texts(report)
    assert (read(report).clocks, read(report).unread) == ([], [])
