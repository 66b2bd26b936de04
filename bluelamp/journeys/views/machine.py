"""The same journeys for offline forms and other programs."""

from django.http import JsonResponse

from bluelamp.access.routes import Request, public
from bluelamp.core.places import gazetteer
from bluelamp.core.places.ground import districts
from bluelamp.journeys import selectors


@public
def form(request: Request, slug: str) -> JsonResponse:  # noqa: ARG001 - everybody gets the same
    """The whole form in the active language, and the version that its answers must name."""
    return JsonResponse(selectors.form_definition(slug=slug), json_dumps_params=_READABLE)


@public
def answers(request: Request, slug: str) -> JsonResponse:  # noqa: ARG001 - everybody gets the same
    """JSON Schema (2020-12) of what is sent."""
    described = selectors.answers_schema(slug=slug)
    return JsonResponse(described, content_type="application/schema+json", json_dumps_params=_READABLE)


@public
def ground(request: Request) -> JsonResponse:  # noqa: ARG001 - everybody gets the same
    """What lies beneath the map of a question about a place: districts, and the names of parts of towns."""
    named = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
            "properties": {"label": place.name, "tone": "none"},
        }
        for place in (*gazetteer().towns, *gazetteer().wards)
    ]
    content = {"areas": districts(), "features": {"type": "FeatureCollection", "features": named}}
    response = JsonResponse(content, json_dumps_params=_READABLE)
    response["Cache-Control"] = "public, max-age=86400"
    return response


_READABLE = {"ensure_ascii": False}
