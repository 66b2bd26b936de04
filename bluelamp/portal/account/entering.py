"""Coming in by a code sent to an email address. Nothing here says whether an address has an account."""

from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bluelamp.access.origin import address_of
from bluelamp.access.routes import Request, public
from bluelamp.access.submitting import submit
from bluelamp.accounts import provider, services, sessions
from bluelamp.accounts.enums import Way
from bluelamp.accounts.errors import NotFresh
from bluelamp.accounts.forms import AddressForm, AskCodeForm, CodeForm
from bluelamp.core.errors import TooMany
from bluelamp.portal.account.door import freshly, is_signed_in, nobody_named, onwards, prove_first, signed_in, wish

_ASKED = "account_code"  # in the session: the code that this browser asked for
_ASKED_TO_ADD = "account_address_code"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def sign_in(request: Request) -> HttpResponseBase:
    """Ask for a code. An address without an account gets one too: its account is made when the code is right."""
    if is_signed_in(request):
        return onwards(request, wish(request))
    form, asked = AskCodeForm(request.POST or None), list[UUID]()
    if request.method == "POST" and submit(form, lambda: asked.append(_ask(request, form.cleaned_data["email"]))):
        request.session[_ASKED] = {
            "id": str(asked[0]),
            "own_device": form.cleaned_data["own_device"],
            "next": wish(request),
        }
        return redirect("account:code")
    context = {"form": form, "next": wish(request), "provider": provider.configured()}
    return render(request, "portal/account/sign_in.html", context, status=_status(form, "email"))


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@public
def code(request: Request) -> HttpResponseBase:
    """Enter it, in the browser that asked for it."""
    asked = request.session.get(_ASKED)
    if asked is None:
        return redirect("account:sign-in")
    form, found = CodeForm(request.POST or None), list[UUID]()
    if request.method == "POST" and submit(form, lambda: found.append(_enter(request, asked["id"], form))):
        del request.session[_ASKED]
        sessions.begin(request, found[0], way=Way.CODE, own_device=asked["own_device"])
        return onwards(request, asked["next"])
    return render(request, "portal/account/code.html", {"form": form}, status=_status(form, "code"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@freshly
def address(request: Request) -> HttpResponseBase:
    """Have an address open the account that one is signed in to: a code goes there first."""
    form, asked = AddressForm(request.POST or None), list[UUID]()
    if request.method == "POST" and submit(form, lambda: asked.append(_ask(request, form.cleaned_data["email"]))):
        request.session[_ASKED_TO_ADD] = str(asked[0])
        return redirect("account:address-code")
    return render(request, "portal/account/address.html", {"form": form}, status=_status(form, "email"))


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def address_code(request: Request) -> HttpResponseBase:
    """Enter the code that went to it."""
    asked = request.session.get(_ASKED_TO_ADD)
    if asked is None:
        return redirect("account:address")
    form = CodeForm(request.POST or None)

    def add() -> None:
        services.try_code(actor=request.actor, code_id=UUID(asked))
        services.add_address(
            actor=request.actor,
            code_id=UUID(asked),
            typed=form.cleaned_data["code"],
            sign_in=sessions.this_one(request),
        )

    if request.method == "POST" and submit(form, add):
        del request.session[_ASKED_TO_ADD]
        return redirect("account:settings")
    if form.has_error(NON_FIELD_ERRORS, NotFresh.code):
        return prove_first(reverse("account:address"))
    context = {"form": form, "again": reverse("account:address")}
    return render(request, "portal/account/code.html", context, status=_status(form, "code"))


def _ask(request: Request, email: str) -> UUID:
    return services.ask_code(actor=nobody_named(request), email=email, connection=address_of(request))


def _enter(request: Request, code_id: str, form: CodeForm) -> UUID:
    actor = nobody_named(request)
    services.try_code(actor=actor, code_id=UUID(code_id))
    return services.enter_by_code(actor=actor, code_id=UUID(code_id), typed=form.cleaned_data["code"])


def _status(form: AddressForm | CodeForm, field: str) -> int:
    return TooMany.http_status if form.has_error(field, TooMany.code) else 422 if form.errors else 200
