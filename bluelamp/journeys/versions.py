"""Stored versions: written on first use, read for as long as answers to them exist."""

import json
from functools import lru_cache

from django.db import connection
from django.db.models import Max

from bluelamp.core.errors import NotFound
from bluelamp.journeys.data import fingerprint
from bluelamp.journeys.definition import Journey, journey_from, text_of
from bluelamp.journeys.models import JourneyVersion


def keep(journey: Journey) -> JourneyVersion:
    """The stored version of a journey, made now if this is its first use. Runs inside the caller's transaction."""
    text = text_of(journey)
    sha256 = fingerprint(text)
    found = JourneyVersion.objects.filter(pk=sha256).first()
    return found or _keep_first(journey.slug, sha256, text)


def _keep_first(slug: str, sha256: str, text: str) -> JourneyVersion:
    with connection.cursor() as cursor:  # one at a time for each form, so that numbers have no gaps
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"journeys.version {slug}"])
    same_form = JourneyVersion.objects.filter(slug=slug)
    found = same_form.filter(pk=sha256).first()
    if found:
        return found
    number = (same_form.aggregate(last=Max("number"))["last"] or 0) + 1
    return JourneyVersion.objects.create(sha256=sha256, slug=slug, number=number, definition=text)


@lru_cache(maxsize=256)
def stored(sha256: str) -> Journey:
    """The journey of a version, in the source language. Raises ``NotFound``."""
    row = JourneyVersion.objects.filter(pk=sha256).first()
    if row is None:
        raise NotFound("This version of the form is not known here.")
    return journey_from(json.loads(row.definition))
