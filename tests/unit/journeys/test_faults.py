"""A mistake in a definition is named before anybody meets it."""

from dataclasses import replace

import pytest

from bluelamp.journeys.definition import (
    Address,
    All,
    Condition,
    Files,
    First,
    Group,
    Includes,
    Interrupt,
    Is,
    Journey,
    Link,
    Not,
    Option,
    Question,
    Radios,
    Task,
    Text,
)
from bluelamp.journeys.faults import faults
from tests.factories.journeys import checkboxes, journey, radios, text, yes_no


def only_fault(*questions: Question, slug: str = "trial", interrupts: tuple[Interrupt, ...] = ()) -> str:
    [fault] = faults(journey(*questions, slug=slug, interrupts=interrupts))
    return fault


def test_a_sound_journey_has_none() -> None:
    assert faults(journey(radios("one"), text("two", Is("one", "a")))) == []


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (Is("nowhere", "a"), "no question has that name"),
        (Is("three", "a"), "asked later or is itself: a loop"),
        (Is("two", "a"), "asked later or is itself: a loop"),
        (Is("one", "d"), "which is not offered (a, b, c)"),
        (Includes("one", "d"), "which is not offered"),
    ],
)
def test_conditions_that_point_wrong(when: Condition, words: str) -> None:
    assert words in only_fault(radios("one"), text("two", when), radios("three"))


def test_a_typed_answer_cannot_be_compared() -> None:
    assert "use Answered(…)" in only_fault(text("one"), text("two", Is("one", "blue")))


def test_a_question_nobody_reaches() -> None:
    never = All(Is("one", "a"), Not(Is("one", "a")))
    assert "“two” can never be reached" in only_fault(radios("one"), text("two", never))


def test_an_interrupt_nobody_sees() -> None:
    never = Interrupt(name="stop", when=All(Is("one", "a"), Is("one", "b")), title="Stop", body="999")
    assert "“stop” can never be shown" in only_fault(radios("one"), interrupts=(never,))


def test_names_used_twice() -> None:
    assert "“one” is used twice" in only_fault(radios("one"), text("one"))


@pytest.mark.parametrize("name", ["One", "with-dash", "1st", ""])
def test_names_that_are_none(name: str) -> None:
    assert "cannot be a name" in only_fault(text(name))


@pytest.mark.parametrize("slug", ["Burglary", "under_score", "return"])
def test_slugs_that_are_none(slug: str) -> None:
    assert "cannot be a slug" in only_fault(text("one"), slug=slug)


def test_missing_words() -> None:
    assert "has no text" in only_fault(Text(name="one", text="", missing="Enter it"))
    assert "give missing=" in only_fault(Text(name="one", text="What?"))
    assert "needs a title and a body" in only_fault(
        radios("one"), interrupts=(Interrupt(name="stop", when=Is("one", "a"), title="", body=""),)
    )
    bare = Journey(slug="bare", title="", summary="", tasks=(Task("", ()),))
    found = " ".join(faults(bare))
    assert all(words in found for words in ("needs a title", "needs a summary", "no title", "no questions"))
    assert "has no tasks" in " ".join(faults(Journey(slug="bare", title="B", summary="B", tasks=())))


@pytest.mark.parametrize("href", ["http://example.org", "javascript:alert(1)", "tel:help", "/emergency", "https://a b"])
def test_a_link_leads_to_a_page_or_a_number(href: str) -> None:
    away = Interrupt(name="stop", when=Is("one", "a"), title="Stop", body="Go", danger=False, links=(Link("Go", href),))
    assert f"The link to “{href}” needs" in only_fault(radios("one"), interrupts=(away,))


def test_what_comes_first_says_something() -> None:
    first = First(title="", body="", links=(Link("Call", "tel:101"), Link("Read", "https://example.org/a")))
    assert faults(replace(journey(radios("one")), first=first)) == ["What comes first needs a title and a body."]


def test_choices_that_are_none() -> None:
    assert "at least two" in only_fault(Radios(name="one", text="?", missing="Select", options=(Option("a", "A"),)))
    twice = (Option("a", "A"), Option("a", "B"))
    assert "same value twice" in only_fault(Radios(name="one", text="?", missing="Select", options=twice))
    wordless = (Option("a", ""), Option("b", "B"))
    assert "without words" in only_fault(Radios(name="one", text="?", missing="Select", options=wordless))


def test_patterns_explain_themselves() -> None:
    pattern = "[A-Z]{3}"
    assert "give wrong=" in only_fault(Text(name="one", text="?", missing="Enter", pattern=pattern))
    assert "give example=" in only_fault(Text(name="one", text="?", missing="Enter", pattern=pattern, wrong="No"))


def test_groups_hold_plain_questions() -> None:
    inner = Group(name="one", text="?", missing="Add one", questions=())
    assert "no questions to repeat" in only_fault(inner)
    files = Files(name="f", text="?", missing="Add")
    assert "is a list itself" in only_fault(Group(name="one", text="?", missing="Add one", questions=(files,)))
    asked = text("inner", Is("one", "a"))
    found = only_fault(radios("one"), Group(name="two", text="?", missing="Add one", questions=(asked,)))
    assert "with a condition" in found


def test_more_ways_than_anybody_can_test() -> None:
    many = [question for n in range(17) for question in (yes_no(f"q{n}"), text(f"t{n}", Is(f"q{n}", "yes")))]
    assert "131,072 ways through" in only_fault(*many)


def test_a_task_can_have_a_condition_too() -> None:
    tasks = (Task("One", (checkboxes("one"),)), Task("Two", (text("two"),), Includes("one", "zebra")))
    [fault] = faults(Journey(slug="trial", title="T", summary="S", tasks=tasks))
    assert fault.startswith("Task “Two” waits for “one” to be “zebra”")


def test_an_address_is_sound_as_it_comes() -> None:
    assert faults(journey(Address(name="one", text="Where?", missing="Enter"))) == []
