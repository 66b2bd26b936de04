"""Nobody who asked for help is lost: a referral is sent, answered, chased, handed to a supervisor, or taken back."""

from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from bluelamp.access.models import Team
from bluelamp.core import clock
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.errors import Conflict, Invalid, NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.core.roles import Role
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import reading, writing
from bluelamp.victims import selectors, services
from bluelamp.victims.models import Referral, SupportAnswer
from bluelamp.victims.types import Answer
from tests.factories import rooms
from tests.factories.victims import PERSON, YES, Referrals, inbox, overseen
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def referrals(cast: Cast) -> Referrals:
    return Referrals(cast)


def worker_elsewhere(*takes: str) -> Actor:
    """Of another organisation."""
    with writing(), transaction.atomic():
        team = Team.objects.create(name=f"Other {new_id()}")
        services.register_partner(actor=Actor.job("test"), name=team.name, team_id=team.id, takes=takes)
    return Actor(ActorKind.PARTNER, new_id(), frozenset({Role.SUPPORT_WORKER}), frozenset({team.id}))


def test_a_yes_is_sent_at_once_and_the_ledger_says_to_whom(cast: Cast, referrals: Referrals) -> None:
    partner, matter = referrals.partner(), rooms.matter()
    referral = referrals.waiting(matter)
    assert referrals.state(referral) == "sent"
    entry = Entry.objects.get(action="victims.referral.send")
    assert entry.act == "disclosure"
    assert entry.recipients == [f"victims.partnerorganisation:{partner.id}"]
    (shown,) = inbox(cast["support"])
    assert (shown.name, shown.needs) == ("Sam Lamplighter", ("Somebody to talk to",))
    assert "Evenings" in " ".join(shown.contact)
    assert len(rooms.announced("victims.ReferralSent")) == 1


def test_a_partner_sees_only_what_was_sent_to_it(cast: Cast, referrals: Referrals) -> None:
    referral, other = referrals.sent(), worker_elsewhere("hate")
    assert inbox(other) == []
    for act in (services.accept_referral, services.decline_referral):
        with pytest.raises(NotFound):
            act(actor=other, referral_id=referral, **({"because": "full"} if "decline" in act.__name__ else {}))
    with pytest.raises(NotAllowed):
        services.accept_referral(actor=cast["detective"], referral_id=referral)
    with pytest.raises(NotFound), reading(actor=other, purpose=Purpose.VICTIM_CARE, action="test"):
        selectors.received(actor=other, referral_id=referral)


def test_who_declines_sees_it_no_longer_and_the_next_is_asked(cast: Cast, referrals: Referrals) -> None:
    referral, other = referrals.sent(), worker_elsewhere("talk")
    services.decline_referral(actor=cast["support"], referral_id=referral, because="area")
    assert inbox(cast["support"]) == []
    assert [one.id for one in inbox(other)] == [referral]
    services.decline_referral(actor=other, referral_id=referral, because="full")
    assert inbox(other) == []
    assert referrals.state(referral) == "declined"
    (row,) = overseen(cast)
    assert row.with_supervisor
    services.send_referral(actor=cast["supervisor"], referral_id=referral, partner_id=referrals.partner().id)
    for _ in range(2):
        services.accept_referral(actor=cast["support"], referral_id=referral)
    assert referrals.state(referral) == "accepted"


def test_why_not_is_said_in_words_when_no_reason_fits(cast: Cast, referrals: Referrals) -> None:
    referral = referrals.sent()
    for because, reason, field in (("tired", "", "because"), ("other", " ", "reason")):
        with pytest.raises(Invalid) as refused:
            services.decline_referral(actor=cast["support"], referral_id=referral, because=because, reason=reason)
        assert refused.value.field == field
    assert referrals.state(referral) == "sent"


def test_who_changes_their_mind_is_not_contacted(cast: Cast, referrals: Referrals) -> None:
    report = rooms.received()
    referral = referrals.sent(report.matter_id)
    citizen = Actor.receipt(report.id)
    for _ in range(2):
        services.withdraw_referral(actor=citizen, referral_id=referral)
    (shown,) = inbox(cast["support"])
    assert (shown.state, shown.name, shown.contact, shown.words) == ("withdrawn", "", (), "")
    with pytest.raises(Conflict):
        services.accept_referral(actor=cast["support"], referral_id=referral)
    again = services.answer_support(actor=citizen, matter_id=report.matter_id, answer=YES, person=PERSON)
    assert again is not None
    assert again.id != referral


def test_a_no_ends_what_runs_and_later_leaves_it(cast: Cast, referrals: Referrals) -> None:
    matter = rooms.matter()
    referral = referrals.sent(matter)
    desk = cast["call_taker"]
    services.answer_support(actor=desk, matter_id=matter, answer=Answer(consent="later", how="telephone"))
    assert referrals.state(referral) == "sent"
    services.answer_support(actor=desk, matter_id=matter, answer=Answer(consent="no", how="telephone"))
    assert referrals.state(referral) == "withdrawn"
    assert len(rooms.announced("victims.SupportDeclined")) == 1


def test_the_same_form_twice_is_one_answer_and_one_referral(cast: Cast, referrals: Referrals) -> None:
    referrals.partner()
    matter, once = rooms.matter(), new_id()
    for _ in range(2):
        services.answer_support(actor=cast["call_taker"], matter_id=matter, answer=YES, person=PERSON, client_id=once)
    assert Referral.objects.filter(matter_id=matter).count() == 1
    assert SupportAnswer.objects.filter(matter_id=matter).count() == 1
    with pytest.raises(Conflict):
        services.open_referral(actor=cast["call_taker"], matter_id=matter, answer=YES, person=PERSON)


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        (Answer(consent="perhaps", how="telephone"), "consent"),
        (Answer(consent="yes", how="pigeon"), "how"),
        (Answer(consent="yes", how="telephone", needs=("gold",)), "needs"),
    ],
)
def test_what_is_no_answer_is_refused_by_its_field(cast: Cast, answer: Answer, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        services.answer_support(actor=cast["call_taker"], matter_id=rooms.matter(), answer=answer, person=PERSON)
    assert refused.value.field == field
    with pytest.raises(Invalid):
        services.answer_support(actor=cast["call_taker"], matter_id=rooms.matter(), answer=YES)


def test_the_database_refuses_a_referral_that_is_with_nobody(cast: Cast, referrals: Referrals) -> None:
    referral = referrals.sent()
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=referral).update(partner=None)


def test_a_job_that_is_killed_before_it_commits_leaves_it_where_it_was(cast: Cast, referrals: Referrals) -> None:
    referral = referrals.sent()

    class Killed(BaseException):
        """As a process dies: nothing catches it."""

    with clock.shifted(timedelta(days=6)):
        with suppress(Killed), transaction.atomic():
            assert services.chase_silent(actor=Actor.job("victims.chase_silent")) == 1
            raise Killed
        assert referrals.state(referral) == "sent"
        services.chase_silent(actor=Actor.job("victims.chase_silent"))
    assert referrals.state(referral) == "chased"
    assert [row.id for row in overseen(cast)] == [referral]


def test_whoever_may_not_offer_support_is_refused(cast: Cast) -> None:
    matter: UUID = rooms.matter()
    for name in ("detective", "exhibits_officer", "support", "citizen"):
        with pytest.raises(NotAllowed):
            services.answer_support(actor=cast[name], matter_id=matter, answer=YES, person=PERSON)
