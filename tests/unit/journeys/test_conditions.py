"""Conditions mean the same in Python, in JSON and in JSON Schema."""

from hypothesis import given
from hypothesis import strategies as st

from bluelamp.journeys.conditions import All, Answered, Any, Condition, Includes, Is, IsNot, Not, OneOf
from bluelamp.journeys.data import Json, from_data, to_data
from bluelamp.journeys.definition import Question
from tests.factories.journeys import checkboxes, conditions, radios, text, yes_no
from tests.unit.journeys.schema_check import violations

ASKED: list[Question] = [radios("one"), yes_no("two"), checkboxes("three"), text("four")]
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "one": st.sampled_from(["a", "b", "c"]),
        "two": st.sampled_from(["yes", "no"]),
        "three": st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, unique=True),
        "four": st.text(min_size=1),
    },
)


def test_each_comparison() -> None:
    answers: dict[str, Json] = {"one": "a", "three": ["b"], "left": None, "empty": []}
    assert Is("one", "a").holds(answers)
    assert not Is("one", "b").holds(answers)
    assert IsNot("one", "b").holds(answers)
    assert not IsNot("one", "a").holds(answers)
    assert not IsNot("unasked", "a").holds(answers)  # not answered with anything, so not with something else
    assert OneOf("one", ("a", "b")).holds(answers)
    assert not OneOf("one", ("b",)).holds(answers)
    assert Includes("three", "b").holds(answers)
    assert not Includes("three", "a").holds(answers)
    assert not Includes("one", "a").holds(answers)
    assert Answered("one").holds(answers)
    assert not any(Answered(name).holds(answers) for name in ("left", "empty", "unasked"))


def test_nothing_to_hold_and_nothing_that_could() -> None:
    assert All().holds({})
    assert not Any().holds({})


@given(conditions(ASKED), ANSWERS)
def test_json_keeps_a_condition(condition: Condition, answers: dict[str, Json]) -> None:
    again = from_data(to_data(condition))
    assert again == condition
    assert hash(again) == hash(condition)
    assert isinstance(again, Condition)
    assert again.holds(answers) == condition.holds(answers)


@given(conditions(ASKED), ANSWERS)
def test_schema_says_the_same(condition: Condition, answers: dict[str, Json]) -> None:
    assert condition.holds(answers) == (violations(condition.schema(), answers) == [])


@given(conditions(ASKED), conditions(ASKED), ANSWERS)
def test_de_morgan(one: Condition, two: Condition, answers: dict[str, Json]) -> None:
    assert Not(All(one, two)).holds(answers) == Any(Not(one), Not(two)).holds(answers)
    assert Not(Not(one)).holds(answers) == one.holds(answers)


@given(conditions(ASKED), ANSWERS)
def test_only_the_named_questions_matter(condition: Condition, answers: dict[str, Json]) -> None:
    named = {atom.question for atom in condition.atoms()}
    fewer = {name: value for name, value in answers.items() if name in named}
    assert condition.holds(answers) == condition.holds(fewer)
