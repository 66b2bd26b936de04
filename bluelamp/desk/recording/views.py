"""Crime recording: what is not reconciled within a day, and what a sample shows about the rest."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from bluelamp.access.routes import Request, route
from bluelamp.access.selectors import names_of
from bluelamp.access.services import may_ever
from bluelamp.access.submitting import submit
from bluelamp.contact import report_types
from bluelamp.contact import selectors as contact
from bluelamp.contact.enums import Channel
from bluelamp.core.clock import now
from bluelamp.desk.recording.forms import DrawForm, JudgeForm
from bluelamp.investigations import selectors, services
from bluelamp.investigations.enums import Stratum
from bluelamp.investigations.offences import name_of
from bluelamp.journeys.selectors import read_answers
from bluelamp.ledger.enums import Purpose

if TYPE_CHECKING:
    from bluelamp.investigations.models import RecordingAudit

_READ = route(action="investigations.audit.read", purpose=Purpose.AUDIT)
_SHOWN = 100
_JUDGE = "investigations.audit.judge"


@require_GET
@_READ
def overview(request: Request) -> HttpResponse:
    """Empty, or shouting."""
    actor = request.actor
    missing = selectors.unreconciled(actor=actor)
    readable = may_ever(actor=actor, action="contact.report.read")
    shown = contact.reports_by_id(actor=actor, ids=[one.id for one in missing[:_SHOWN]]) if readable else {}
    context = {
        "missing": missing[:_SHOWN],
        "count": len(missing),
        "shown": shown,
        "opens": may_ever(actor=actor, action="contact.report.grade"),
        "audits": selectors.audits(actor=actor),
        "may_draw": may_ever(actor=actor, action="investigations.audit.draw"),
    }
    return render(request, "desk/recording/overview.html", context)


@require_http_methods(["GET", "POST"])
@route(action="investigations.audit.draw", purpose=Purpose.AUDIT)
def draw(request: Request) -> HttpResponse:
    """A random sample."""
    form, drawn = DrawForm(request.POST or None), list["RecordingAudit"]()
    if request.method == "POST" and submit(
        form, lambda: drawn.append(services.draw_audit(actor=request.actor, **form.cleaned_data))
    ):
        return redirect("desk_recording:audit", drawn[0].id)
    return render(request, "desk/recording/draw.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@_READ
def audit(request: Request, audit_id: UUID) -> HttpResponse:
    """What was drawn and what was found, fit to be printed."""
    found = selectors.audit(actor=request.actor, audit_id=audit_id)
    context = {
        "audit": found.audit,
        "items": found.items,
        "findings": found.findings,
        "strata": _strata(found.audit.stratum),
        "names": names_of(users={found.audit.drawn_by}),
        "may_judge": may_ever(actor=request.actor, action=_JUDGE),
        "at": now(),
    }
    return render(request, "desk/recording/audit.html", context)


@require_http_methods(["GET", "POST"])
@route(action=_JUDGE, purpose=Purpose.AUDIT)
def item(request: Request, item_id: UUID) -> HttpResponse:
    """One report of the sample beside what was decided about it."""
    actor = request.actor
    found = selectors.audit_item(actor=actor, item_id=item_id)
    form = JudgeForm(request.POST or None)
    if request.method == "POST" and submit(
        form, lambda: services.judge(actor=actor, item_id=item_id, **form.cleaned_data)
    ):
        following = selectors.next_unjudged(actor=actor, audit_id=found.item.audit_id)
        if following is not None:
            return redirect("desk_recording:item", following)
        return redirect("desk_recording:audit", found.item.audit_id)
    report = contact.report(actor=actor, report_id=found.item.report_id)
    context = {
        "found": found,
        "report": report,
        "said": read_answers(version=report.journey_version, answers=report.answers),
        "offences": {crime.id: name_of(crime.offence) for crime in found.crimes},
        "mine": any(one.by == actor.id for one in found.judgements),
        "names": names_of(users={one.by for one in found.judgements} | {one.by for one in found.decisions}),
        "form": form,
    }
    return render(request, "desk/recording/item.html", context, status=422 if form.errors else 200)


def _strata(kind: str) -> dict[str, str]:
    """What each stratum is called."""
    if kind == Stratum.CHANNEL:
        return {value: str(label) for value, label in Channel.choices}
    if kind == Stratum.TYPE:
        return {slug: str(one.journey.title) for slug, one in report_types.report_types().items()}
    return {}
