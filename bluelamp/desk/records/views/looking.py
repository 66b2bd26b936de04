"""The page of a person, a place, a thing, a way to reach somebody, and of a matter."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bluelamp.access.routes import Request, route
from bluelamp.desk.records import pages
from bluelamp.desk.records.addresses import ref_of
from bluelamp.desk.records.purposes import purpose_of
from bluelamp.ledger.enums import Purpose


@require_GET
@route(action="records.record.read", purpose=Purpose.INVESTIGATION)
def record(request: Request, kind: str, record_id: UUID) -> HttpResponse:
    """What is known, where it comes from, and what happened, in the matters that the reader may see."""
    request.reading.purpose = purpose_of(request.actor)
    context = pages.record_page(actor=request.actor, ref=ref_of(kind, record_id))
    return render(request, "desk/records/record.html", context)


@require_GET
@route(action="records.matter.read", purpose=Purpose.INVESTIGATION)
def matter(request: Request, matter_id: UUID) -> HttpResponse:
    """Everything under one reference."""
    request.reading.purpose = purpose_of(request.actor)
    context = pages.matter_page(actor=request.actor, matter_id=matter_id)
    return render(request, "desk/records/matter.html", context)
