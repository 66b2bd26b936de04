from datetime import UTC, datetime, timedelta

import pytest
from django.core.signing import Signer
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core import clock
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.errors import NotAllowed
from bluelamp.core.ids import new_id
from bluelamp.core.roles import Role
from bluelamp.live import tickets
from tests.factories.live import officer


def refusal(text: str, *, session: str = "") -> str:
    with pytest.raises(NotAllowed) as refused:
        tickets.check(text, session=session)
    return refused.value.code


def test_a_ticket_carries_the_whole_actor() -> None:
    actor = Actor(
        ActorKind.STAFF, new_id(), frozenset({Role.DETECTIVE, Role.SUPERVISOR}), frozenset({new_id(), new_id()})
    )
    expires = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
    ticket = tickets.check(tickets.issue(actor, expires))
    assert ticket.actor == actor
    assert ticket.expires == expires


def test_it_says_how_far_the_feed_had_come() -> None:
    assert tickets.check(tickets.issue(officer(), position=7)).position == 7
    assert tickets.check(tickets.issue(officer())).position is None


def test_a_receipt_holder_gets_one_too() -> None:
    actor = Actor.receipt(new_id())
    assert tickets.check(tickets.issue(actor)).actor == actor


@pytest.mark.parametrize("actor", [Actor.public(), Actor.job("relay")])
def test_nobody_in_particular_gets_none(actor: Actor) -> None:
    with pytest.raises(NotAllowed, match="Sign in"):
        tickets.issue(actor)


def test_it_opens_for_a_minute_only() -> None:
    text = tickets.issue(officer())
    with clock.shifted(timedelta(seconds=58)):
        tickets.check(text)
    with clock.shifted(timedelta(seconds=61)):
        assert refusal(text) == "ticket_expired"


def test_it_never_outlives_the_session() -> None:
    text = tickets.issue(officer(), clock.now() + timedelta(seconds=10))
    with clock.shifted(timedelta(seconds=11)):
        assert refusal(text) == "ticket_expired"


def test_it_works_in_its_own_browser_only() -> None:
    text = tickets.issue(officer(), session="mine")
    assert tickets.check(text, session="mine")
    assert refusal(text, session="yours") == "ticket_other"
    assert refusal(text) == "ticket_other"


def test_the_session_key_cannot_be_read_from_it() -> None:
    facts = Signer(salt="bluelamp.live.ticket").unsign_object(tickets.issue(officer(), session="the-session-key"))
    assert "the-session-key" not in str(facts)


@given(st.floats(0, 1, exclude_max=True), st.characters(codec="ascii"))
def test_a_changed_ticket_is_refused(where: float, other: str) -> None:
    text = tickets.issue(officer())
    place = int(where * len(text))
    if text[place] != other:
        assert refusal(text[:place] + other + text[place + 1 :]) == "ticket_forged"


@given(st.text(min_size=1, max_size=200))
def test_nonsense_is_refused(text: str) -> None:
    assert refusal(text) == "ticket_forged"


@pytest.mark.parametrize("text", ["", "x" * 9000])
def test_none_or_too_much_is_refused(text: str) -> None:
    assert refusal(text) == "ticket_missing"


def test_what_we_signed_for_another_use_is_refused() -> None:
    assert refusal(Signer(salt="other").sign_object({"k": "staff"})) == "ticket_forged"
