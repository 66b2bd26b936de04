"""Places, vehicles, property and ways to reach people, by what people know of them."""

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q, QuerySet

from bluelamp.core.actor import Actor
from bluelamp.records.models import ContactPoint, Place, PropertyItem, Record, Vehicle
from bluelamp.records.models.place import AS_TYPED
from bluelamp.records.selectors.seeing import seen

_SHAPES = str.maketrans("OI", "01")  # the same on a plate: see ``Vehicle.vrm_seen``


def vehicles(actor: Actor, mark: str) -> "QuerySet[Vehicle]":
    """With this registration mark, given without spaces in capitals; O and 0, and I and 1, are taken for each other."""
    found = seen(Vehicle, actor).filter(vrm_seen=mark.translate(_SHAPES)).exclude(vrm="")
    return found.order_by("-recorded_at")


def property_numbered(actor: Actor, number: str) -> "QuerySet[PropertyItem]":
    """With this serial number or IMEI; both are kept without spaces, in capitals."""
    return seen(PropertyItem, actor).filter(Q(serial_number=number) | Q(imei=number)).order_by("-recorded_at")


def contacts(actor: Actor, value: str) -> "QuerySet[ContactPoint]":
    """With just this telephone number or address, given as it is kept."""
    return seen(ContactPoint, actor).filter(value=value).order_by("-recorded_at")


def places(actor: Actor, *, words: str, postcode: str) -> "QuerySet[Place]":
    """At this postcode, those most like ``words`` first; without one, those like them.

    Each says in ``alike``, from 0 to 1, how much it is like the words, when there are some.
    """
    found = seen(Place, actor)
    if postcode:
        found = found.filter(postcode=postcode)
    if not words:
        return found.order_by("building", "flat", "-recorded_at")
    alike = found.alias(typed=AS_TYPED).annotate(alike=TrigramWordSimilarity(words.lower(), AS_TYPED))
    if not postcode:
        alike = alike.filter(typed__trigram_word_similar=words.lower())
    return alike.order_by("-alike", "-recorded_at")


def others_like(actor: Actor, record: Record) -> "QuerySet[Place] | QuerySet[Vehicle] | QuerySet[PropertyItem] | None":
    """Records of the same house, mark or number: for somebody to decide whether they are the same thing."""
    if isinstance(record, Vehicle) and record.vrm:
        return vehicles(actor, record.vrm).exclude(pk=record.pk)
    if isinstance(record, PropertyItem) and (record.serial_number or record.imei):
        number = Q(serial_number=record.serial_number) if record.serial_number else Q(pk__in=[])
        device = Q(imei=record.imei) if record.imei else Q(pk__in=[])
        return seen(PropertyItem, actor).filter(number | device).exclude(pk=record.pk).order_by("-recorded_at")
    if isinstance(record, Place) and (record.uprn or (record.postcode and (record.building or record.street))):
        return seen(Place, actor).filter(_same_house(record)).exclude(pk=record.pk).order_by("-recorded_at")
    return None


def _same_house(place: Place) -> Q:
    house = Q(
        postcode=place.postcode,
        building__iexact=place.building,
        street__iexact=place.street,
        flat__iexact=place.flat,
    )
    known = house if place.postcode and (place.building or place.street) else Q(pk__in=[])
    return known | Q(uprn=place.uprn) if place.uprn else known
