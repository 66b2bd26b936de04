"""Whoever reported is told what they are owed: as they said is safe, and once."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction

from bluelamp.contact import services as contact
from bluelamp.contact.models import Report
from bluelamp.contact.types import NewReport
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.clock import today
from bluelamp.core.ids import new_id
from bluelamp.flows import keep_informed
from bluelamp.flows.grade_report import grade_report
from bluelamp.investigations import selectors
from bluelamp.investigations import services as investigations
from bluelamp.investigations.models import Entitlement
from bluelamp.ledger.reading import writing
from bluelamp.live.models import Handled
from bluelamp.notices import delivery
from bluelamp.notices.models import Notice
from bluelamp.notices.notifiers import NoGateway
from bluelamp.notices.services import try_again
from bluelamp.records.enums import LinkKind
from bluelamp.records.services import add_person
from bluelamp.records.types import PersonDetails, Provenance
from tests.factories.ledger import entry
from tests.factories.rooms import (
    bring_news,
    case,
    crime,
    grading,
    matter,
    on_ledger,
    post_notices,
    received,
    told,
)
from tests.plugins.cast import Cast

EMAIL: dict[str, object] = {"how": "email", "email": "sam@example.com", "when": ["any"], "name": "Sam"}


def notices() -> list[Notice]:
    with writing():
        return list(Notice.objects.order_by("created_at", "id"))


def _new(safe_contact: dict[str, object]) -> NewReport:
    return NewReport(
        draft_id=new_id(),
        journey_slug="burglary",
        journey_version="0" * 64,
        answers={},
        safe_contact=safe_contact,
        risk="3_standard",
        risk_reasons=[],
    )


def reported(safe_contact: dict[str, object]) -> None:
    report_id = new_id()
    sender = Actor.receipt(report_id)
    new = _new(safe_contact)
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
    expected = ["report_received", "crime_recorded", "report_update", "not_investigating"]
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


def owed(about_id: UUID) -> tuple[str, str]:
    """How what is owed about something was done, and by what other means it is to be done."""
    clock = Entitlement.objects.get(about_id=about_id)
    assert (clock.met_at is None) is (clock.how == "")
    return clock.how, clock.other_means


def news_of_everything(cast: Cast, **safe_contact: object) -> tuple[UUID, UUID, UUID]:
    """A victim's case with a suspect's step, a crime that ended and a crime that was cancelled: what each is about."""
    report = contact_of(received(), safe_contact)
    recorded = crime(cast, report.matter_id, report_id=report.id)
    other = crime(cast, report.matter_id, report_id=report.id, offence="criminal_damage")
    opened = case(cast, report.matter_id, owner="detective")
    step = investigations.record_suspect_step(
        actor=cast["detective"], case_id=opened.id, kind="bailed", happened_on=today()
    )
    investigations.cancel_crime(
        actor=cast["crime_registrar"], crime_id=other.id, because="duplicate", information="Neighbour rang twice."
    )
    given = investigations.record_outcome(actor=cast["detective"], crime_id=recorded.id, code=15, reason="CPS: no.")
    bring_news()
    return step.id, other.id, given.id


def contact_of(report: Report, safe_contact: dict[str, object]) -> Report:
    with writing(), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(safe_contact=report.safe_contact | safe_contact)
        entry(f"contact.report:{report.pk}")
    return report


@pytest.mark.django_db(transaction=True)
def test_what_a_sent_notice_tells_stops_its_clock_and_no_other(cast: Cast) -> None:
    about = news_of_everything(cast)
    assert [owed(one) for one in (about[0], about[2])] == [("", ""), ("", "")]
    for _ in range(2):
        post_notices()
        bring_news()
    assert owed(about[0]) == owed(about[2]) == ("notice", "")
    rules = Entitlement.objects.filter(met_at=None).values_list("rule", flat=True)
    assert list(rules) == ["referral"], "a message refers nobody to support"
    assert on_ledger("investigations.entitlement.meet") == 4  # three were told; one referral was cancelled
    Handled.objects.all().delete()
    bring_news()
    assert on_ledger("investigations.entitlement.meet") == 4


@pytest.mark.django_db(transaction=True)
def test_the_victim_is_told_in_plain_words_and_never_of_whom(cast: Cast) -> None:
    news_of_everything(cast)
    said = {notice.template: notice.body for notice in notices()}
    assert "released on bail" in said["suspect_step"]
    assert "recorded twice" in said["crime_cancelled"]
    assert "ask us to look at the decision again" in said["crime_cancelled"]
    assert "not enough evidence for court" in said["not_investigating"]
    assert not any(inside in body for body in said.values() for inside in ("CPS: no.", "Neighbour rang twice."))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("answer", "means"),
    [
        ({"how": "none"}, "no_contact"),
        ({"how": "call", "phone": "+447700900982"}, "call"),
        ({"may_say": "nothing"}, "unsafe"),
        ({"email": ""}, "no_address"),
        ({"email": "nowhere"}, "no_address"),
        ({"when": []}, "unsafe"),
        ({"may_say": "police"}, "hint"),
    ],
)
def test_what_is_not_told_leaves_the_clock_and_says_how_to_tell(
    cast: Cast, answer: dict[str, object], means: str
) -> None:
    about = news_of_everything(cast, **answer)
    for _ in range(2):
        post_notices()
        bring_news()
    assert owed(about[0]) == owed(about[2]) == ("", means)
    with writing():
        [row] = selectors.cases(actor=cast["supervisor"], state="filed")
    assert row.by_hand


@pytest.mark.django_db(transaction=True)
def test_what_could_not_be_delivered_is_told_another_way_until_it_is(cast: Cast) -> None:
    about = news_of_everything(cast)
    for notice in notices():
        delivery.deliver(actor=Actor.job("test"), notice_id=notice.id, notifier=NoGateway())
    bring_news()
    assert owed(about[0]) == ("", "failed")
    for notice in notices():
        try_again(actor=cast["supervisor"], notice_id=notice.id)
    post_notices()
    bring_news()
    assert owed(about[0]) == ("notice", "failed")


@pytest.mark.django_db(transaction=True)
def test_whoever_only_saw_it_is_told_no_news_of_a_suspect_and_stops_no_clock(cast: Cast) -> None:
    report = received()
    reporter = add_person(
        actor=cast["call_taker"],
        matter=report.matter_id,
        details=PersonDetails(given="Wynn"),
        provenance=Provenance(source="test:1"),
        kind=LinkKind.REPORTED,
    )
    with writing(), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(reporter_person_id=reporter.pk)
        entry(f"contact.report:{report.pk}")
    recorded = crime(cast, report.matter_id, report_id=report.id)
    opened = case(cast, report.matter_id, owner="detective")
    step = investigations.record_suspect_step(
        actor=cast["detective"], case_id=opened.id, kind="arrested", happened_on=today()
    )
    given = investigations.record_outcome(actor=cast["detective"], crime_id=recorded.id, code=1, reason="Charged.")
    bring_news()
    post_notices()
    bring_news()
    assert "suspect_step" not in {notice.template for notice in notices()}
    assert owed(step.id) == owed(given.id) == ("", "somebody_else")


@pytest.mark.django_db(transaction=True)
def test_somebody_unnamed_who_never_said_that_it_happened_to_them_is_told_of_no_suspect(cast: Cast) -> None:
    report = received(from_victim=False)
    recorded = crime(cast, report.matter_id, report_id=report.id)
    assert recorded.victim_person_id is None
    opened = case(cast, report.matter_id, owner="detective")
    step = investigations.record_suspect_step(
        actor=cast["detective"], case_id=opened.id, kind="arrested", happened_on=today()
    )
    bring_news()
    assert "suspect_step" not in {notice.template for notice in notices()}
    assert owed(step.id) == ("", "somebody_else")


@pytest.mark.django_db(transaction=True)
def test_a_crime_that_nobody_reported_leaves_the_victim_to_be_found(cast: Cast) -> None:
    kept = matter()
    recorded = crime(cast, kept)
    case(cast, kept, owner="detective")
    given = investigations.record_outcome(actor=cast["detective"], crime_id=recorded.id, code=18, reason="No suspect.")
    bring_news()
    assert notices() == []
    assert owed(given.id) == ("", "no_address")


@pytest.mark.django_db(transaction=True)
def test_other_notices_owe_nothing(cast: Cast) -> None:
    told()
    bring_news()
    post_notices()
    bring_news()
    assert [notice.state for notice in notices()] == ["sent"]
    assert not Entitlement.objects.exists()


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


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("one", "same", "another"),
    [
        (
            EMAIL | {"may_say": "subject"},
            EMAIL | {"may_say": "subject", "email": " SAM@example.com"},
            EMAIL | {"may_say": "subject", "email": "jo@example.com"},
        ),
        (
            {"how": "text", "phone": "07700 900982", "when": ["any"], "may_say": "subject"},
            {"how": "text", "phone": "+44 7700 900982", "when": ["any"], "may_say": "subject"},
            {"how": "text", "phone": "07700 900983", "when": ["any"], "may_say": "subject"},
        ),
    ],
)
def test_one_address_hears_of_so_many_reports_a_day(
    one: dict[str, object], same: dict[str, object], another: dict[str, object]
) -> None:
    for _ in range(keep_informed.PER_ADDRESS):
        arrived(one)
    assert len(notices()) == keep_informed.PER_ADDRESS
    arrived(same)
    assert len(notices()) == keep_informed.PER_ADDRESS
    arrived(another)
    assert len(notices()) == keep_informed.PER_ADDRESS + 1
    with clock.shifted(timedelta(days=1, minutes=1)):
        arrived(one)
    assert len(notices()) == keep_informed.PER_ADDRESS + 2


@pytest.mark.django_db(transaction=True)
def test_a_strangers_number_abroad_is_for_a_person_to_call_and_texts_end_somewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keep_informed, "TEXTS_ALTOGETHER", 1)
    by_text: dict[str, object] = {"how": "text", "when": ["any"], "may_say": "subject"}
    abroad = arrived(by_text | {"phone": "+371 81 123 456"})
    arrived(by_text | {"phone": "07700 900982"})
    arrived(by_text | {"phone": "07700 900983"})
    arrived(EMAIL | {"may_say": "subject"})
    found = [(notice.channel, notice.hold_reason, notice.address) for notice in notices()]
    assert found == [("sms", "not_by_text", ""), ("sms", "", "+447700900982"), ("email", "", "sam@example.com")]
    keep_informed.tell(actor=Actor.job("news"), matter_id=abroad, template="report_update", key="update")
    assert notices()[-1].address == "+37181123456", "people of ours decided about it"


@pytest.mark.django_db(transaction=True)
def test_what_people_of_ours_decide_is_told_however_many_reports_there_were(cast: Cast) -> None:
    for _ in range(keep_informed.PER_ADDRESS):
        arrived(EMAIL | {"may_say": "subject"})
    matter_id = arrived(EMAIL | {"may_say": "subject"})
    keep_informed.tell(actor=Actor.job("news"), matter_id=matter_id, template="report_update", key="update")
    assert [notice.key for notice in notices() if notice.matter_id == matter_id] == ["update"]


def arrived(safe_contact: dict[str, object]) -> UUID:
    """A report whose news is brought; the id of its matter."""
    report_id = new_id()
    sender = Actor.receipt(report_id)
    kept = contact.receive_report(actor=sender, report_id=report_id, matter_id=matter(sender), new=_new(safe_contact))
    bring_news()
    return kept.matter_id
