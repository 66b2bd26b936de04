"""Addresses: definitions for everybody under one prefix, pages under each door that asks."""

from django.urls import URLPattern, path

from bluelamp.journeys.types import JourneyDoor
from bluelamp.journeys.views import asking, finishing, listing, machine, starting, uploading

app_name = "journeys"
urlpatterns = [
    path("ground.json", machine.ground, name="ground"),
    path("<slug:slug>.schema.json", machine.answers, name="schema"),
    path("<slug:slug>.json", machine.form, name="form"),
]

_DRAFT = "<slug:slug>/<uuid:draft_id>"
_QUESTION = f"{_DRAFT}/question/<slug:name>"


def patterns(door: JourneyDoor) -> list[URLPattern]:
    """The pages of a door; ``mounting.pages_of`` mounts them."""
    given = {"door": door}
    # What is asked about something is begun on that thing's page: see ``mounting.ask``.
    begun_here = [] if door.home_of else [path("<slug:slug>", starting.start, given, name="start")]
    return [
        path("return", starting.come_back, given, name="return"),
        *begun_here,
        path(_DRAFT, asking.tasks, given, name="tasks"),
        path(f"{_DRAFT}/check", finishing.check, given, name="check"),
        path(f"{_DRAFT}/save", finishing.save, given, name="save"),
        path(f"{_DRAFT}/forget", finishing.forget, given, name="forget"),
        path(_QUESTION, asking.question, given, name="question"),
        path(f"{_QUESTION}/advice", asking.advice, given, name="advice"),
        path(f"{_QUESTION}/add", listing.add, given, name="add"),
        path(f"{_QUESTION}/ticket", uploading.ticket, given, name="ticket"),
        path(f"{_QUESTION}/<slug:item_id>", listing.item, given, name="item"),
        path(f"{_QUESTION}/<slug:item_id>/preview", uploading.small_picture, given, name="preview"),
        path(f"{_QUESTION}/<slug:item_id>/remove", listing.remove, given, name="remove"),
    ]
