"""What is known beforehand stands in the fields of the questions that ask for it, and in no other."""

from dataclasses import replace

import pytest

from bluelamp.journeys.definition import Means, Name, Question, SafeContact, Text
from bluelamp.journeys.known import Known, suggested

NAME = Name(name="your_name", text="What is your name?", says=Means.REPORTER_NAME)
CONTACT = SafeContact(name="contact", text="How is it safe to contact you?")


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [("Rosa Marie Lark", "Rosa Marie", "Lark"), ("Rosa", "Rosa", ""), ("", "", "")],
)
def test_a_name_is_divided_before_its_last_word(name: str, given: str, family: str) -> None:
    fields = suggested(NAME, Known(name=name))
    assert (fields.one("your_name-given"), fields.one("your_name-family")) == (given, family)


@pytest.mark.parametrize(
    ("contact", "how", "part"),
    [("dana@example.com", "email", "email"), ("0121 496 0000", "call", "call"), ("the usual one", "call", "call")],
)
def test_an_address_or_a_number_stands_where_it_belongs(contact: str, how: str, part: str) -> None:
    fields = suggested(CONTACT, Known(contact=contact))
    assert (fields.one("contact-how"), fields.one(f"contact-{part}")) == (how, contact)


def test_when_it_is_safe_is_left_to_be_asked_unless_nobody_is_there_to_ask() -> None:
    assert CONTACT.parse(suggested(CONTACT, Known(contact="0121 496 0000"))).errors
    careful = CONTACT.parse(suggested(CONTACT, Known(contact="0121 496 0000"), careful=True))
    assert careful.value == {"how": "call", "phone": "+441214960000", "when": ["any"], "may_say": "nothing"}


@pytest.mark.parametrize("question", [replace(NAME, says=Means.SUSPECT_NAME), Text(name="shop", text="Which shop?")])
def test_nothing_stands_in_what_asks_for_something_else(question: Question) -> None:
    assert suggested(question, Known("Rosa Lark", "0121 496 0000", "Broken into.")).fields() == {}
