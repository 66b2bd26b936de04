"""What is asked after a report is about that report, and goes where whoever sends it may send it."""

from uuid import UUID

import pytest

from bluelamp.contact.models import Report
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotFound
from bluelamp.ledger.reading import writing
from bluelamp.portal.after import AFTER, about_report, page_of, receive
from bluelamp.victims.asked import JOURNEYS
from bluelamp.victims.models import Referral, VictimRequest
from tests.factories.rooms import received, told
from tests.factories.submitted import answered
from tests.unit.portal.receipts import holder

REPORT = UUID(int=7)


def test_a_form_that_is_about_no_report_has_no_page_to_go_back_to() -> None:
    assert page_of(about_report(REPORT)) == f"/reports/{REPORT}/"
    for about in ("", str(REPORT), f"contact.call:{REPORT}"):
        with pytest.raises(NotFound, match="Open your report, and begin it there"):
            page_of(about)


def test_it_is_begun_on_the_page_of_a_report_and_never_by_its_own_address() -> None:
    assert AFTER.asks("victim-support", about=about_report(REPORT))
    assert not AFTER.asks("victim-support", about="")


@pytest.mark.django_db
def test_what_is_sent_arrives_with_its_report_and_its_sender_is_thanked() -> None:
    report = received()
    sent = answered(JOURNEYS["more-evidence"], {"words": "He limped."}, about=about_report(report.id))
    assert receive(actor=Actor.receipt(report.id), submitted=sent) == f"/reports/{report.id}/thanks/more-evidence"
    with writing():
        assert VictimRequest.objects.get().matter_id == report.matter_id


@pytest.mark.django_db
def test_nobody_sends_it_about_somebody_elses_report() -> None:
    report, other = received(), received()
    sent = answered(JOURNEYS["more-evidence"], {"words": "He limped."}, about=about_report(report.id))
    for actor in (Actor.receipt(other.id), Actor.public()):
        with pytest.raises(NotFound):
            receive(actor=actor, submitted=sent)
    with writing():
        assert not VictimRequest.objects.exists()


@pytest.mark.django_db
def test_the_draft_of_somebody_elses_report_is_refused() -> None:
    with writing():
        report = Report.objects.get(pk=told())
    client = holder(report.id)
    address = client.post(f"/reports/{report.id}/ask/victim-support").headers["Location"]
    client.post(f"{address}/question/consent", {"consent": "no"})
    session = client.session
    session["receipt"] = str(Actor.receipt(told(11)).id)  # they have opened another report since
    session.save()
    assert client.post(f"{address}/check").status_code == 404
    assert not Referral.objects.exists()
