"""Routes: what is asked, in which order, and every way it can go."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.journeys.data import Json
from bluelamp.journeys.definition import All, Answered, Includes, Interrupt, Is, Journey, Not
from bluelamp.journeys.graph import dangers, interrupts_after, reachable, route
from tests.factories.journeys import checkboxes, journey, journeys, radios, text, yes_no
from tests.unit.journeys.ways import cover, paths, turns


def names(made: Journey, answers: dict[str, Json]) -> list[str]:
    return [stop.question.name for stop in route(made, answers)]


def test_a_condition_opens_a_page() -> None:
    made = journey(radios("one"), text("two", Is("one", "a")), text("three"))
    assert names(made, {}) == ["one", "three"]
    assert names(made, {"one": "a"}) == ["one", "two", "three"]


def test_answers_off_the_route_open_nothing_and_are_not_sent() -> None:
    made = journey(radios("one"), yes_no("two", Is("one", "a")), text("three", Is("two", "yes")))
    answers: dict[str, Json] = {"one": "b", "two": "yes", "three": "words"}
    assert names(made, answers) == ["one"]
    assert reachable(made, answers) == {"one": "b"}


def test_what_was_left_empty_is_not_sent() -> None:
    made = journey(text("one", required=False), checkboxes("two"))
    assert reachable(made, {"one": None, "two": []}) == {}


def test_danger_is_noticed_after_any_answer_it_depends_on() -> None:
    danger = Interrupt(name="stop", when=All(Is("one", "a"), Is("two", "yes")), title="Stop", body="999")
    made = journey(radios("one"), yes_no("two"), text("three"), interrupts=(danger,))
    assert interrupts_after(made, {"one": "a"}, "one") == []
    assert interrupts_after(made, {"one": "a", "two": "yes"}, "two") == [danger]
    assert interrupts_after(made, {"one": "a", "two": "yes"}, "one") == [danger]
    assert interrupts_after(made, {"one": "a", "two": "yes"}, "three") == []
    assert dangers(made, {"one": "a", "two": "yes"}) == ("stop",)
    advice = journey(radios("one"), yes_no("two"), interrupts=(replace(danger, danger=False),))
    assert dangers(advice, {"one": "a", "two": "yes"}) == ()


def test_paths_tell_apart_only_what_conditions_do() -> None:
    made = journey(radios("one"), text("two", Is("one", "a")))
    assert [path.pages for path in paths(made)] == [("one", "two"), ("one",)]


def test_an_optional_question_can_be_left_empty_on_some_path() -> None:
    made = journey(text("one", required=False), text("two", Not(Answered("one"))))
    assert {path.pages for path in paths(made)} == {("one",), ("one", "two")}


def test_boxes_are_ticked_in_every_combination_that_matters() -> None:
    made = journey(checkboxes("one"), text("two", All(Includes("one", "a"), Includes("one", "b"))))
    ticked = [path.answers["one"] for path in paths(made)]
    assert ["a", "b"] in ticked
    assert sorted(len(path.pages) for path in paths(made)) == [1, 1, 1, 2]


@settings(max_examples=50, deadline=None)
@given(journeys())
def test_the_cover_misses_no_turn(made: Journey) -> None:
    everything = {turn for path in paths(made) for turn in turns(path)}
    assert {turn for path in cover(made) for turn in turns(path)} == everything


@settings(max_examples=80, deadline=None)
@given(journeys(), st.data())
def test_no_answers_make_a_route_that_no_path_has(made: Journey, data: st.DataObject) -> None:
    answers = {q.name: data.draw(st.sampled_from((*q.examples(), None))) for q in made}
    valid = {n: v for n, v in answers.items() if v is not None or not made.question(n).required}
    walked = {tuple(p for p in path.pages if not p.startswith("!")) for path in paths(made)}
    taken = tuple(names(made, valid))
    if all(name in valid for name in taken):
        assert taken in walked
