from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core.errors import IllegalTransition
from bluelamp.notices import policies
from bluelamp.notices.addresses import usable
from bluelamp.notices.enums import Channel, HoldReason, MaySay, NoticeState
from bluelamp.notices.hours import SafeTime
from bluelamp.notices.types import WHEN, Hold, Plan, SafeContact

MONDAY_NOON = datetime(2026, 6, 1, 11, tzinfo=UTC)


def contact(**changes: object) -> SafeContact:
    given_contact: dict[str, object] = {"preferred": Channel.EMAIL, "email": "sam@example.com", **changes}
    return SafeContact(**given_contact)  # type: ignore[arg-type]  # what a test changes is its own affair


def test_an_email_may_go_at_once() -> None:
    assert policies.plan(contact(), MONDAY_NOON) == Plan(Channel.EMAIL, "sam@example.com", MaySay.FULL, MONDAY_NOON)


def test_a_text_goes_to_the_number_in_one_form() -> None:
    planned = policies.plan(contact(preferred=Channel.SMS, phone=" 07700 900 982 "), MONDAY_NOON)
    assert planned == Plan(Channel.SMS, "+447700900982", MaySay.FULL, MONDAY_NOON)


def test_outside_safe_hours_it_waits_for_the_next_one() -> None:
    planned = policies.plan(contact(times=(WHEN["evening"],)), MONDAY_NOON)
    assert isinstance(planned, Plan)
    assert planned.at == datetime(2026, 6, 1, 16, tzinfo=UTC)  # five o'clock in summer


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"never": True}, HoldReason.NEVER),
        ({"may_say": MaySay.NOTHING}, HoldReason.NOTHING_MAY_BE_SAID),
        ({"preferred": Channel.CALL, "phone": "07700900982"}, HoldReason.CALL_THEM),
        ({"email": ""}, HoldReason.NO_ADDRESS),
        ({"email": "  "}, HoldReason.NO_ADDRESS),
        ({"email": "sam at home"}, HoldReason.BAD_ADDRESS),
        ({"email": "sam@example.com\nBcc: all@example.com"}, HoldReason.BAD_ADDRESS),
        ({"preferred": Channel.SMS, "phone": "12"}, HoldReason.BAD_ADDRESS),
        ({"times": (SafeTime(time(9), time(17), frozenset()),)}, HoldReason.NO_SAFE_TIME),
    ],
)
def test_what_is_not_safe_is_held_with_its_reason(changes: dict[str, object], reason: HoldReason) -> None:
    assert policies.plan(contact(**changes), MONDAY_NOON) == Hold(reason)


@pytest.mark.parametrize(
    ("phone", "held"),
    [
        ("07700 900982", False),
        ("+44 7911 123456", False),
        ("+447624 123456", False),
        ("+44 70 1234 5678", True),
        ("+44 7612 345678", True),
        ("+44 1632 960001", True),
        ("+371 81 123 456", True),
        ("+7 7012 345678", True),
    ],
)
def test_on_a_strangers_word_texts_go_to_british_mobiles_alone(phone: str, held: bool) -> None:
    told = policies.plan(contact(preferred=Channel.SMS, phone=phone, on_their_word=True), MONDAY_NOON)
    assert (told == Hold(HoldReason.NOT_BY_TEXT), isinstance(told, Plan)) == (held, not held)
    assert isinstance(policies.plan(contact(preferred=Channel.SMS, phone=phone), MONDAY_NOON), Plan)


def test_another_address_is_never_used_instead() -> None:
    by_text = contact(preferred=Channel.SMS, email="shared@example.com", phone="")
    assert policies.plan(by_text, MONDAY_NOON) == Hold(HoldReason.NO_ADDRESS)


@given(
    st.builds(
        SafeContact,
        preferred=st.sampled_from(Channel),
        email=st.sampled_from(["", "sam@example.com", "nonsense"]),
        phone=st.sampled_from(["", "07700900982", "1"]),
        may_say=st.sampled_from(MaySay),
        never=st.booleans(),
        times=st.lists(st.sampled_from(list(WHEN.values())), max_size=2).map(tuple),
    )
)
def test_nothing_ever_goes_to_somebody_who_forbade_it(to: SafeContact) -> None:
    planned = policies.plan(to, MONDAY_NOON)
    if to.never or to.may_say == MaySay.NOTHING or to.preferred == Channel.CALL:
        assert isinstance(planned, Hold)
    if isinstance(planned, Plan):
        assert planned.address == usable(to.preferred, to.address) != ""
        assert planned.wording == to.may_say


