"""What a victim answers about support: who is told what of them, and which clocks it stops."""

from typing import Any

import pytest

from bluelamp.contact import services as contact
from bluelamp.contact.models import Report
from bluelamp.contact.types import NewReport
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid, NotFound
from bluelamp.core.ids import new_id
from bluelamp.flows import refer_victim
from bluelamp.investigations.models import Entitlement
from bluelamp.journeys.data import Json
from bluelamp.ledger.reading import writing
from bluelamp.notices.models import Notice
from bluelamp.victims import services as victims
from bluelamp.victims.asked import JOURNEYS
from bluelamp.victims.models import Referral, SupportAnswer
from bluelamp.victims.types import Answer
from tests.factories.rooms import bring_news, crime, matter, received
from tests.factories.submitted import answered
from tests.factories.victims import Referrals
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
CALL: dict[str, Json] = {"how": "call", "phone": "+447700900982", "when": ["evening"], "may_say": "nothing"}
YES: dict[str, Json] = {
    "consent": "yes",
    "needs": ["talk", "safety"],
    "ask_for": {"given": "Sam", "family": "Larkfield"},
    "contact": CALL,
    "words": "I speak Polish best.",
}


@pytest.fixture
def report() -> Report:
    return received()


def on_page(report: Report, answers: dict[str, Json]) -> None:
    sent = answered(JOURNEYS["victim-support"], answers)
    refer_victim.answer_on_page(actor=Actor.receipt(report.id), report_id=report.id, submitted=sent)


def to_desk(cast: Cast, report: Report, consent: str, **more: Any) -> None:
    answer = Answer(consent=consent, how="telephone", needs=("talk",))
    refer_victim.answer_to_staff(
        actor=cast["call_taker"], report_id=report.id, answer=answer, client_id=new_id(), **more
    )


def referral() -> Referral:
    with writing():
        return Referral.objects.get()


def consents() -> list[str]:
    with writing():
        return [answer.consent for answer in SupportAnswer.objects.all()]


def clocks() -> list[str]:
    """How the duty to refer was done, for each crime; empty while it runs."""
    return list(Entitlement.objects.filter(rule="referral").order_by("started_on").values_list("how", flat=True))


def test_a_yes_on_the_page_refers_them_by_the_name_and_the_way_that_they_gave_there(report: Report) -> None:
    on_page(report, YES)
    made = referral()
    assert (made.matter_id, made.name, made.safe_contact) == (report.matter_id, "Sam Larkfield", CALL)
    assert (made.needs, made.words) == (["talk", "safety"], "I speak Polish best.")


@pytest.mark.parametrize("consent", ["no", "later"])
def test_without_a_yes_nothing_that_they_wrote_is_kept_for_anybody(report: Report, consent: str) -> None:
    on_page(report, YES | {"consent": consent})
    assert not Referral.objects.exists()
    assert consents() == [consent]


def test_nobody_answers_for_somebody_elses_report(report: Report) -> None:
    other = received()
    sent = answered(JOURNEYS["victim-support"], YES)
    with pytest.raises(NotFound):
        refer_victim.answer_on_page(actor=Actor.receipt(other.id), report_id=report.id, submitted=sent)


@pytest.mark.parametrize(("name", "called"), [(" Sam Larkfield ", "Sam Larkfield"), ("  ", "Ms Lark")])
def test_what_the_desk_hears_is_sent_with_the_way_that_they_said_is_safe(cast: Cast, name: str, called: str) -> None:
    report = reported({"how": "email", "email": "sam@example.com", "may_say": "nothing", "name": "Ms Lark"})
    to_desk(cast, report, "yes", name=name)
    made = referral()
    assert (made.name, made.safe_contact) == (called, report.safe_contact)


def reported(safe_contact: dict[str, object]) -> Report:
    """By somebody who said so how to reach them."""
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
    return contact.receive_report(actor=sender, report_id=report_id, matter_id=matter(sender), new=new)


@pytest.mark.parametrize(
    "safe_contact", [{}, {"how": "none"}, {"how": "email", "email": ""}, {"how": "call", "email": "sam@example.com"}]
)
def test_the_desk_refers_nobody_who_cannot_be_reached_safely(cast: Cast, safe_contact: dict[str, object]) -> None:
    report = reported(safe_contact)
    with pytest.raises(Invalid, match="asked not to be contacted") as refused:
        to_desk(cast, report, "yes", name="Sam")
    assert refused.value.field == "consent"
    assert not SupportAnswer.objects.exists()
    to_desk(cast, report, "no")
    assert consents() == ["no"], "a no needs no way to reach them"


def test_a_partner_hears_that_something_waits_and_never_about_whom(cast: Cast, report: Report) -> None:
    crime(cast, report.matter_id, report_id=report.id)
    partner = Referrals(cast).partner()
    on_page(report, YES)
    assert clocks() == [""]
    bring_news()
    bring_news()
    assert clocks() == ["referred"]
    with writing():
        (mail,) = Notice.objects.filter(template="referral_waiting")
    assert (mail.address, mail.matter_id) == ("inbox@harbourlight.example", None)
    assert mail.recipient == f"victims.partnerorganisation:{partner.id}"
    for word in ("Sam", "Lark", report.reference, str(report.matter_id), "urglary"):
        assert word not in mail.subject + mail.body


def test_a_partner_that_is_silent_is_written_to_again(cast: Cast) -> None:
    referrals = Referrals(cast)
    referrals.silent_for_days(referrals.sent())
    bring_news()
    with writing():
        assert Notice.objects.filter(template="referral_waiting").count() == 2


def test_a_partner_without_an_address_finds_it_in_its_inbox_alone(cast: Cast, report: Report) -> None:
    team = next(iter(cast["support"].teams))
    victims.register_partner(actor=Actor.job("test"), name="Harbourlight", team_id=team, takes=["talk"], email="")
    on_page(report, YES)
    bring_news()
    assert referral().state == "sent"
    with writing():
        assert not Notice.objects.filter(template="referral_waiting").exists()


@pytest.mark.parametrize(
    ("consent", "partner", "how"),
    [("no", True, "declined"), ("yes", True, "referred"), ("yes", False, ""), ("later", True, "")],
)
def test_a_crime_that_is_recorded_after_their_answer_starts_no_clock_for_what_was_done(
    cast: Cast, report: Report, consent: str, partner: bool, how: str
) -> None:
    """Only what was sent was done: a yes that no partner takes still runs."""
    if partner:
        Referrals(cast).partner()
    on_page(report, YES | {"consent": consent})
    bring_news()
    crime(cast, report.matter_id, report_id=report.id)
    bring_news()
    assert clocks() == [how]


def test_a_no_ends_the_duty(cast: Cast, report: Report) -> None:
    crime(cast, report.matter_id, report_id=report.id)
    on_page(report, {"consent": "no"})
    bring_news()
    assert clocks() == ["declined"]
