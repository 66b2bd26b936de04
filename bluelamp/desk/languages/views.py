"""The reviewer's desk: how far each language is, its words beside their source, and a name under them."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from bluelamp.access.routes import Request, route
from bluelamp.access.services import may_ever
from bluelamp.access.submitting import submit
from bluelamp.core.errors import NotFound
from bluelamp.desk.languages.forms import SignForm, WithdrawForm
from bluelamp.languages import selectors, services
from bluelamp.languages.types import State
from bluelamp.ledger.enums import Purpose

_REVIEW = route(action="languages.translation.review", purpose=Purpose.ADMINISTRATION)
_SIGN = route(action="languages.translation.sign_off", purpose=Purpose.ADMINISTRATION)


@require_GET
@_REVIEW
def translations(request: Request) -> HttpResponse:
    return render(request, "desk/languages/list.html", {"states": selectors.states(actor=request.actor)})


@require_http_methods(["GET", "POST"])
@_REVIEW
def translation(request: Request, language: str, section: str) -> HttpResponse:
    """The words of a section; whoever may stand for them can sign at their end."""
    state = _state(request, language, section)
    form = SignForm(request.POST or None, initial={"digest_read": state.digest})
    if request.method == "POST" and submit(
        form,
        lambda: services.sign_off(actor=request.actor, language=language, section=section, **form.cleaned_data),
    ):
        return redirect("desk_languages:section", language, section)
    context = {
        "state": state,
        "words": selectors.words(actor=request.actor, language=language, section=section),
        "form": form,
        "may_sign": may_ever(actor=request.actor, action="languages.translation.sign_off"),
    }
    return render(request, "desk/languages/section.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@_SIGN
def withdraw(request: Request, language: str, section: str) -> HttpResponse:
    """Take a sign-off back, with the reason."""
    state = _state(request, language, section)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and submit(
        form,
        lambda: services.withdraw(actor=request.actor, language=language, section=section, **form.cleaned_data),
    ):
        return redirect("desk_languages:section", language, section)
    context = {"state": state, "form": form}
    return render(request, "desk/languages/withdraw.html", context, status=422 if form.errors else 200)


def _state(request: Request, language: str, section: str) -> State:
    for state in selectors.states(actor=request.actor):
        if (state.tongue.code, state.section) == (language, section):
            return state
    raise NotFound("There is no such translation. Go back to the list.")
