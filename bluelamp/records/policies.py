"""What a matter may go through, and what makes a description acceptable. Pure: nothing is read or written here."""

import re
from dataclasses import replace
from datetime import date

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from bluelamp.core import clock
from bluelamp.core.errors import Invalid
from bluelamp.core.places.addresses import check_address
from bluelamp.core.states import Machine, Transition
from bluelamp.core.text import unturned
from bluelamp.records.enums import ContactKind, MatterStatus
from bluelamp.records.types import (
    Born,
    ContactDetails,
    OrganisationDetails,
    PersonDetails,
    PlaceDetails,
    PropertyDetails,
    VehicleDetails,
)

MATTER = Machine(
    "matter",
    [
        Transition("close", frozenset({MatterStatus.OPEN}), MatterStatus.CLOSED),
        Transition("reopen", frozenset({MatterStatus.CLOSED}), MatterStatus.OPEN),
        Transition("merge", frozenset({MatterStatus.OPEN}), MatterStatus.MERGED),
        Transition("unmerge", frozenset({MatterStatus.MERGED}), MatterStatus.OPEN),
    ],
)

LONGEST_NAME = 100
OLDEST_YEARS = 130
_PLAIN_MARK = re.compile(r"[A-Z0-9]{2,10}")
_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")  # ISO 3779: no I, O or Q
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")  # the shape of BCP 47


def clean_text(text: str, *, field: str, longest: int, needed: str = "") -> str:
    """``text`` on one line, ``unturned`` and without stray spaces. ``needed``: what to say when it is empty."""
    tidy = " ".join(unturned(text).replace("\x00", "").split())
    if not tidy and needed:
        raise Invalid(needed, field=field)
    if len(tidy) > longest:
        raise Invalid(f"Shorten this to {longest} characters or fewer.", field=field)
    return tidy


def clean_person(details: PersonDetails) -> PersonDetails:
    """The description tidied. Raises ``Invalid`` naming the part."""
    tidy = replace(
        details,
        given=_name(details.given, "given"),
        middle=_name(details.middle, "middle"),
        family=_name(details.family, "family"),
        known_as=_name(details.known_as, "known_as"),
        deceased=details.deceased or details.died_on is not None,
    )
    if not (tidy.given or tidy.family or tidy.known_as):
        raise Invalid("Enter a given name, a family name or what the person is known as.", field="family")
    if details.language and not _LANGUAGE.fullmatch(details.language):
        raise Invalid("Choose a language from the list.", field="language")
    _check_dates(details.born, details.died_on)
    return tidy


def _name(text: str, field: str) -> str:
    return clean_text(text, field=field, longest=LONGEST_NAME)


def _check_dates(born: Born | None, died_on: date | None) -> None:
    today = clock.today()
    if born is not None:
        if born.earliest > born.latest:
            raise Invalid("The earliest date of birth must not be after the latest.", field="born")
        if born.earliest > today:
            raise Invalid("The date of birth must be in the past.", field="born")
        if born.latest.year < today.year - OLDEST_YEARS:
            raise Invalid(f"The date of birth must be within the last {OLDEST_YEARS} years.", field="born")
    if died_on is not None and (died_on > today or (born is not None and died_on < born.earliest)):
        raise Invalid("The date of death must be after the birth and not in the future.", field="died_on")


def clean_organisation(details: OrganisationDetails) -> OrganisationDetails:
    return OrganisationDetails(
        name=clean_text(details.name, field="name", longest=200, needed="Enter the organisation's name."),
        number=re.sub(r"\s", "", details.number).upper()[:12],
    )


def clean_place(details: PlaceDetails) -> PlaceDetails:
    """An address that can be found, a name or a position: one of them at least. Raises ``Invalid``."""
    name = clean_text(details.name, field="name", longest=LONGEST_NAME)
    address = details.address and check_address(details.address)
    if address is None and details.position is None and not name:
        raise Invalid("Enter an address or choose a point on the map.", field="place")
    if details.uprn is not None and not 0 < details.uprn < 10**12:  # 12 digits: BS 7666
        raise Invalid("A property reference number has up to 12 digits.", field="uprn")
    return replace(details, name=name, address=address)


def normalise_vrm(text: str, *, field: str = "vrm") -> str:
    """A registration mark in capitals without spaces or dashes. Foreign and old marks are marks too."""
    mark = re.sub(r"[\s.\-·]", "", text).upper()
    if mark and not _PLAIN_MARK.fullmatch(mark):
        raise Invalid("Enter a registration number of up to 10 letters and numbers, like AB12 CDE.", field=field)
    return mark


def clean_vehicle(details: VehicleDetails) -> VehicleDetails:
    vin = re.sub(r"\s", "", details.vin).upper()
    if vin and not _VIN.fullmatch(vin):
        raise Invalid("A chassis number has 17 letters and numbers, never I, O or Q.", field="vin")
    tidy = VehicleDetails(
        vrm=normalise_vrm(details.vrm),
        vin=vin,
        make=clean_text(details.make, field="make", longest=40),
        model=clean_text(details.model, field="model", longest=60),
        colour=clean_text(details.colour, field="colour", longest=30),
    )
    if tidy == VehicleDetails():
        raise Invalid("Enter a registration number or describe the vehicle.", field="vrm")
    return tidy


def clean_property(details: PropertyDetails) -> PropertyDetails:
    if details.value is not None and details.value < 0:
        raise Invalid("Enter a value of 0 or more.", field="value")
    return replace(
        details,
        description=clean_text(details.description, field="description", longest=500, needed="Describe the property."),
        serial_number=re.sub(r"\s", "", clean_text(details.serial_number, field="serial_number", longest=60)).upper(),
        imei=normalise_imei(details.imei),
    )


def normalise_imei(text: str) -> str:
    """The 15 digits of a device, its check digit verified (3GPP TS 23.003, annex B: Luhn)."""
    digits = re.sub(r"[\s\-/.]", "", text)
    if not digits:
        return ""
    if not re.fullmatch(r"[0-9]{15}", digits) or _luhn(digits) % 10:
        raise Invalid("An IMEI has 15 digits. Dial *#06# on the device, or look on its box.", field="imei")
    return digits


def _luhn(digits: str) -> int:
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return sum(doubled) + sum(int(digit) for digit in digits[-1::-2])


def clean_contact(details: ContactDetails) -> ContactDetails:
    """A telephone number as E.164 or an email address with its domain in small letters. Raises ``Invalid``."""
    normalise = _phone if details.kind is ContactKind.PHONE else _email
    return ContactDetails(kind=details.kind, value=normalise(details.value.strip()))


def _phone(text: str) -> str:
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise Invalid("Enter a telephone number, like 0121 496 0000 or +44 121 496 0000.", field="phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError as error:
        raise Invalid("Enter an email address, like name@example.com.", field="email") from error
    local, _, domain = text.rpartition("@")
    return f"{local}@{domain.lower()}"
