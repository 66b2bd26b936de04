"""Whoever reported is told what they are owed: as they said is safe, and once."""

import pytest

from bluelamp.contact import services as contact
from bluelamp.contact.types import NewReport
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.flows import keep_informed
from bluelamp.flows.grade_report import grade_report
from bluelamp.investigations import services as investigations
from bluelamp.ledger.reading import writing
from bluelamp.live.models import Handled
from bluelamp.notices.models import Notice
from tests.factories.rooms import bring_news, grading, matter, told
from tests.plugins.cast import Cast

EMAIL: dict[str, object] = {"how": "email", "email": "sam@example.com", "when": ["any"], "name": "Sam"}


def notices() -> list[Notice]:
    with writing():
        return list(Notice.objects.order_by("created_at", "id"))


def reported(safe_contact: dict[str, object]) -> None:
    report_id = new_id()
    sender = Actor.receipt(report_id)
    new = NewReport(
        draft_id=new_id(),
        journey_slug="burglary",
        journey_version="0" * 64,
        answers={},
        safe_contact=safe_contact,
        risk="3_standard",
        risk_reasons=[],
    )
    kept = contact.receive_report(actor=sender, report_id=report_id, matter_id=matter(sender), new=new)
    keep_informed.tell(actor=Actor.job("news"), matter_id=kept.matter_id, template="report_received", key="once")


@pytest.mark.django_db(transaction=True)
def test_the_news_of_a_whole_case_is_brought_once(cast: Cast) -> None:
    report_id = told()
    graded = grade_report(actor=cast["call_taker"], report_id=report_id, grading=grading())
    assert graded.case is not None
    assert graded.crime is not None
    investigations.assign_case(actor=cast["supervisor"], case_id=graded.case.id, owner_id=cast["detective"].id)
    investigations.record_outcome(actor=cast["detective"], crime_id=graded.crime.id, code=18, reason="No suspect.")
    bring_news()
    expected = ["report_received", "crime_recorded", "report_update", "outcome_recorded"]
    assert [notice.template for notice in notices()] == expected
    assert graded.crime.reference in notices()[1].body
    assert "have not found who did this" in notices()[3].body
    bring_news()
    Handled.objects.all().delete()  # as if every mark had been lost: the key still holds
    bring_news()
    assert len(notices()) == len(expected)


@pytest.mark.django_db(transaction=True)
def test_a_report_that_is_no_crime_brings_an_update(cast: Cast) -> None:
    decided = grading(offence="", not_recorded_because="The key was found.", grade="P4")
    grade_report(actor=cast["call_taker"], report_id=told(), grading=decided)
    bring_news()
    assert [notice.template for notice in notices()] == ["report_received", "report_update"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({}, "never"),
        ({"how": "none"}, "never"),
        (EMAIL | {"may_say": "nothing"}, "nothing_may_be_said"),
        (EMAIL, "nothing_may_be_said"),
        (EMAIL | {"may_say": "subject", "email": ""}, "no_address"),
        ({"how": "call", "phone": "+447700900982", "when": ["any"], "may_say": "subject"}, "call_them"),
        (EMAIL | {"may_say": "subject", "when": []}, "no_safe_time"),
    ],
)
def test_what_is_not_safe_is_held_with_neither_words_nor_address(answer: dict[str, object], reason: str) -> None:
    reported(answer)
    [notice] = notices()
    assert (notice.state, notice.hold_reason) == ("held", reason)
    assert (notice.body, notice.subject, notice.address) == ("", "", "")


@pytest.mark.django_db
def test_somebody_who_shares_their_mail_box_is_told_without_the_police_being_named() -> None:
    reported(EMAIL | {"may_say": "police"})
    [notice] = notices()
    assert notice.state == "queued"
    assert notice.address == "sam@example.com"
    assert not any(word in (notice.subject + notice.body).lower() for word in ("police", "crime", "burglary"))


@pytest.mark.django_db
def test_a_matter_without_a_report_has_nobody_to_tell() -> None:
    keep_informed.tell(actor=Actor.job("news"), matter_id=matter(), template="report_received", key="x")
    assert notices() == []
