"""One search for everything, and what it found."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from bluelamp.access.routes import Request, route
from bluelamp.access.services import allowed
from bluelamp.core.errors import NotFound
from bluelamp.desk.records import asked, references
from bluelamp.desk.records.addresses import kind_of
from bluelamp.desk.records.forms import SearchForm
from bluelamp.desk.records.pages import Reader
from bluelamp.desk.records.purposes import purpose_of
from bluelamp.ledger.enums import Purpose
from bluelamp.records import selectors
from bluelamp.records.types import Ref

_SEARCH = route(action="records.record.search", purpose=Purpose.INVESTIGATION)
_GROUPS = ("person", "contact", "place", "vehicle", "property")


@require_http_methods(["GET", "POST"])
@_SEARCH
def search(request: Request) -> HttpResponse:
    """Ask. A reference leads straight to its page; anything else is kept and looked up at an address of its own."""
    request.reading.purpose = purpose_of(request.actor)
    if request.method == "GET":
        return _page(request, _form(request, None))
    form = _form(request, request.POST.dict())
    if not form.is_valid():
        return _page(request, form)
    if not form.reference:
        return redirect("desk_records:found", asked.keep(request, form.asked()))
    try:
        return redirect(references.page_of(actor=request.actor, reference=form.reference))
    except NotFound as nothing:
        form.add_error("q", nothing.message)
        return _page(request, form)


@require_GET
@_SEARCH
def found(request: Request, search_id: UUID) -> HttpResponse:
    """What was found, each time it is looked at: one search, one entry on the ledger."""
    request.reading.purpose = purpose_of(request.actor)  # unless they state another: see ``selectors.find``
    kept = asked.recall(request, search_id)
    if kept is None:
        return redirect(f"{reverse('desk_records:search')}?ended=1")
    form = _form(request, kept)
    if not form.is_valid():
        return _page(request, form)
    given = form.cleaned_data
    result = selectors.find(
        actor=request.actor,
        question=form.question,
        everywhere=Purpose(given["purpose"]) if form.goes_further else None,
        reason=given.get("reason", ""),
    )
    hits = [(kind_of(Ref.of(hit.record)), hit) for hit in result.hits]
    return _page(
        request,
        form,
        result=result,
        groups=[(group, [hit for kind, hit in hits if kind == group]) for group in _GROUPS],
        reader=Reader(request.actor, {}),
    )


def _form(request: Request, data: dict[str, Any] | None) -> SearchForm:
    actor = request.actor
    return SearchForm(
        data,
        further=allowed(actor=actor, action="records.person.search_all"),
        always=selectors.must_say_why(actor=actor),
    )


def _page(request: Request, form: SearchForm, **context: object) -> HttpResponse:
    context = {"form": form, "result": None, "ended": "ended" in request.GET, **context}
    return render(request, "desk/records/search.html", context, status=422 if form.errors else 200)
