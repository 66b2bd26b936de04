"""Recording somebody or something in a matter, as it comes up: a caller's number, a car that was seen, a witness."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from bluelamp.access.routes import Request, route
from bluelamp.access.services import check
from bluelamp.access.submitting import submit
from bluelamp.core.errors import NotFound
from bluelamp.desk.records.adding import FORMS
from bluelamp.desk.records.addresses import address_of
from bluelamp.desk.records.purposes import purpose_of
from bluelamp.ledger.enums import Purpose
from bluelamp.records import selectors
from bluelamp.records.types import Ref


@require_http_methods(["GET", "POST"])
@route(action="records.record.read", purpose=Purpose.INVESTIGATION)
def add(request: Request, matter_id: UUID, kind: str) -> HttpResponse:
    """One form for each kind of record. What was entered twice can be said to be the same on its page."""
    actor = request.actor
    request.reading.purpose = purpose_of(actor)
    if kind not in FORMS:
        raise NotFound("There are no records of this kind.", field="kind")
    matter = selectors.matter_by_id(actor=actor, matter=matter_id)
    check(actor=actor, action="records.record.add", state=matter.status, matter=matter_id)
    form = FORMS[kind](request.POST or None)
    back = address_of(actor=actor, ref=Ref.of(matter))
    if request.method == "POST" and submit(form, lambda: form.add(actor=actor, matter=matter_id)):
        return redirect(back)
    context = {"form": form, "title": form.title, "about": matter.reference, "button": form.title, "back": back}
    return render(request, "desk/form.html", context, status=422 if form.errors else 200)
