"""The list of tasks, and the pages that ask."""

from django.http import HttpResponse

from bluelamp.access.headers import may_locate
from bluelamp.journeys import graph, progress, services
from bluelamp.journeys.definition import Address, Files, Group, Question
from bluelamp.journeys.views import listing, uploading
from bluelamp.journeys.views.visit import Visit, draft_page


@draft_page
def tasks(visit: Visit) -> HttpResponse:
    """Every task with its state."""
    lines = progress.task_list(visit.journey, visit.answers)
    return visit.render("tasks", lines=lines, done=progress.all_done(visit.journey, visit.answers))


@draft_page
def question(visit: Visit, name: str) -> HttpResponse:
    """One question. An old page may still send its answer; it is kept even when nothing leads here any more."""
    asked = visit.journey.question(name)
    if not visit.posting and progress.stop_of(visit.journey, visit.answers, name) is None:
        return visit.go("tasks")
    if isinstance(asked, Group):
        return listing.group(visit, asked)
    if isinstance(asked, Files):
        return uploading.files(visit, asked)
    return _ask(visit, asked)


def _ask(visit: Visit, asked: Question) -> HttpResponse:
    form, errors = visit.form_of(asked), {}
    if visit.posting:
        form = visit.posted.shown()
        errors = services.answer(actor=visit.actor, holder=visit.holder, name=asked.name, posted=visit.posted)
        if not errors:
            return after(visit, asked.name)
    page = visit.render("question", errors, question=asked, form=form, back=visit.back_from(asked.name))
    here = isinstance(asked, Address) and asked.describable and not visit.door.for_another
    return may_locate(page) if here else page


def after(visit: Visit, name: str) -> HttpResponse:
    """On to advice, when the answer shows danger, or to what comes next."""
    answers = visit.again()
    if graph.interrupts_after(visit.journey, answers, name):
        return visit.go("advice", name=name)
    return visit.go_on(name, answers)


@draft_page
def advice(visit: Visit, name: str) -> HttpResponse:
    """Call 999: shown after an answer that shows danger now. Sending the page carries on."""
    interrupts = graph.interrupts_after(visit.journey, visit.answers, name)
    if visit.posting or not interrupts:
        return visit.go_on(name, visit.answers)
    return visit.render("advice", interrupts=interrupts, back=visit.url("question", name=name))
