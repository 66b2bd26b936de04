"""How a victim is looked after on the page of their report: what is offered now, what was answered, and what ends."""

import pytest

from bluelamp.complaints import services as complaints
from bluelamp.contact.models import Report
from bluelamp.core.actor import Actor
from bluelamp.ledger.reading import writing
from bluelamp.victims import services
from bluelamp.victims.models import Referral
from tests.factories.rooms import on_ledger, received, told
from tests.factories.victims import PERSON, YES, Referrals, complained, written
from tests.plugins.cast import Cast
from tests.unit.portal.receipts import holder, text

pytestmark = pytest.mark.django_db


def home(report: Report, page: str = "") -> str:
    return f"/reports/{report.id}/{page}"


def reported() -> Report:
    """By the victim, question by question."""
    with writing():
        return Report.objects.get(pk=told())


def asked_for_help(report: Report) -> Referral:
    sender = Actor.receipt(report.id)
    referral = services.answer_support(actor=sender, matter_id=report.matter_id, answer=YES, person=PERSON)
    assert referral is not None
    return referral


def test_only_what_the_page_of_the_report_offers_now_is_begun() -> None:
    report = reported()
    client = holder(report.id)
    for slug in ("victim-support", "complaint", "more-evidence"):
        assert "/after/" in client.post(home(report, f"ask/{slug}"))["Location"]
    for slug in ("ask-for-review", "how-we-did", "stop"):  # nothing was decided, nothing has ended
        for answer in (client.get(home(report, f"ask/{slug}")), client.post(home(report, f"ask/{slug}"))):
            assert answer["Location"] == home(report)
    for slug in ("burglary", "zeppelin"):  # a form, but of another door; and none
        refused = client.post(home(report, f"ask/{slug}"))
        assert refused.status_code == 404
        assert "There is no such form." in text(refused)


def test_thanks_are_for_what_can_be_sent_and_for_ones_own_report() -> None:
    report = received()
    client = holder(report.id)
    assert report.reference in text(client.get(home(report, "thanks/complaint")))
    assert client.get(home(report, "thanks/zeppelin")).status_code == 404
    assert client.get(home(received(), "thanks/complaint")).status_code == 404


def test_how_far_help_has_got_is_said_and_who_did_not_ask_has_nothing_to_stop(cast: Cast) -> None:
    report = received()
    client = holder(report.id)
    assert "You have not asked to be put in touch" in text(client.get(home(report, "support")))
    for answer in (client.get(home(report, "support/stop")), client.post(home(report, "support/stop"))):
        assert answer["Location"] == home(report)
    asked_for_help(report)
    assert "We are looking for an organisation" in text(client.get(home(report, "support")))
    assert on_ledger("victims.referral.withdraw") == 0


def test_looking_at_the_question_withdraws_nothing_and_the_button_does(cast: Cast) -> None:
    Referrals(cast).partner()
    report = received()
    referral = asked_for_help(report)
    client = holder(report.id)
    assert "We tell Harbourlight not to get in touch" in text(client.get(home(report, "support/stop")))
    assert "They have not answered yet" in text(client.get(home(report, "support")))
    assert client.post(home(report, "support/stop"))["Location"] == home(report, "support")
    assert "You changed your mind" in text(client.get(home(report, "support")))
    with writing():
        assert Referral.objects.get(pk=referral.id).state == "withdrawn"


def test_what_they_wrote_is_shown_in_their_words_with_our_answer_or_the_day_of_it(cast: Cast) -> None:
    report = received()
    client = holder(report.id)
    assert "Nothing yet." in text(client.get(home(report, "requests")))
    written(report, "more")
    statement = written(report, "statement")
    services.settle_request(
        actor=cast["supervisor"], request_id=statement.id, outcome="read", result="Thank you for telling us."
    )
    shown = text(client.get(home(report, "requests")))
    for words in ("He limped.", "I do not sleep.", "Thank you for telling us.", "Our answer", "By "):
        assert words in shown
    others = received()
    assert "He limped." not in text(holder(others.id).get(home(others, "requests")))


def test_what_was_found_about_a_complaint_is_read_by_whoever_made_it(cast: Cast) -> None:
    report = received()
    client = holder(report.id)
    assert "never to the people it is about" in text(client.get(home(report, "complaints")))
    made = complained(report)
    shown = text(client.get(home(report, "complaints")))
    assert made.reference in shown
    assert "You hear from us" in shown
    complaints.acknowledge(actor=cast["standards"], complaint_id=made.id)
    assert "You hear from us" not in text(client.get(home(report, "complaints")))
    others = received()
    assert made.reference not in text(holder(others.id).get(home(others, "complaints")))


def test_who_helps_is_named_without_asking_us_to_pass_anything_on() -> None:
    report = reported()
    for page in ("help", "support"):
        shown = text(holder(report.id).get(home(report, page)))
        assert "Near Birmingham" in shown
        assert "Harbourlight Support" in shown
        assert "Victim Support" in shown
    assert not Referral.objects.exists()
