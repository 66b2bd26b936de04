"""Whether a report stays in an account, for whoever holds its receipt."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bluelamp.access.routes import Request
from bluelamp.accounts.selectors import kept_since
from bluelamp.contact.selectors import report as report_of
from bluelamp.flows.keep_in_account import take_out_of_account
from bluelamp.portal.owning import own_report


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@own_report
def take_out(request: Request, report_id: UUID) -> HttpResponse:
    """Have it leave the account, after a question."""
    if request.method == "POST":
        take_out_of_account(actor=request.actor, report_id=report_id)
        return redirect("portal:tracking", report_id)
    report = report_of(actor=request.actor, report_id=report_id)
    accounts = kept_since(actor=request.actor, matter_id=report.matter_id)
    return render(request, "portal/take_out.html", {"report": report, "accounts": accounts})