# --- the answer to the safe-contact question


def test_an_answer_is_understood() -> None:
    answer = {"how": "text", "phone": "+447700900982", "when": ["evening"], "may_say": "police", "name": "Ms Lark"}
    assert SafeContact.from_answer(answer, ref="records.person:1") == SafeContact(
        preferred=Channel.SMS,
        phone="+447700900982",
        times=(WHEN["evening"],),
        may_say=MaySay.NEUTRAL,
        name="Ms Lark",
        ref="records.person:1",
    )


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"how": "none"}, HoldReason.NEVER),
        ({}, HoldReason.NEVER),
        ({"how": "pigeon", "may_say": "subject"}, HoldReason.NEVER),
        ({"how": "email", "email": "a@example.com", "when": ["any"], "may_say": "nothing"}, "nothing_may_be_said"),
        ({"how": "email", "email": "a@example.com", "when": ["any"]}, HoldReason.NOTHING_MAY_BE_SAID),
        ({"how": "email", "email": "a@example.com", "when": [], "may_say": "subject"}, HoldReason.NO_SAFE_TIME),
        ({"how": "email", "email": "a@example.com", "may_say": "subject"}, HoldReason.NO_SAFE_TIME),
        ({"how": "call", "phone": "+447700900982", "when": ["any"], "may_say": "subject"}, HoldReason.CALL_THEM),
    ],
)
def test_an_answer_that_is_missing_something_is_read_the_safest_way(
    answer: dict[str, object], reason: HoldReason
) -> None:
    assert policies.plan(SafeContact.from_answer(answer), MONDAY_NOON) == Hold(HoldReason(reason))


def test_any_time_means_any_time() -> None:
    answer = {"how": "email", "email": "a@example.com", "when": ["any", "evening"], "may_say": "subject"}
    assert SafeContact.from_answer(answer).times == ()


def test_every_example_of_the_question_is_understood() -> None:
    """The rooms do not know each other; this test holds their two ends together."""
    from bluelamp.journeys.definition import SafeContact as Question

    question = Question(name="safe", text="How can we contact you?")
    for example in question.examples():
        assert isinstance(example, dict)
        understood = SafeContact.from_answer(example)
        planned = policies.plan(understood, MONDAY_NOON)
        if example["how"] == "none":
            assert planned == Hold(HoldReason.NEVER)
        elif example["may_say"] == "nothing":
            assert planned == Hold(HoldReason.NOTHING_MAY_BE_SAID)
        else:
            assert isinstance(planned, Plan)
    assert {option.value for option in question.when_options} == {"any", *WHEN}
    assert {option.value for option in question.may_say_options} == {"subject", "police", "nothing"}
    assert {option.value for option in question.how_options} == {"email", "text", "call", "none"}


# --- addresses


# --- trying again


def test_the_waits_double_and_end() -> None:
    waits = [policies.wait_after(tries) for tries in range(1, policies.MOST_TRIES)]
    assert waits[:4] == [timedelta(minutes=m) for m in (1, 2, 4, 8)]
    known = [wait for wait in waits if wait is not None]
    assert len(known) == len(waits)
    assert known == sorted(known)
    assert max(known) == timedelta(hours=6)
    assert timedelta(hours=18) < sum(known, timedelta()) < timedelta(hours=24)
    assert policies.wait_after(policies.MOST_TRIES) is None


def test_a_lease_outlasts_the_slowest_mail_server() -> None:
    from bluelamp.notices import notifiers

    steps = 7  # connect, greeting, EHLO, MAIL, RCPT, DATA, the end of the data
    assert policies.LEASE.total_seconds() > notifiers._TIMEOUT * steps


# --- states


@pytest.mark.parametrize("action", [t.action for t in policies.MACHINE.transitions])
def test_what_was_sent_or_held_is_final(action: str) -> None:
    for state in (NoticeState.SENT, NoticeState.HELD):
        with pytest.raises(IllegalTransition):
            policies.MACHINE.next(state, action)


def test_every_state_is_reached_from_waiting() -> None:
    reached, new = {"queued"}, {"queued"}
    while new:
        new = {policies.MACHINE.next(s, a) for s in new for a in policies.MACHINE.actions(s)} - reached
        reached |= new
    assert reached == set(NoticeState.values)
