"""The pages of one report, for whoever it belongs to."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect

from bluelamp.access.routes import Request, public
from bluelamp.core.actor import ActorKind

P = ParamSpec("P")
_OWNERS = frozenset({ActorKind.RECEIPT, ActorKind.CITIZEN})


def own_report(
    view: Callable[Concatenate[Request, UUID, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """A page under ``/reports/<report_id>/``. Whose report it is, the view's selector or service decides.

    Whoever has not shown a receipt is asked for it, whether or not there is such a report: staff too, whose page of it
    is another.
    """

    @public
    @wraps(view)
    def page(request: Request, report_id: UUID, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.actor.kind not in _OWNERS:
            return redirect("portal:track")
        return view(request, report_id, *args, **kwargs)

    return page
