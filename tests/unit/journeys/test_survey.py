"""What can happen in a journey is worked out the same as by walking it, however many ways it has."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.journeys.definition import All, Interrupt, Is, Journey
from bluelamp.journeys.graph import all_stops
from bluelamp.journeys.survey import last_uses, survey
from tests.factories.journeys import journey, journeys, radios, text, yes_no
from tests.unit.journeys.ways import paths


@settings(max_examples=50, deadline=None)
@given(journeys())
def test_the_survey_agrees_with_walking_every_path(made: Journey) -> None:
    walked = list(paths(made))
    found = survey(made)
    assert found.paths == len(walked)
    assert found.pages == {page for path in walked for page in path.pages}


@settings(max_examples=50, deadline=None)
@given(journeys(), st.data())
def test_the_survey_knows_what_can_be_avoided(made: Journey, data: st.DataObject) -> None:
    wanted = data.draw(st.sets(st.sampled_from([q.name for q in made]), min_size=1))
    assert survey(made, wanted).avoided == any(not wanted & set(path.pages) for path in paths(made))


def test_ways_that_part_and_meet_again_are_counted_without_walking_them() -> None:
    pairs = [question for n in range(60) for question in (yes_no(f"q{n}"), text(f"t{n}", Is(f"q{n}", "yes")))]
    found = survey(journey(*pairs), wanted=["t59"])
    assert found.paths == 2**60
    assert found.pages == {question.name for question in pairs}
    assert found.avoided


def test_an_answer_matters_until_the_advice_that_looks_at_it_could_be_called_for() -> None:
    both = Interrupt(name="stop", when=All(Is("one", "a"), Is("three", "yes")), title="Stop", body="999")
    made = journey(radios("one"), text("two"), yes_no("three"), text("four", Is("three", "no")), interrupts=(both,))
    assert last_uses(made, list(all_stops(made))) == {"one": 3, "three": 3}
    assert "!stop" in survey(made).pages


def test_whether_a_wanted_question_was_met_is_remembered_where_ways_meet_again() -> None:
    made = journey(radios("one"), text("two", Is("one", "a")), text("three"))
    assert survey(made, wanted=["two"]).avoided
    assert not survey(made, wanted=["two", "three"]).avoided
    assert not survey(made).avoided
