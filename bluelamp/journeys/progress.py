"""How far a draft is, and which page comes next. Pure: a journey and its answers in, names of pages out."""

from dataclasses import dataclass
from enum import StrEnum

from bluelamp.journeys.conditions import answered
from bluelamp.journeys.data import Answers
from bluelamp.journeys.definition import Journey, ListQuestion, Question, Task
from bluelamp.journeys.graph import Stop, route


class Progress(StrEnum):
    DONE = "done"
    BEGUN = "begun"
    TO_DO = "to_do"


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """One line of the task list; ``name`` is the question its link leads to."""

    task: Task
    progress: Progress
    name: str


def is_done(question: Question, answers: Answers) -> bool:
    """Whether the page was seen and, where it must be, answered."""
    if question.name not in answers:
        return False
    if isinstance(question, ListQuestion):
        return not question.check(answers[question.name])
    return not question.required or answered(answers, question.name)


def task_list(journey: Journey, answers: Answers) -> list[TaskProgress]:
    """The tasks that have something to ask, in order."""
    stops = route(journey, answers)
    lines = []
    for task in journey.tasks:
        mine = [stop.question for stop in stops if stop.task is task]
        if mine:
            lines.append(TaskProgress(task, _progress(mine, answers), _first_open(mine, answers)))
    return lines


def all_done(journey: Journey, answers: Answers) -> bool:
    return all(is_done(stop.question, answers) for stop in route(journey, answers))


def next_question(journey: Journey, answers: Answers, name: str, *, checking: bool) -> str | None:
    """The question to ask after ``name``, or ``None`` for the list of tasks or the check page.

    When somebody changes an answer from the check page, only what the change newly asks comes before it.
    """
    stops = route(journey, answers)
    if checking:
        return next((s.question.name for s in stops if not is_done(s.question, answers)), None)
    here = _index(stops, name)
    following = stops[here + 1 : here + 2] if here is not None else []
    same_task = [s for s in following if here is not None and s.task is stops[here].task]
    return same_task[0].question.name if same_task else None


def question_before(journey: Journey, answers: Answers, name: str) -> str | None:
    """The question before ``name`` in its task."""
    stops = route(journey, answers)
    here = _index(stops, name)
    if not here or stops[here - 1].task is not stops[here].task:
        return None
    return stops[here - 1].question.name


def stop_of(journey: Journey, answers: Answers, name: str) -> Stop | None:
    """The question's place on the route, or ``None`` when these answers do not lead to it."""
    return next((stop for stop in route(journey, answers) if stop.question.name == name), None)


def _index(stops: list[Stop], name: str) -> int | None:
    return next((i for i, stop in enumerate(stops) if stop.question.name == name), None)


def _progress(questions: list[Question], answers: Answers) -> Progress:
    if all(is_done(question, answers) for question in questions):
        return Progress.DONE
    return Progress.BEGUN if any(question.name in answers for question in questions) else Progress.TO_DO


def _first_open(questions: list[Question], answers: Answers) -> str:
    return next((q.name for q in questions if not is_done(q, answers)), questions[0].name)
