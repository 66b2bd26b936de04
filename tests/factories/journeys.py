"""Small journeys, and random ones."""

from django.utils.translation import gettext_lazy as _
from hypothesis import strategies as st

from bluelamp.journeys.definition import (
    All,
    Answered,
    Any,
    Checkboxes,
    Condition,
    Files,
    Includes,
    Interrupt,
    Is,
    IsNot,
    Journey,
    Means,
    Not,
    OneOf,
    Option,
    Question,
    Radios,
    Task,
    Text,
    YesNo,
)

AB = (Option("a", "A"), Option("b", "B"), Option("c", "C"))


def journey(*questions: Question, slug: str = "trial", interrupts: tuple[Interrupt, ...] = ()) -> Journey:
    """A journey of one task."""
    return Journey(
        slug=slug, title="Trial", summary="A trial.", tasks=(Task("Task", questions),), interrupts=interrupts
    )


def radios(name: str, when: Condition | None = None, *, required: bool = True) -> Radios:
    missing = f"Select {name}"
    return Radios(name=name, text=f"Which {name}?", missing=missing, options=AB, when=when, required=required)


def text(name: str, when: Condition | None = None, *, required: bool = True) -> Text:
    return Text(name=name, text=f"What {name}?", missing=f"Enter {name}", when=when, required=required)


def yes_no(name: str, when: Condition | None = None, *, required: bool = True) -> YesNo:
    return YesNo(name=name, text=f"Is {name}?", missing=f"Select yes if {name}", when=when, required=required)


def checkboxes(name: str, when: Condition | None = None, *, required: bool = True) -> Checkboxes:
    none = Option("none", "None of these")
    missing = f"Select {name}"
    return Checkboxes(
        name=name, text=f"Which {name}?", missing=missing, options=AB, none=none, when=when, required=required
    )


def atoms(question: Question) -> st.SearchStrategy[Condition]:
    """Conditions about one question that make sense for its type."""
    if question.choices is None:
        return st.just(Answered(question.name))
    values = st.sampled_from(question.choices)
    if isinstance(question, Checkboxes):
        return st.one_of(values.map(lambda v: Includes(question.name, v)), st.just(Answered(question.name)))
    return st.one_of(
        values.map(lambda v: Is(question.name, v)),
        values.map(lambda v: IsNot(question.name, v)),
        st.lists(values, min_size=1, unique=True).map(lambda vs: OneOf(question.name, tuple(vs))),
        st.just(Answered(question.name)),
    )


def conditions(before: list[Question]) -> st.SearchStrategy[Condition]:
    """Conditions of any shape about questions asked before."""
    base = st.sampled_from(before).flatmap(atoms)
    return st.recursive(
        base,
        lambda inner: st.one_of(
            inner.map(Not),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(*parts)),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: Any(*parts)),
        ),
        max_leaves=4,
    )


@st.composite
def journeys(draw: st.DrawFn) -> Journey:
    """Journeys of up to seven questions in up to three tasks, with conditions on questions, tasks and interrupts."""
    made: list[Question] = []
    tasks: list[Task] = []
    for place in range(draw(st.integers(1, 7))):
        make = draw(st.sampled_from([radios, text, yes_no, checkboxes]))
        earlier = st.none() if not made else st.one_of(st.none(), conditions(made))
        made.append(make(f"q{place}", draw(earlier), required=draw(st.booleans())))
    cuts = sorted(draw(st.sets(st.integers(1, len(made)), max_size=2)) | {len(made)})
    start = 0
    for cut in cuts:
        when = draw(st.one_of(st.none(), conditions(made[:start]))) if start else None
        tasks.append(Task(f"Task {cut}", tuple(made[start:cut]), when))
        start = cut
    warnings = draw(st.lists(conditions(made), max_size=2))
    interrupts = tuple(
        Interrupt(name=f"i{n}", when=when, title="Stop", body="Call 999") for n, when in enumerate(warnings)
    )
    return Journey(slug="random", title="Random", summary="Any.", tasks=tuple(tasks), interrupts=interrupts)


def trial(second: str = "What colour?") -> Journey:
    """A short one with a condition, an answer that may be left out, and files."""
    return Journey(
        slug="trial",
        title=_("A trial"),
        summary="Short.",
        tasks=(
            Task(
                "All",
                (
                    YesNo(name="seen", text="Was it seen?", missing="Select yes if it was seen"),
                    Text(name="colour", text=second, missing="Enter the colour", when=Is("seen", "yes")),
                    Text(name="note", text="Anything else?", required=False, says=Means.ACCOUNT),
                    Files(name="photos", text="Photos?", required=False),
                ),
            ),
        ),
    )
