"""What comes next, and how far a draft is."""

from bluelamp.journeys.data import Json
from bluelamp.journeys.definition import Group, Is, Journey, Task
from bluelamp.journeys.progress import Progress, all_done, next_question, question_before, task_list
from tests.factories.journeys import radios, text, yes_no

ITEMS = Group(name="items", text="What?", missing="Add one", questions=(text("what"),), required=False)
MADE = Journey(
    slug="two-parts",
    title="T",
    summary="S",
    tasks=(
        Task("One", (radios("one"), text("more", Is("one", "a")), text("free", required=False))),
        Task("Two", (ITEMS,)),
        Task("Three", (yes_no("only"),), Is("one", "c")),
    ),
)


def test_on_through_a_task_then_to_the_list() -> None:
    assert next_question(MADE, {"one": "a"}, "one", checking=False) == "more"
    assert next_question(MADE, {"one": "b"}, "one", checking=False) == "free"
    assert next_question(MADE, {"one": "b"}, "free", checking=False) is None
    assert next_question(MADE, {"one": "b"}, "more", checking=False) is None  # an old page, no longer on the route


def test_back_through_a_task() -> None:
    assert question_before(MADE, {"one": "b"}, "free") == "one"
    assert question_before(MADE, {"one": "a"}, "free") == "more"
    assert question_before(MADE, {"one": "a"}, "items") is None
    assert question_before(MADE, {}, "one") is None


def test_a_change_from_the_check_page_asks_only_what_is_new() -> None:
    done: dict[str, Json] = {"one": "b", "free": None, "items": []}
    assert next_question(MADE, done, "free", checking=True) is None
    assert next_question(MADE, {**done, "one": "a"}, "one", checking=True) == "more"
    assert next_question(MADE, {**done, "one": "c"}, "one", checking=True) == "only"


def test_the_task_list() -> None:
    def lines(answers: dict[str, Json]) -> list[tuple[str, Progress, str]]:
        return [(str(line.task.title), line.progress, line.name) for line in task_list(MADE, answers)]

    assert lines({}) == [("One", Progress.TO_DO, "one"), ("Two", Progress.TO_DO, "items")]
    assert lines({"one": "c"}) == [
        ("One", Progress.BEGUN, "free"),
        ("Two", Progress.TO_DO, "items"),
        ("Three", Progress.TO_DO, "only"),
    ]
    assert lines({"one": "b", "free": None, "items": []})[0] == ("One", Progress.DONE, "one")


def test_done_means_seen_and_where_needed_answered() -> None:
    assert all_done(MADE, {"one": "b", "free": None, "items": []})
    assert not all_done(MADE, {"one": "b", "items": []})
    assert not all_done(MADE, {"one": None, "free": None, "items": []})
