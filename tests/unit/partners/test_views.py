"""A partner's inbox: its own referrals and no others, an answer to each, and nothing of whoever changed their mind."""

from collections.abc import Callable
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from bluelamp.access.services import create_team
from bluelamp.core.actor import Actor
from bluelamp.ledger.reading import writing
from bluelamp.victims import services
from bluelamp.victims.models import Referral, ReferralStep
from bluelamp.victims.types import Partner
from tests.factories.victims import Referrals
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
INBOX = "/partners/"
NAME, NEVER_MIND = "Sam Lamplighter", "They no longer want it"


@pytest.fixture
def referrals(cast: Cast) -> Referrals:
    return Referrals(cast)


def text(response: Any) -> str:
    return unescape(response.content.decode())


def page(referral: UUID, step: str = "") -> str:
    return f"{INBOX}{referral}{step}"


def another(name: str = "Bright Harbour") -> Partner:
    """An organisation whose workers are not of the cast."""
    job = Actor.job("test")
    team = create_team(actor=job, name=name)
    return services.register_partner(actor=job, name=name, team_id=team.id, takes=("talk", "other"))


def test_a_worker_of_no_organisation_is_told_whom_to_ask(sign_in: SignIn) -> None:
    assert "You belong to no organisation that takes referrals." in text(sign_in("support").get(INBOX))


def test_what_was_sent_to_another_organisation_is_as_if_it_were_not_there(
    sign_in: SignIn, referrals: Referrals
) -> None:
    another()
    referral = referrals.waiting()  # to the only one that there is
    referrals.partner()
    worker = sign_in("support")
    assert NAME not in text(worker.get(INBOX))
    for step in ("", "/decline"):
        assert worker.get(page(referral, step)).status_code == 404
    for step in ("/accept", "/decline"):
        refused = worker.post(page(referral, step), {"because": "full"})
        assert refused.status_code == 404
        assert NAME not in text(refused)
    assert referrals.state(referral) == "sent"


def test_accepted_twice_it_is_accepted_once(sign_in: SignIn, referrals: Referrals) -> None:
    referral, worker = referrals.sent(), sign_in("support")
    for _ in range(2):
        assert worker.post(page(referral, "/accept")).headers["Location"] == page(referral)
    with writing():
        assert ReferralStep.objects.filter(action="accept").count() == 1
    assert "You accepted this." in text(worker.get(page(referral)))


def test_whoever_accepts_too_late_is_told_not_to_get_in_touch_and_sees_no_name(
    cast: Cast, sign_in: SignIn, referrals: Referrals
) -> None:
    referral, worker = referrals.sent(), sign_in("support")
    assert NAME in text(worker.get(page(referral)))
    services.withdraw_referral(actor=cast["call_taker"], referral_id=referral)
    late = worker.post(page(referral, "/accept"))
    assert late.status_code == 409
    shown = text(late)
    assert "so it cannot be changed" in shown
    assert "Do not get in touch" in shown
    for private in (NAME, "sam@example.com", "Please not before noon."):
        assert private not in shown + text(worker.get(INBOX)) + text(worker.get(page(referral, "/decline")))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"because": ""}, "Select why you cannot help."),
        ({"because": "tired"}, "Select one of the reasons on this page."),
        ({"because": "other", "reason": " "}, "Write why you cannot help."),
    ],
)
def test_a_partner_that_cannot_help_says_why(
    sign_in: SignIn, referrals: Referrals, said: dict[str, str], words: str
) -> None:
    referral = referrals.sent()
    refused = sign_in("support").post(page(referral, "/decline"), said)
    assert refused.status_code == 422
    assert words in text(refused)
    assert referrals.state(referral) == "sent"


def test_what_one_declines_goes_to_the_next_at_once_and_leaves_the_inbox(sign_in: SignIn, referrals: Referrals) -> None:
    referral, worker = referrals.sent(), sign_in("support")
    following = another("Zenith Support")
    declined = worker.post(page(referral, "/decline"), {"because": "other", "reason": "We move house."})
    assert declined.headers["Location"] == INBOX
    assert worker.get(page(referral)).status_code == 404
    assert str(referral) not in text(worker.get(INBOX))
    with writing():
        now = Referral.objects.get()
        assert ReferralStep.objects.get(action="decline").reason == "We move house."
    assert (now.state, now.partner_id) == ("sent", following.id)


def test_pages_with_a_name_on_them_are_kept_by_no_browser(sign_in: SignIn, referrals: Referrals) -> None:
    referral, worker = referrals.sent(), sign_in("support")
    for address in (INBOX, page(referral), page(referral, "/decline")):
        assert "no-store" in worker.get(address).headers["Cache-Control"]


@pytest.mark.parametrize("name", ["call_taker", "supervisor", "detective"])
def test_the_inbox_is_the_partners_own(sign_in: SignIn, referrals: Referrals, name: str) -> None:
    referral = referrals.sent()
    assert [sign_in(name).get(one).status_code for one in (INBOX, page(referral))] == [403, 403]
