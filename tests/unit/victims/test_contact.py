"""How it is safe to reach somebody, as it is read by the police and by those who are not the police."""

import pytest
from django.utils.translation import override

from bluelamp.victims.contact import contact_lines

SAFE = {
    "how": "call",
    "phone": "+447700900982",
    "when": ["evening", "weekend"],
    "may_say": "nothing",
    "name": "Sam",
    "note": "No voicemail.\nNot on Fridays.",
}


def test_everything_that_keeps_them_safe_is_said() -> None:
    how, when, may_say, name, *note = contact_lines(SAFE)
    assert how == "Telephone call: 07700 900982"
    assert when == "Evenings, 5pm to 9pm, Weekends"
    assert may_say == "Do not say you are the police until you know it is me"
    assert (name, note) == ("Ask for Sam", ["No voicemail.", "Not on Fridays."])


@pytest.mark.parametrize("may_say", ["subject", "police", "nothing"])
def test_a_partner_is_never_told_to_say_that_they_are_the_police(may_say: str) -> None:
    said = contact_lines(SAFE | {"may_say": may_say}, by_partner=True)
    ours = contact_lines(SAFE | {"may_say": may_say})
    assert "police" not in " ".join(said)
    assert [one for one in said if one not in ours] == [said[2]], "all else is the same"


def test_whoever_wants_no_contact_is_not_called() -> None:
    assert contact_lines({"how": "none"}) == ("Do not contact me",)
    assert contact_lines({}) == ()


def test_it_stands_in_the_language_of_whoever_reads_it() -> None:
    with override("pl"):
        polish = contact_lines(SAFE)
    assert polish[1] != contact_lines(SAFE)[1]
