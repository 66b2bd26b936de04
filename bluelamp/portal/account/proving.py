"""Before a way in is added: showing once more, in this browser, whose account it is. In plain words, why."""

from uuid import UUID

from django.forms import Form
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bluelamp.access.origin import address_of
from bluelamp.access.routes import Request
from bluelamp.access.submitting import submit
from bluelamp.accounts import provider, selectors, services, sessions
from bluelamp.accounts.forms import CodeForm
from bluelamp.core.errors import TooMany
from bluelamp.portal.account.door import signed_in, wish

_ASKED = "account_proof_code"  # in the session: the code that this browser asked for, and where it goes after


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def prove(request: Request) -> HttpResponseBase:
    """The ways there are; the button has a code sent to the address that the account has."""
    form, asked = Form(request.POST or None), list[UUID]()

    def ask() -> None:
        asked.append(services.ask_proof(actor=request.actor, connection=address_of(request)))

    if request.method == "POST" and submit(form, ask):
        request.session[_ASKED] = {"id": str(asked[0]), "next": wish(request)}
        return redirect("account:prove-code")
    context = {
        "form": form,
        "account": selectors.own_account(actor=request.actor),
        "provider": provider.configured(),
        "next": wish(request),
    }
    return render(request, "portal/account/prove.html", context, status=_status(form))


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def code(request: Request) -> HttpResponseBase:
    """Enter the code that went there."""
    asked = request.session.get(_ASKED)
    if asked is None:
        return redirect("account:prove")
    form, code_id = CodeForm(request.POST or None), UUID(asked["id"])

    def prove_it() -> None:
        services.try_code(actor=request.actor, code_id=code_id)
        services.prove_by_code(
            actor=request.actor,
            sign_in=sessions.this_one(request),
            code_id=code_id,
            typed=form.cleaned_data["code"],
        )

    if request.method == "POST" and submit(form, prove_it):
        del request.session[_ASKED]
        return redirect(asked["next"] or "account:settings")
    context = {"form": form, "again": reverse("account:prove")}
    return render(request, "portal/account/code.html", context, status=_status(form))


def _status(form: Form) -> int:
    limited = any(error.code == TooMany.code for errors in form.errors.as_data().values() for error in errors)
    return TooMany.http_status if limited else 422 if form.errors else 200
