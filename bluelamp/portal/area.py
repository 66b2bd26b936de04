"""Crime in your area: published figures near a postcode or place, as list, chart and map."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from bluelamp.access.routes import Request, public
from bluelamp.analytics import selectors
from bluelamp.analytics.types import AreaCrime
from bluelamp.core.places import Place, attribution, hexes
from bluelamp.ui import charts
from bluelamp.ui.charts import Chart
from bluelamp.ui.filters import and_list, date_words, month_words, number

_LONGEST = 100


@require_GET
@public
def area(request: Request) -> HttpResponse:
    """Ask for a place; with one place found or chosen, its figures."""
    asked = request.GET.get("q", "").strip()[:_LONGEST]
    chosen = _chosen(request)
    found = [] if chosen or not asked else list(selectors.find_areas(text=asked))
    if len(found) == 1:
        chosen = found[0]
    context: dict[str, Any] = {"asked": asked, "found": found, "place": chosen, "crime": None, "credit": attribution()}
    context["nothing"] = bool(asked) and not found and chosen is None
    if chosen is not None:
        crime = selectors.crime_near(place=chosen)
        context |= {"crime": crime, "features": _features(crime), "types": _types(crime), "trend": _trend(crime)}
        if crime.latest_month:
            context |= {"sum": _sum(crime), "notes": list(_notes(crime))}
    return render(request, "portal/area.html", context, status=404 if context["nothing"] else 200)


def _chosen(request: Request) -> Place | None:
    kind, code = request.GET.get("kind", ""), request.GET.get("code", "")
    return selectors.area(kind=kind[:20], code=code[:_LONGEST]) if kind and code else None


def _sum(crime: AreaCrime) -> str:
    """How many, how far around, and in which months: what the figures below add up to."""
    counted = ngettext("%(n)s crime was reported", "%(n)s crimes were reported", crime.total)
    first, last = (month_words(month.month) for month in (crime.by_month[0], crime.by_month[-1]))
    when = _("from %(first)s to %(last)s") % {"first": first, "last": last} if first != last else _("in %s") % last
    return f"{counted % {'n': number(crime.total)}} {_reach(crime)} {when}."


def _reach(crime: AreaCrime) -> str:
    if crime.metres is None:
        return _("in this district")
    miles = crime.metres / selectors.MILE
    if miles < 1.05:
        return _("within a mile")
    return _("within %(miles)s miles") % {"miles": number(miles, 1)}


def _notes(crime: AreaCrime) -> Iterator[str]:
    """What a reader must know before comparing: whose figures, which months are missing, what has no place."""
    told = {"forces": and_list(crime.forces), "day": date_words(date.fromisoformat(crime.loaded_on))}
    yield _("Published by %(forces)s on data.police.uk and loaded here on %(day)s.") % told
    missing = [month_words(month.month) for month in crime.by_month if month.count is None]
    if missing:
        yield _("We hold no figures for %(months)s: they are missing here, not zero.") % {"months": and_list(missing)}
    if crime.without_place:
        yield ngettext(
            "In these months %(n)s more crime of the whole force was published without a place, so it is in no area.",
            "In these months %(n)s more crimes of the whole force were published without a place, "
            "so they are in no area.",
            crime.without_place,
        ) % {"n": number(crime.without_place)}


def _types(crime: AreaCrime) -> Chart | None:
    """Counts by type of crime over the months counted."""
    if not crime.by_type:
        return None
    return charts.bars(
        title=_("Reported crimes by type"),
        labels=[row.crime_type for row in crime.by_type],
        values=[row.count for row in crime.by_type],
        unit=_("crimes"),
    )


def _trend(crime: AreaCrime) -> Chart | None:
    """Counts by month; a month that is not held is left out of the picture, and the list says so."""
    held = [(row.month, row.count) for row in crime.by_month if row.count is not None]
    if len(held) < 2:
        return None
    return charts.bars(
        title=_("Reported crimes by month"),
        labels=[month_words(month) for month, _count in held],
        values=[count for _month, count in held],
        unit=_("crimes"),
    )


def _features(crime: AreaCrime) -> dict[str, Any]:
    """The hexagons with crimes, the more the darker; the published points stay in the list."""
    most = max((cell.count for cell in crime.cells), default=1)
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Polygon", "coordinates": [hexes.boundary(cell.cell)]},
                "properties": {
                    "id": cell.cell,
                    "name": _("Area %(number)s") % {"number": number},
                    "count": cell.count,
                    "value": cell.count / most,
                },
            }
            for number, cell in enumerate(crime.cells, start=1)
        ],
    }
