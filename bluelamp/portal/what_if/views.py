"""The page: choose, see rules and record apart, add another beside it. Nothing is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from bluelamp.access.routes import Request, public
from bluelamp.analytics.enums import Withheld
from bluelamp.analytics.selectors import find_outcome_area, outcome_areas_held, stopped
from bluelamp.analytics.types import TrackRecord
from bluelamp.core.clock import today
from bluelamp.portal.what_if import transparency, wording
from bluelamp.portal.what_if.answer import Rules, area_of, record, rules, told
from bluelamp.portal.what_if.circumstances import CIRCUMSTANCES
from bluelamp.portal.what_if.forms import WhatIfForm
from bluelamp.portal.what_if.kinds import WRITTEN, kind
from bluelamp.portal.what_if.model import Words
from bluelamp.portal.what_if.scenario import MOST, Scenario, read_all
from bluelamp.ui.charts import Chart

_SCENARIO = "s"


@dataclass(frozen=True, slots=True)
class Told:
    """A record as it is shown."""

    headline: str
    still_open: str
    whose: tuple[str, ...]
    method: tuple[str, ...]
    over_time: Chart | None
    picture: Chart
    meant: tuple[str, ...]
    invented: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One scenario as it is shown: ``record``, or ``why_not``, and no record part at all of what is ``protected``.

    ``without`` is the page with the others alone; ``report`` the slug of the form for it, if there is one.
    """

    number: int
    title: Words
    place: str
    said: tuple[tuple[Words, Words], ...]
    rules: Rules
    record: Told | None
    why_not: Words
    without: str
    report: str
    protected: bool


@require_GET
@public
def how_it_works(request: Request) -> HttpResponse:
    """The tool's public transparency record, and whether its figures are switched off."""
    tiers = ((_("In short"), transparency.TIER_1), (_("In detail"), transparency.TIER_2))
    halted = stopped()
    context = {
        "tiers": tiers,
        "written": transparency.WRITTEN,
        "stopped": datetime.fromisoformat(halted.since) if halted else None,
    }
    return render(request, "portal/what_if_record.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@public
def what_if(request: Request) -> HttpResponse:
    """Up to three scenarios, from the address; a form for one more, whose answers become part of the address."""
    held = read_all((request.POST if request.method == "POST" else request.GET).getlist(_SCENARIO))
    form = WhatIfForm(request.POST if request.method == "POST" else None, initial=_again(held))
    if form.is_bound and form.is_valid() and (asked := _asked(form)):
        return redirect(f"{_address([*held, asked][-MOST:])}#answers")
    context = {
        "form": form,
        "circumstances": CIRCUMSTANCES,
        "codes": [one.code for one in held],
        "shown": [_shown(number, one, held) for number, one in enumerate(held, start=1)],
        "today": today(),
        "written": WRITTEN,
        "full": len(held) >= MOST,
    }
    return render(request, "portal/what_if.html", context, status=422 if form.errors else 200)


def _again(held: Sequence[Scenario]) -> dict[str, str]:
    """The last answers, to change one of them."""
    if not held:
        return {}
    last = held[-1]
    return {"crime": last.kind.code, "place": area_of(last).name, **last.said}


def _asked(form: WhatIfForm) -> Scenario | None:
    """What was chosen; the place becomes the district that it lies in, and what was typed is forgotten."""
    data = form.cleaned_data
    chosen = kind(data["crime"])
    if chosen is None:
        return None
    said = {one.name: data[one.name] for one in CIRCUMSTANCES if data[one.name]}
    if not data["place"] or not chosen.published or not outcome_areas_held():
        return Scenario(chosen, "", said)
    area = find_outcome_area(text=data["place"])
    if area is None:
        form.add_error("place", _("We hold no figures for this place. Enter a town or district, or leave it empty."))
        return None
    return Scenario(chosen, area.code, said)


def _address(scenarios: Sequence[Scenario]) -> str:
    page = reverse("portal:what-if")
    return f"{page}?{urlencode([(_SCENARIO, one.code) for one in scenarios])}" if scenarios else page


def _shown(number: int, scenario: Scenario, held: Sequence[Scenario]) -> Shown:
    found = record(scenario)
    return Shown(
        number=number,
        title=scenario.kind.title,
        place=area_of(scenario).name,
        said=tuple(told(scenario)),
        rules=rules(scenario, today()),
        record=_told(found) if isinstance(found, TrackRecord) else None,
        why_not=wording.why_not(scenario.kind, found) if isinstance(found, Withheld) else "",
        without=_address([one for one in held if one is not scenario]),
        report=scenario.kind.report,
        protected=found is Withheld.PROTECTED,
    )


def _told(found: TrackRecord) -> Told:
    return Told(
        headline=wording.headline(found),
        still_open=wording.still_open(found),
        whose=tuple(wording.whose(found)),
        method=tuple(wording.method(found)),
        over_time=wording.over_time(found),
        picture=wording.picture(found),
        meant=tuple(wording.meant(found)),
        invented=found.invented,
    )
