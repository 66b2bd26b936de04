"""What journeys hand to the rooms above, and what a door says about itself; ``mounting`` gives it its pages."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple, Protocol
from uuid import UUID

from django.http import HttpResponseBase

from bluelamp.access.routes import Request
from bluelamp.core.actor import Actor
from bluelamp.core.places import find_postcode, gazetteer
from bluelamp.core.places.addresses import Address
from bluelamp.journeys.data import Json
from bluelamp.journeys.enums import Means
from bluelamp.journeys.facts import Fact, Facts
from bluelamp.journeys.known import Known, suggested
from bluelamp.journeys.questions.base import as_object
from bluelamp.journeys.questions.times import span


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody's claim to a draft: its id and a device key. Staff have no key to what they began."""

    draft_id: UUID
    key: str = ""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A draft as it is sent: only answers on the route. Store ``version`` with ``answers``: together they can
    always be read again by ``journeys.selectors.read_answers``."""

    draft_id: UUID
    slug: str
    title: str
    version: str  # SHA-256
    answers: dict[str, Json]
    facts: Facts
    dangers: tuple[str, ...]  # names of the interrupts the answers called for: a weapon, an injury
    files: tuple[UUID, ...]  # staged; the receiver keeps them with its matter
    about: str = ""  # what the draft was begun about; its receiver asks whether this actor may
    language: str = "en-gb"  # what its sender chose, as BCP 47
    connection: str = field(default="", repr=False)  # where it was sent from, to count by and never to keep


class Sent(NamedTuple):
    """A draft that was sent: the address shown after it. ``told_once`` is for whoever sends it, and is kept nowhere."""

    url: str
    told_once: object = None


class OnSubmit(Protocol):
    """Called once for a draft, inside the transaction that marks it as sent. Gives the address shown after it,
    and where there is something to be told once, that too."""

    def __call__(self, *, actor: Actor, submitted: Submitted) -> str | Sent: ...


class SendCode(Protocol):
    """Sends somebody the way back to their draft; for a door that has notices. ``neutral``: the code alone, and
    nothing that says from whom or what for. Whether it was sent: it may have been asked for too often."""

    def __call__(self, *, actor: Actor, draft_id: UUID, code: str, email: str, neutral: bool) -> bool: ...


class OnSent(Protocol):
    """What the sender sees after sending, and each time they ask again: the request proved to hold the draft's key."""

    def __call__(self, *, request: Request, draft_id: UUID, sent: Sent) -> HttpResponseBase: ...


class OnCheck(Protocol):
    """What somebody should know before they send, in whole sentences. ``facts`` are what they are about to send."""

    def __call__(self, *, actor: Actor, slug: str, facts: Facts) -> tuple[str, ...]: ...


class Knows(Protocol):
    """What a door knows already about the person for whom a form about something is filled in."""

    def __call__(self, *, actor: Actor, about: str) -> Known: ...


def everything(slug: str) -> bool:  # noqa: ARG001 - a door that offers every journey
    return True


@dataclass(frozen=True)
class JourneyDoor:
    """Where journeys are asked. ``name`` is the namespace of its addresses (``report:start``), ``home`` where
    people go who do not want to go on, ``offers`` which journeys it asks. Without ``on_sent`` the sender is sent to
    the address that ``on_submit`` gave. ``home_of`` is the page of what a draft is about: a door with one has no start
    of its own, and each draft is begun on that page, by ``mounting.ask``. ``emergency`` is the page with every way to
    reach 999, offered again on each page. ``for_another``: staff fill in what somebody elsewhere tells them, so where
    this device is says nothing, and what that person holds can only come later. ``knows``: what stands in the fields
    beforehand.
    """

    name: str
    on_submit: OnSubmit
    home: str = "/"
    offers: Callable[[str], bool] = everything
    on_sent: OnSent | None = None
    send_code: SendCode | None = None
    on_check: OnCheck | None = None
    layout: str = "ui/public.html"  # the template that stands around its pages
    home_of: Callable[[str], str] | None = None
    emergency: str = ""
    for_another: bool = False
    knows: Knows | None = None

    def asks(self, slug: str, *, about: str) -> bool:
        """Whether a draft of this journey, about that, is one of this door's: each does something else with it."""
        return bool(about) if self.home_of else not about and self.offers(slug)

    def back_to(self, about: str) -> str:
        """Where people go who do not want to go on with a draft about something."""
        return self.home_of(about) if self.home_of and about else self.home


_NUMBERED = re.compile(r"(\d+[A-Za-z]?(?:\s*[-/]\s*\d+[A-Za-z]?)?)\s+(\S.*)")
_LONGEST_PART = 100


def as_address(value: Json) -> Address | None:
    """The parts of an address answer, or ``None`` when the place was only described."""
    given = as_object(value)
    if given.get("known") != "exact":
        return None
    *before, last = (part.strip() for part in given.get("line1", "").split(","))
    rest = given.get("line2", "")
    numbered = _NUMBERED.fullmatch(last)
    if numbered:
        parts = {"flat": ", ".join(before), "building": numbered[1], "street": numbered[2], "locality": rest}
    elif rest and not before:
        parts = {"building": last, "street": rest}
    else:
        parts = {"building": ", ".join(before), "street": last, "locality": rest}
    parts |= {"town": given.get("town", ""), "postcode": given.get("postcode", "")}
    return Address(**{name: text[:_LONGEST_PART] for name, text in parts.items()})


def as_position(value: Json) -> tuple[float, float] | None:
    """Latitude and longitude in degrees (WGS84) of an address answer, when the device gave them."""
    given = as_object(value)
    return (float(given["lat"]), float(given["lon"])) if "lat" in given and "lon" in given else None


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A position in WGS84 degrees, and what it rests on: a ``point``, a ``postcode`` or an ``area`` that was named."""

    latitude: float
    longitude: float
    by: str


def as_whereabouts(value: Json) -> Whereabouts | None:
    """Where an address answer is, as nearly as it says; ``None`` when it can be put on no map."""
    if (position := as_position(value)) is not None:
        return Whereabouts(*position, "point")
    given = as_object(value)
    if found := find_postcode(given.get("postcode", "")):
        return Whereabouts(found.latitude, found.longitude, "postcode")
    kind, _colon, code = given.get("near_code", "").partition(":")
    if found := gazetteer().find_code(kind, code):
        return Whereabouts(found.latitude, found.longitude, "area")
    return None


def as_pence(value: Json) -> int | None:
    """A money answer in pence."""
    return int(Decimal(value) * 100) if isinstance(value, str) else None


as_span = span
"""Earliest and latest instant (aware) of a ``Moment`` answer; ``None`` when unknown."""

__all__ = [
    "Fact",
    "Facts",
    "Holder",
    "JourneyDoor",
    "Known",
    "Knows",
    "Means",
    "OnCheck",
    "OnSent",
    "OnSubmit",
    "SendCode",
    "Sent",
    "Submitted",
    "Whereabouts",
    "as_address",
    "as_pence",
    "as_position",
    "as_span",
    "as_whereabouts",
    "everything",
    "suggested",
]
