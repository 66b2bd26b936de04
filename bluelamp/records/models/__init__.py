"""Records: matters, and the people, objects, places and links (POLE) that they are about."""

from bluelamp.records.models.base import Record
from bluelamp.records.models.contact import ContactPoint
from bluelamp.records.models.link import Link
from bluelamp.records.models.matter import Matter
from bluelamp.records.models.names import FamilyName, GivenName, NameKey
from bluelamp.records.models.party import Organisation, Person, PersonVersion
from bluelamp.records.models.place import Place
from bluelamp.records.models.things import PropertyItem, Vehicle

__all__ = [
    "ContactPoint",
    "FamilyName",
    "GivenName",
    "Link",
    "Matter",
    "NameKey",
    "Organisation",
    "Person",
    "PersonVersion",
    "Place",
    "PropertyItem",
    "Record",
    "Vehicle",
]
