"""The administrator's desk: who has an account, and who has one no more."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from bluelamp.access import selectors, services
from bluelamp.access.routes import Request, route
from bluelamp.access.submitting import submit
from bluelamp.access.words import role_title
from bluelamp.core.errors import NotFound
from bluelamp.desk.accounts.forms import FindForm, HandOverForm, ReasonForm
from bluelamp.ledger.enums import Purpose

_MOST = 50  # accounts on a page
_KEEP = route(action="access.user.change", purpose=Purpose.ADMINISTRATION)


@dataclass(frozen=True, slots=True)
class Change:
    """What can be done to an account: in words, and the service that does it.

    ``shows`` says what its answer is, when it is something to hand over: shown in that one answer and kept nowhere.
    """

    title: Promise
    button: Promise
    effect: Promise
    do: Callable[..., object]
    form: type[ReasonForm] = ReasonForm
    shows: Promise | None = None


_CHANGES = {
    "close": Change(
        _("Close an account"),
        _("Close the account"),
        _("They cannot sign in any more. Where they are signed in now, they are out at once."),
        services.close_account,
    ),
    "reopen": Change(
        _("Open an account again"),
        _("Open the account again"),
        _("They can sign in again with the password they had."),
        services.reopen_account,
    ),
    "reset-second-step": Change(
        _("Reset a second step"),
        _("Reset the second step"),
        _(
            "Their app and recovery codes open nothing any more. They are signed out, and set up a new app next time, "
            "with a code that you hand to them in person."
        ),
        services.reset_second_step,
        HandOverForm,
        _("Enrolment code. They are asked for it after their password, before they set up an app"),
    ),
    "new-password": Change(
        _("Give a new password"),
        _("Give a new password"),
        _(
            "Their password opens nothing any more. They are signed out, sign in with one that you hand to them in "
            "person, and choose their own."
        ),
        services.give_password,
        HandOverForm,
        _("Password for one use. They choose their own when they have signed in"),
    ),
}


@require_GET
@_KEEP
def accounts(request: Request) -> HttpResponse:
    """Everybody with an account, or those that are looked for; a force has thousands."""
    form = FindForm(request.GET)
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    found = [] if form.errors else selectors.accounts(actor=request.actor, words=asked, limit=_MOST + 1)
    context = {
        "accounts": found[:_MOST],
        "form": form,
        "more": len(found) > _MOST,
        "role_title": role_title,
        "me": request.actor.id,
        "second_step": settings.BLUELAMP_STAFF_MFA,
    }
    return render(request, "desk/accounts/list.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@_KEEP
def change(request: Request, user_id: UUID, name: str) -> HttpResponse:
    """What it does, why it is done, and then it is done."""
    if name not in _CHANGES:
        raise NotFound("There is no such step. Go back to the accounts.")
    wanted, account, made = _CHANGES[name], selectors.account(actor=request.actor, user_id=user_id), list[object]()
    form = wanted.form(request.POST or None, initial={"version": account.version})
    context = {"account": account, "change": wanted, "name": name, "form": form}
    if request.method == "POST" and submit(
        form, lambda: made.append(wanted.do(actor=request.actor, user_id=user_id, **form.cleaned_data))
    ):
        if wanted.shows and made[0]:
            return render(request, "desk/accounts/handed.html", context | {"handed": made[0]})
        return redirect("desk_accounts:list")
    return render(request, "desk/accounts/change.html", context, status=422 if form.errors else 200)
