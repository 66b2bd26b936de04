"""What somebody told us was taken, lost or found, and what became of each, in their words."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from bluelamp.core.actor import Actor
from bluelamp.core.clock import LONDON
from bluelamp.investigations import selectors as investigations
from bluelamp.investigations.types import Traced
from bluelamp.ui.filters import date_words


@dataclass(frozen=True, slots=True)
class Belonging:
    """One row. ``tag`` colours what is not only waiting."""

    title: str
    number: str
    state: str
    tag: str = ""


def belongings_of(*, actor: Actor, matter_id: UUID, report_id: UUID) -> list[Traced]:
    """Those that this report named: things that others named in the matter are not theirs to see."""
    return investigations.traced_of_source(actor=actor, matter_id=matter_id, source=f"contact.report:{report_id}")


def rows(things: list[Traced]) -> list[Belonging]:
    return [_row(one) for one in things]


def news(things: list[Traced]) -> list[tuple[datetime, str, str]]:
    """When we wrote it down, what happened, and of which thing and on which day."""
    told = []
    for one in things:
        if one.found_at and one.found_on:
            told.append((one.found_at, _found(one), _on(one.title, one.found_on, one.found_at)))
        if one.returned_at and one.returned_on:
            told.append((one.returned_at, _returned(one), _on(one.title, one.returned_on, one.returned_at)))
    return told


def _row(one: Traced) -> Belonging:
    if one.returned_on:
        words = _("%(what)s since %(day)s") % {"what": _returned(one), "day": date_words(one.returned_on)}
        return Belonging(one.title, one.number, words, "govuk-tag--green")
    if one.state == "kept":
        return Belonging(one.title, one.number, _("Found, kept as evidence"), "govuk-tag--blue")
    if one.state == "found":
        return Belonging(one.title, one.number, _found(one), "govuk-tag--blue")
    reported = {
        "stolen_in": _("Reported as taken"),
        "lost_in": _("Reported as lost"),
        "found_in": _("Reported as found"),
    }
    return Belonging(one.title, one.number, reported[one.how])


def _found(one: Traced) -> str:
    return _("We have it now") if one.how == "found_in" else _("Found by us")


def _returned(one: Traced) -> str:
    return _("Back with its owner") if one.how == "found_in" else _("Back with you")


def _on(title: str, day: date, written: datetime) -> str:
    """Of which thing, and on which day if that was not the day it was written down. Its words run in their own
    direction, whatever the page's."""
    thing = f"\N{FIRST STRONG ISOLATE}{title}\N{POP DIRECTIONAL ISOLATE}"
    if day == written.astimezone(LONDON).date():
        return thing
    return _("%(thing)s, on %(day)s.") % {"thing": thing, "day": date_words(day)}
