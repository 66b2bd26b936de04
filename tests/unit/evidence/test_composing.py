"""From answers to a first text: what was said, in its order, and nothing of how to reach whoever said it."""

from bluelamp.evidence.statements.composing import ADVOKATE, compose, contact_of, witness_of
from bluelamp.evidence.statements.questions import STATEMENT
from bluelamp.journeys.data import Json
from bluelamp.journeys.facts import facts_of
from bluelamp.journeys.types import Fact, Facts

WRITTEN: dict[str, Json] = {
    "applies": ["none"],
    "name": {"given": "Sam", "family": "Okafor"},
    "address": {"known": "near", "near": "By the canal"},
    "phone": "+441632960001",
    "where": "At the bus stop",
    "doing": "I waited.",
    "events": [{"event": "A man ran past me."}],
    "saw": "no",
}
OPENING = "I am the person named above. My address is known to the police."


def said(**answers: Json) -> Facts:
    return facts_of(STATEMENT, WRITTEN | answers)


def fact(question: str, *lines: str, items: tuple[Facts, ...] = ()) -> Fact:
    return Fact(question, question.title(), "text", None, None, lines, (), items)


def test_paragraphs_come_as_they_happened_however_they_were_answered() -> None:
    backwards = ("own_words", *reversed(ADVOKATE), "seen", "doing", "where", "when")
    text = compose(Facts(tuple(fact(question, "…") for question in backwards)))
    labels = [paragraph.partition(":")[0] for paragraph in text.split("\n\n")[1:]]
    wanted = ["when", "where", "doing", "seen", *ADVOKATE, "own_words"]
    assert labels == [question.title() for question in wanted]


def test_events_stand_one_after_another_each_with_its_time_where_it_has_one() -> None:
    events = (
        Facts((fact("event", "He ran."), fact("event_time", "about nine"))),
        Facts((fact("event", "He fell."),)),
    )
    assert compose(Facts((fact("events", items=events),))).split("\n\n") == [
        OPENING,
        "About nine: He ran.",
        "He fell.",
    ]


def test_nothing_is_added_to_what_was_not_answered() -> None:
    assert compose(Facts(())) == OPENING


def test_what_can_be_produced_stands_at_the_end_in_one_sentence() -> None:
    things = (Facts((fact("thing", "A glove"), fact("mark", "SO/1"))), Facts((fact("thing", "A photograph"),)))
    text = compose(Facts((fact("things", items=things), fact("own_words", "That is all."))))
    assert text.split("\n\n")[-1] == "I can produce: A glove, SO/1; A photograph."


def test_how_to_reach_a_witness_is_kept_apart_from_what_they_state() -> None:
    facts = said()
    text, contact = compose(facts), contact_of(facts)
    assert "\n\nA man ran past me." in text
    assert set(contact) == {"address", "phone"}
    assert "canal" in contact["address"]
    assert not [word for word in ("canal", "960001", "Okafor") if word in text]


def test_a_witness_is_named_in_characters_that_the_form_can_print() -> None:
    witness = witness_of(said(name={"given": "Sam 😟", "family": "Okafor"}, occupation="Bus\u202e driver"))
    assert witness.name == "Sam [U+1F61F WORRIED FACE] Okafor"
    assert witness.occupation == "Bus driver"
    assert (witness.age, witness.adult, witness.interpreter) == (None, "", "")
