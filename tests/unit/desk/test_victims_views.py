"""Offering support at the desk, and seeing that no wish for it is lost: who is shown what, and what is refused."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bluelamp.contact.models import Report
from bluelamp.core.ids import new_id
from bluelamp.flows.grade_report import grade_report
from bluelamp.investigations import services as investigations
from bluelamp.ledger.reading import writing
from bluelamp.victims import services
from bluelamp.victims.models import Referral, ReferralStep, SupportAnswer
from tests.factories.rooms import grading, told
from tests.factories.victims import Referrals
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


@pytest.fixture
def report(cast: Cast) -> Report:
    """Of a burglary, by its victim."""
    with writing():
        return Report.objects.get(pk=told())


def page(response: Any) -> str:
    assert response.status_code in (200, 422), response.status_code
    return re.sub(r"\s+", " ", response.content.decode())


def test_staff_offer_it_and_cannot_give_away_somebody_who_wants_no_contact(
    cast: Cast, sign_in: Any, report: Report
) -> None:
    Referrals(cast).partner()
    desk, address = sign_in("call_taker"), f"/desk/victims/support/{report.id}"
    refused = page(desk.post(address, {"client_id": str(report.id)}))
    assert "Select what they answered." in refused
    said = {"client_id": str(report.id), "consent": "yes", "how": "telephone", "needs": ["talk"], "name": "Sam"}
    assert desk.post(address, said).status_code == 302
    assert "Harbourlight" in page(desk.get(f"/desk/contact/{report.id}"))
    with writing():
        shy = Report.objects.get(pk=told(9))
    _never(shy)
    refused = page(desk.post(f"/desk/victims/support/{shy.id}", said | {"client_id": str(shy.id)}))
    assert "They asked not to be contacted." in refused
    assert Referral.objects.count() == 1


def test_what_they_answered_is_kept_once_however_often_it_is_sent(cast: Cast, sign_in: SignIn, report: Report) -> None:
    Referrals(cast).partner()
    said = {"client_id": str(new_id()), "consent": "yes", "how": "in_person", "needs": ["talk"], "name": "Sam"}
    for _ in range(2):
        assert sign_in("call_taker").post(f"/desk/victims/support/{report.id}", said).status_code == 302
    assert (SupportAnswer.objects.count(), Referral.objects.count()) == (1, 1)


def test_nobody_at_a_desk_answers_as_if_it_were_on_the_page(sign_in: SignIn, report: Report) -> None:
    said = {"client_id": str(new_id()), "consent": "no", "how": "online"}
    refused = page(sign_in("call_taker").post(f"/desk/victims/support/{report.id}", said))
    assert "Select one of the ways on this page." in refused
    assert not SupportAnswer.objects.exists()


def test_whoever_asked_goes_on_with_the_case_where_they_see_one_and_with_the_report_where_not(
    cast: Cast, sign_in: SignIn, report: Report
) -> None:
    graded = grade_report(actor=cast["call_taker"], report_id=report.id, grading=grading())
    assert graded.case is not None
    address = f"/desk/victims/support/{report.id}"
    assert sign_in("responder").get(address).status_code == 404  # of no matter of theirs
    investigations.assign_case(actor=cast["supervisor"], case_id=graded.case.id, owner_id=cast["detective"].id)
    for name, leads_to in (
        ("detective", f"/desk/cases/{graded.case.id}"),
        ("call_taker", f"/desk/contact/{report.id}"),
    ):
        said = {"client_id": str(new_id()), "consent": "later", "how": "telephone"}
        assert sign_in(name).post(address, said).headers["Location"] == leads_to


def test_a_supervisor_sees_how_far_it_got_and_not_who_it_is(cast: Cast, sign_in: SignIn) -> None:
    referral, boss = Referrals(cast).sent(), sign_in("supervisor")
    for address in ("/desk/victims/referrals", f"/desk/victims/referrals/{referral}"):
        shown = page(boss.get(address))
        assert "Harbourlight" in shown
        for private in ("Lamplighter", "sam@example.com", "Please not before noon."):
            assert private not in shown
    assert "Find them help" not in page(boss.get(f"/desk/victims/referrals/{referral}"))  # the partner acts now


def test_one_that_nobody_takes_is_sent_on_by_a_supervisor_to_whoever_takes_people_now(
    cast: Cast, sign_in: SignIn
) -> None:
    kept = Referrals(cast)
    referral = kept.waiting()
    partner = kept.partner()
    address, boss = f"/desk/victims/referrals/{referral}", sign_in("supervisor")
    assert "Select an organisation." in page(boss.post(address, {"reason": "Nearest."}))
    assert "Select one of the organisations on this page." in page(boss.post(address, {"partner": str(new_id())}))
    assert kept.state(referral) == "waiting"
    sent = boss.post(address, {"partner": str(partner.id), "reason": "Nearest."})
    assert sent.headers["Location"] == "/desk/victims/referrals"
    assert kept.state(referral) == "sent"
    with writing():
        assert ReferralStep.objects.get(action="send").reason == "Nearest."


def test_whoever_sends_what_was_answered_meanwhile_is_told_that_nothing_was_sent(cast: Cast, sign_in: SignIn) -> None:
    kept = Referrals(cast)
    referral, partner = kept.sent(), kept.partner()
    services.accept_referral(actor=cast["support"], referral_id=referral)
    refused = sign_in("supervisor").post(f"/desk/victims/referrals/{referral}", {"partner": str(partner.id)})
    assert refused.status_code == 422
    assert "its present state does not allow it" in page(refused)
    assert kept.state(referral) == "accepted"


def _never(report: Report) -> None:
    from django.db import transaction

    from tests.factories.ledger import entry

    with writing(), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(safe_contact={"how": "none"})
        entry(f"contact.report:{report.pk}")
