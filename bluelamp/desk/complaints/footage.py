"""The recording of an officer's camera, for professional standards: looked for, found or not."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bluelamp.access.routes import Request
from bluelamp.access.submitting import submit
from bluelamp.complaints import selectors, services
from bluelamp.desk.complaints.forms import FootageForm, LookForm
from bluelamp.desk.complaints.views import HANDLE, answer
from bluelamp.ui.filters import datetime_words


@require_POST
@HANDLE
def look(request: Request, complaint_id: UUID) -> HttpResponse:
    """By whose camera it is, and of when."""
    form = LookForm(request.POST)

    def do() -> None:
        starts_at, ends_at = form.span()
        services.look_for_footage(
            actor=request.actor,
            complaint_id=complaint_id,
            username=form.cleaned_data["username"],
            starts_at=starts_at,
            ends_at=ends_at,
        )

    return answer(request, complaint_id, "look_form", form, do)


@require_http_methods(["GET", "POST"])
@HANDLE
def settle(request: Request, footage_id: UUID) -> HttpResponse:
    """It is an exhibit now, or there is none."""
    complaint, sought = selectors.footage(actor=request.actor, footage_id=footage_id)
    form = FootageForm(request.POST or None)

    def do() -> None:
        said = form.cleaned_data
        if said["reference"]:
            services.find_footage(actor=request.actor, footage_id=footage_id, reference=said["reference"])
        else:
            services.give_up_footage(actor=request.actor, footage_id=footage_id, why=said["why"])

    back = reverse("desk_complaints:complaint", args=[complaint.id])
    if request.method == "POST" and submit(form, do):
        return redirect(back)
    context = {
        "form": form,
        "title": _("What came of looking for the recording"),
        "about": f"{complaint.reference}, {sought.officer}, {datetime_words(sought.starts_at)}",
        "button": _("Save and tell them"),
        "back": back,
    }
    return render(request, "desk/form.html", context, status=422 if form.errors else 200)
