"""An answer reads as a sentence where it fits into one, and says no more than it did."""

import pytest

from bluelamp.evidence.statements.sentences import sentence
from bluelamp.journeys.types import Fact


def read(question: str, *lines: str) -> str:
    return sentence(Fact(question, "Label", "text", None, None, lines, ()))


@pytest.mark.parametrize(
    ("question", "said", "read_as"),
    [
        ("when", "29 November 2026 at 7:30pm", "This was on 29 November 2026 at 7:30pm."),
        ("where", "At the bus stop in Bell Lane.", "I was at the bus stop in Bell Lane."),
        ("where", "I stood by the window", "I stood by the window."),
        ("doing", "Waiting for the 11 bus", "Just before, I was waiting for the 11 bus."),
        ("doing", "I was waiting.", "I was waiting."),
        ("amount", "About 20 seconds", "I could see them for about 20 seconds."),
        ("amount", "20 seconds", "I could see them for 20 seconds."),
        ("distance", "Over 10 metres", "They were over 10 metres away from me."),
        ("amount", "Half a minute", "I could see them for half a minute."),
        ("distance", "5 metres, then 20", "They were 5 metres, then 20 away from me."),
        ("distance", "About 5 metres away", "Label: About 5 metres away"),
        ("obstruction", "A parked van", "In the way was a parked van."),
        ("obstruction", "No.", "Nothing was in the way."),
        ("known", "Never", "I had not seen them before."),
        ("known", "I know him from school", "I know him from school."),
        ("errors", "no", "Nothing is different from what I said or saw before."),
    ],
)
def test_what_fits_into_a_sentence_is_one(question: str, said: str, read_as: str) -> None:
    assert read(question, said) == read_as


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("when", "Between Monday and Tuesday"),
        ("where", "Bell Lane"),
        ("doing", "Nothing"),
        ("doing", "Evening walk"),
        ("distance", "Over the road"),
        ("amount", "Only"),
        ("obstruction", "Some of the time a bus"),
        ("obstruction", "Nobody"),
        ("known", "Nobody"),
        ("known", "Nothing"),
        ("where", "At the stop. Then I went in."),
        ("where", "In " + "a very long place " * 20),
        ("doing", "My shopping"),
        ("amount", "Long enough"),
        ("known", "Perhaps, once"),
        ("seen", "I saw a man of about 30"),
        ("errors", "My first account said blue."),
        ("visibility", "No"),  # nobody knows what they mean by it
        ("distance", "I. 5 metres"),
    ],
)
def test_what_does_not_stands_word_for_word_after_its_label(question: str, said: str) -> None:
    assert read(question, said) == f"Label: {said}".rstrip()


def test_lines_stay_lines() -> None:
    assert read("where", "At the stop", "and then inside") == "Label: At the stop\nand then inside"
