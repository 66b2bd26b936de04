"""What do you want to report? In one's own words, or from a list; and what somebody else deals with, and why."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from bluelamp.access.routes import Request, public
from bluelamp.contact.danger import shows_danger
from bluelamp.contact.finding import LONGEST, Place, find
from bluelamp.contact.report_types import Kind, ReportType, report_types
from bluelamp.contact.signposts import WRITTEN, Signpost, signposts
from bluelamp.core.errors import NotFound
from bluelamp.portal.forms import OwnWordsForm


@never_cache
@require_http_methods(["GET", "POST"])
@public
def choose(request: Request) -> HttpResponse:
    """Everything that can be reported. What somebody writes is sent and not kept: it must not stand in an address."""
    form = OwnWordsForm(request.POST or None)
    asked = form.cleaned_data["q"][:LONGEST] if form.is_bound and form.is_valid() else ""
    context = {
        "form": form,
        "asked": asked,
        "found": [_shown(place) for place in find(asked)] if asked else [],
        "danger": shows_danger(asked),
        "shelves": list(_shelves()),
        "signposts": signposts().values(),
    }
    return render(request, "portal/choose.html", context, status=422 if form.errors else 200)


@require_GET
@public
def elsewhere(request: Request, slug: str) -> HttpResponse:
    """Who deals with it, why it is not the police, and when it is after all."""
    found = signposts().get(slug)
    if found is None:
        raise NotFound("There is no such page. Choose what to report from the list.")
    kind = report_types().get(found.form)
    return render(request, "portal/elsewhere.html", {"signpost": found, "kind": kind, "written": WRITTEN})


def _shelves() -> Iterator[tuple[Kind, list[ReportType]]]:
    for kind in Kind:
        yield kind, [report for report in report_types().values() if report.kind == kind]


def _shown(place: Place) -> dict[str, object]:
    """One line of what was found: a form, or somebody else's matter."""
    if isinstance(place, Signpost):
        return {"slug": place.slug, "title": place.title, "words": place.why, "who": place.who}
    return {"slug": place.slug, "title": place.journey.title, "words": place.journey.summary, "who": ""}
