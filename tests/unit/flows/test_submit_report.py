"""What was told becomes records of one matter, all of it or none."""

from datetime import timedelta

import pytest

from bluelamp.complaints.selectors import complaints, complaints_for_matter
from bluelamp.contact import selectors as contact
from bluelamp.contact.report_types import report_types
from bluelamp.contact.selectors import report_of_draft
from bluelamp.contact.services import confirm_receipt
from bluelamp.core.actor import Actor
from bluelamp.core.clock import today
from bluelamp.core.errors import Conflict
from bluelamp.flows.submit_report import submit_report
from bluelamp.journeys.data import Json
from bluelamp.journeys.types import Fact, Facts, Means
from bluelamp.ledger.reading import writing
from bluelamp.records.models import Matter, Person, Place
from tests.factories.files import staged_file
from tests.factories.rooms import announced, told
from tests.factories.submitted import answered, submitted
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_told_burglary_is_one_matter_with_its_people_and_place(cast: Cast) -> None:
    report_id = told()
    with writing():
        report = contact.report(actor=cast["call_taker"], report_id=report_id)
        assert Matter.objects.count() == Person.objects.count() == Place.objects.count() == 1
    assert report.reporter_person_id is not None
    assert report.latitude == pytest.approx(52.48, abs=0.1)
    assert report.place_label
    assert report.safe_contact["how"] == "email"
    assert len(announced("contact.ReportReceived")) == 1


def test_somebody_hurt_is_high_risk_and_says_why(cast: Cast) -> None:
    calm, hurt = told(1), told(2, hurt=True)
    with writing():
        found = {r: contact.report(actor=cast["call_taker"], report_id=r) for r in (calm, hurt)}
    assert found[hurt].risk == "1_high"
    assert "Somebody hurt" in found[hurt].risk_reasons
    assert found[calm].risk > found[hurt].risk


def test_the_kind_of_report_and_a_childs_age_raise_the_risk(cast: Cast) -> None:
    born = (today() - timedelta(days=3000)).isoformat()
    fact = Fact("victim_born", "Date of birth", "day", Means.VICTIM_BORN, born, (born,), (Means.VICTIM_BORN,))
    plain = submit_report(actor=Actor.public(), submitted=submitted(slug="withdrawn", facts=Facts((fact,))))
    hate = submit_report(actor=Actor.public(), submitted=submitted(slug="hate-crime"))
    with writing():
        found = {r: contact.report(actor=cast["call_taker"], report_id=r) for r in (plain, hate)}
    assert (found[plain].risk, found[plain].risk_reasons) == ("2_medium", ["A child"])
    assert (found[hate].risk, found[hate].risk_reasons) == ("2_medium", ["Hate"])


def test_whoever_sent_it_holds_it(cast: Cast) -> None:
    report_id, other = told(1), told(2)
    confirm_receipt(actor=Actor.receipt(report_id), report_id=report_id)
    with writing():
        theirs = contact.report(actor=Actor.receipt(report_id), report_id=report_id)
        assert contact.reports_for_matter(actor=Actor.receipt(other), matter_id=theirs.matter_id) == []


@pytest.mark.parametrize("kind", ["service", "person", "thanks"])
def test_a_complaint_goes_to_professional_standards_and_is_followed(cast: Cast, kind: str) -> None:
    answers: dict[str, Json] = {"feedback_kind": kind, "account": "Nobody came."}
    journey = report_types()["feedback"].journey
    draft = answered(journey, answers)
    report_id = submit_report(actor=Actor.public(), submitted=draft)
    with writing():
        matter = contact.report(actor=cast["call_taker"], report_id=report_id).matter_id
        theirs = complaints_for_matter(actor=Actor.receipt(report_id), matter_id=matter)
        standards = complaints(actor=cast["standards"])
        assert complaints(actor=cast["call_taker"]) == []
    assert [one.reference for one in theirs] == [one.reference for one in standards]
    assert [one.answers for one in theirs] == ([] if kind == "thanks" else [answers])


def test_a_complaint_can_be_made_on_the_telephone(cast: Cast) -> None:
    answers: dict[str, Json] = {"feedback_kind": "person", "account": "He shouted."}
    journey = report_types()["feedback"].journey
    draft = answered(journey, answers)
    submit_report(actor=cast["call_taker"], submitted=draft)
    with writing():
        assert len(complaints(actor=cast["standards"])) == 1


def test_a_flood_from_one_connection_waits_in_turn(cast: Cast) -> None:
    def risks(number: int, connection: str) -> list[tuple[str, list[str]]]:
        sent = [
            submit_report(actor=Actor.public(), submitted=submitted(slug="domestic-abuse", connection=connection))
            for _ in range(number)
        ]
        with writing():
            reports = [contact.report(actor=cast["call_taker"], report_id=one) for one in sent]
        return [(one.risk, one.risk_reasons) for one in reports]

    danger = ("1_high", ["Domestic abuse"])
    in_turn = ("3_standard", ["Many from one connection", "Domestic abuse"])
    assert risks(22, "203.0.113.77") == [danger] * 20 + [in_turn] * 2
    assert risks(1, "203.0.113.78") == [danger]
    assert risks(22, "") == [danger] * 22  # where nobody can be told from others, everybody would be taken for one


def test_nothing_said_is_still_a_report(cast: Cast) -> None:
    report_id = submit_report(actor=Actor.public(), submitted=submitted())
    with writing():
        report = contact.report(actor=cast["call_taker"], report_id=report_id)
    assert (report.risk, report.latitude, report.safe_contact) == ("3_standard", None, {})


@pytest.mark.parametrize("who", ["public", "call_taker"])
def test_whoever_sends_it_their_photos_come_along(cast: Cast, who: str) -> None:
    sender = Actor.public() if who == "public" else cast[who]
    photo = staged_file(actor=sender)
    submit_report(actor=sender, submitted=submitted(files=(photo.id,)))
    with writing():
        photo.refresh_from_db()
    assert photo.state == "kept"


def test_the_same_draft_twice_leaves_one_matter(cast: Cast) -> None:
    photo = staged_file()
    once = submitted(files=(photo.id,))
    report_id = submit_report(actor=Actor.public(), submitted=once)
    with pytest.raises(Conflict):
        submit_report(actor=Actor.public(), submitted=submitted(draft_id=once.draft_id))
    with writing():
        assert Matter.objects.count() == 1
        found = report_of_draft(actor=Actor.public(), draft_id=once.draft_id)
    assert found is not None
    assert found.id == report_id
