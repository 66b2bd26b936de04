"""Adding, changing and removing the things of a group."""

from django.http import HttpResponse

from bluelamp.core.errors import NotFound
from bluelamp.journeys import services
from bluelamp.journeys.data import Json
from bluelamp.journeys.definition import Group
from bluelamp.journeys.posted import Posted
from bluelamp.journeys.questions.base import as_items
from bluelamp.journeys.views.visit import Visit, draft_page


def group(visit: Visit, asked: Group) -> HttpResponse:
    """The things so far, and whether there is another. With none yet, straight to the first."""
    items = as_items(visit.answers.get(asked.name))
    if visit.posting:
        return _decide(visit, asked, items)
    return _list(visit, asked, items, {}) if items else visit.go("add", name=asked.name)


def _decide(visit: Visit, asked: Group, items: list[dict[str, Json]]) -> HttpResponse:
    choice = visit.posted.text("another")
    if choice == "yes":
        return visit.go("add", name=asked.name)
    if choice != "no":
        return _list(visit, asked, items, {"another": str(asked.another_missing)})
    errors = services.answer(actor=visit.actor, holder=visit.holder, name=asked.name, posted=Posted())
    return _list(visit, asked, items, errors) if errors else visit.go_on(asked.name, visit.again())


def _list(visit: Visit, asked: Group, items: list[dict[str, Json]], errors: dict[str, str]) -> HttpResponse:
    back = visit.back_from(asked.name)
    return visit.render("group", errors, question=asked, items=items, back=back, full=asked.full(len(items)))


@draft_page
def add(visit: Visit, name: str) -> HttpResponse:
    """The questions about one more thing; an optional list can be left empty."""
    asked = _group(visit, name)
    form, errors, once = Posted(), {}, services.new_item_id()
    if visit.posting:
        if visit.posted.one("none") and not asked.required:
            services.answer(actor=visit.actor, holder=visit.holder, name=name, posted=Posted())
            return visit.go_on(name, visit.again())
        form, once = visit.posted.shown(), visit.posted.one("once")
        errors = services.add_item(actor=visit.actor, holder=visit.holder, name=name, posted=visit.posted, once=once)
        if not errors:
            return visit.go("question", name=name)
    items = as_items(visit.answers.get(name))
    back = visit.url("question", name=name) if items else visit.back_from(name)
    shown = {"question": asked, "form": form, "number": len(items) + 1, "once": once}
    return visit.render("item", errors, **shown, back=back, first=not items)


@draft_page
def item(visit: Visit, name: str, item_id: str) -> HttpResponse:
    """The same questions with the answers so far."""
    asked = _group(visit, name)
    number, kept = _find(visit, name, item_id)
    form, errors = asked.item_form(kept), {}
    if visit.posting:
        form = visit.posted.shown()
        errors = services.change_item(
            actor=visit.actor, holder=visit.holder, name=name, item_id=item_id, posted=visit.posted
        )
        if not errors:
            return visit.go("question", name=name)
    back = visit.url("question", name=name)
    return visit.render("item", errors, question=asked, form=form, number=number, back=back, first=False)


@draft_page
def remove(visit: Visit, name: str, item_id: str) -> HttpResponse:
    """Ask before removing. A thing that is gone already is no error."""
    asked = _group(visit, name)
    kept = next((i for i in as_items(visit.answers.get(name)) if i.get("id") == item_id), None)
    if visit.posting or kept is None:
        services.remove_item(actor=visit.actor, holder=visit.holder, name=name, item_id=item_id)
        return visit.go("question", name=name)
    return visit.render("remove", question=asked, item=kept, back=visit.url("question", name=name))


def _group(visit: Visit, name: str) -> Group:
    asked = visit.journey.question(name)
    if not isinstance(asked, Group):
        raise NotFound("There is no such page. Go back to the list of questions.")
    return asked


def _find(visit: Visit, name: str, item_id: str) -> tuple[int, dict[str, Json]]:
    for number, kept in enumerate(as_items(visit.answers.get(name)), start=1):
        if kept.get("id") == item_id:
            return number, kept
    raise NotFound("This was removed from your list. Go back to the list and add it again.")
