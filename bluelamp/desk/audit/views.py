"""The auditor's desk: who saw and did what, when and why; and whether the ledger is what was sealed."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from bluelamp.access.routes import Request, route
from bluelamp.access.selectors import names_of
from bluelamp.access.words import kind_title, role_title
from bluelamp.desk.audit.forms import FilterForm
from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.selectors import account, entry_by_id
from bluelamp.ledger.verification import verify_ledger

_READ = route(action="ledger.entry.read", purpose=Purpose.AUDIT)
_PAGE = 50
_WORDS = {
    "acts": dict(Act.choices),
    "purposes": dict(Purpose.choices),
    "role_title": role_title,
    "kind_title": kind_title,
}


@require_GET
@_READ
def entries(request: Request) -> HttpResponse:
    """The newest entries, narrowed down by matter, person, record or kind of act."""
    form = FilterForm(request.GET, actor=request.actor)
    asked = form.cleaned_data if form.is_valid() else {}
    found = account(
        matter=asked.get("matter"),
        actor_id=asked.get("who"),
        subject=asked.get("subject") or None,
        act=asked.get("act") or None,
        before=asked.get("before"),
        limit=_PAGE + 1,
    )
    lines = found[:_PAGE]
    context = {
        "form": form,
        "lines": lines,
        "names": names_of(users={line.actor_id for line in lines}),
        "older": lines[-1].id if len(found) > _PAGE else None,
        **_WORDS,
    }
    return render(request, "desk/audit/entries.html", context, status=422 if form.errors else 200)


@require_GET
@_READ
def entry(request: Request, entry_id: UUID) -> HttpResponse:
    """One entry in full."""
    line = entry_by_id(entry_id=entry_id)
    context = {"line": line, "names": names_of(users={line.actor_id}), **_WORDS}
    return render(request, "desk/audit/entry.html", context)


@require_POST
@route(action="ledger.tree.verify", purpose=Purpose.AUDIT)
def verify(request: Request) -> HttpResponse:
    """Recompute everything now and show the verdict."""
    return render(request, "desk/audit/verdict.html", {"verdict": verify_ledger(settings.BLUELAMP_LEDGER_DIR)})
