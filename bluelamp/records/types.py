"""What is handed to records and back: plain values, no database."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple, Self
from uuid import UUID

from django.db import models

from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.core.places.addresses import Address
from bluelamp.core.places.grid import Position
from bluelamp.records.enums import Basis, ContactKind, Ethnicity, LinkKind, Precision, PropertyKind


class Ref(NamedTuple):
    """A record anywhere in the house, as the ledger names it: ``records.person:0190…``."""

    label: str
    id: UUID

    @classmethod
    def of(cls, record: "models.Model | Ref") -> "Ref":
        return record if isinstance(record, Ref) else cls(record._meta.label_lower, record.pk)

    def __str__(self) -> str:
        return f"{self.label}:{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a statement comes from. ``source`` is opaque: ``contact.report:0190…``, ``journeys.draft:…``, ``999``.

    ``matter`` is needed only when neither end of a link is a matter.
    """

    source: str
    at: datetime = field(default_factory=now)
    matter: UUID | None = None


class Born(NamedTuple):
    """A date of birth, as well as it is known: the earliest and the latest it can be."""

    earliest: date
    latest: date

    @classmethod
    def on(cls, day: date) -> Self:
        return cls(day, day)

    @classmethod
    def in_year(cls, year: int, *, give_or_take: int = 0) -> Self:
        return cls(date(year - give_or_take, 1, 1), date(year + give_or_take, 12, 31))

    @classmethod
    def aged(cls, years: int, *, at: date) -> Self:
        """Somebody who was ``years`` old on the day ``at``."""
        return cls(_years_before(at, years + 1) + timedelta(days=1), _years_before(at, years))

    @property
    def exact(self) -> date | None:
        return self.earliest if self.earliest == self.latest else None


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February in a year that has none
        return day.replace(year=day.year - years, day=28)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetails:
    """A person as described. At least one name is needed; ``language`` is a BCP 47 tag such as ``pl``."""

    given: str = ""
    middle: str = ""
    family: str = ""
    known_as: str = ""
    born: Born | None = None
    ethnicity: Ethnicity | None = None
    language: str = ""
    deceased: bool = False
    died_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationDetails:
    name: str
    number: str = ""  # at Companies House or the Charity Commission


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDetails:
    """An address, a position in WGS84 degrees, or both. ``uprn`` is the Unique Property Reference Number."""

    address: Address | None = None
    name: str = ""
    uprn: int | None = None
    position: Position | None = None
    precision: Precision = Precision.ADDRESS


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleDetails:
    """``vrm`` is the registration mark in any spacing; ``vin`` the 17 characters on the chassis."""

    vrm: str = ""
    vin: str = ""
    make: str = ""
    model: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyDetails:
    """``value`` in pence."""

    description: str
    kind: PropertyKind = PropertyKind.OTHER
    serial_number: str = ""
    imei: str = ""
    value: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something that was taken, lost or found, as a link says it. ``number`` is a serial number, IMEI or chassis."""

    link_id: UUID
    matter_id: UUID
    ref: Ref
    title: str
    number: str
    how: LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDetails:
    """``value`` as typed; telephone numbers are British unless they start with +."""

    kind: ContactKind
    value: str


Details = PersonDetails | OrganisationDetails | PlaceDetails | VehicleDetails | PropertyDetails | ContactDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Somebody or something that a matter is about, before it is recorded; ``id`` is what its record will have."""

    details: Details
    kind: LinkKind
    basis: Basis = Basis.FACT
    id: UUID = field(default_factory=new_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody looks for; an empty part is not asked. The parts are tidied: see ``asking``.

    ``contact`` is E.164 or an email address, ``mark`` a registration mark, ``number`` a serial number or an IMEI,
    ``place`` words of an address.
    """

    name: str = ""
    born: Born | None = None
    contact: str = ""
    place: str = ""
    postcode: str = ""
    mark: str = ""
    number: str = ""

    def __bool__(self) -> bool:
        return self != Question()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person of a bulk load, and how they stand to a matter."""

    details: PersonDetails
    id: UUID
    matter: UUID | None = None
    kind: LinkKind = LinkKind.MENTIONED_IN
    basis: Basis = Basis.FACT


@dataclass(frozen=True, slots=True, kw_only=True)
class PastMatter:
    """A matter that is over, as another system knew it. ``title`` in neutral words."""

    id: UUID
    title: str
    opened_at: datetime
    closed_at: datetime
