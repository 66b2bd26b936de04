"""The forms that record somebody or something new in a matter, one for each kind."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bluelamp.core.actor import Actor
from bluelamp.core.places import find_postcode
from bluelamp.core.places.addresses import Address
from bluelamp.core.places.grid import Position
from bluelamp.desk.records.forms import day, fact_or_opinion, naming, words
from bluelamp.records import services
from bluelamp.records.enums import Basis, ContactKind, LinkKind, Precision, PropertyKind
from bluelamp.records.links import kinds_between
from bluelamp.records.types import (
    Born,
    ContactDetails,
    OrganisationDetails,
    PersonDetails,
    PlaceDetails,
    PropertyDetails,
    Provenance,
    VehicleDetails,
)

_MATTER = "records.matter"


class AddForm(forms.Form):
    """What all of them ask: how it stands to the matter, whether that is a fact, and who said so."""

    title: ClassVar[str | Promise]
    label: ClassVar[str]
    usual: ClassVar[LinkKind]

    kind = forms.ChoiceField(label=_("In this matter"))
    basis = fact_or_opinion()
    said_in = words(
        _("Where does it come from?"),
        _("A statement, a call, another system"),
        required=True,
        max_length=120,
        error_messages={"required": _("Say where this comes from.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, kind.label) for kind in kinds_between(self.label, _MATTER)]
        self.fields["kind"] = forms.ChoiceField(label=_("In this matter"), choices=kinds, initial=self.usual)
        self.order_fields([*(name for name in self.fields if name not in AddForm.base_fields), *AddForm.base_fields])

    def add(self, *, actor: Actor, matter: UUID) -> object:
        """Record it. Raises what the service raises."""
        raise NotImplementedError  # forms have a metaclass of their own: no abstractmethod

    def _said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "kind": LinkKind(given["kind"]),
            "basis": Basis(given["basis"]),
            "provenance": Provenance(source=given["said_in"]),
        }

    def _text(self, *names: str) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in names}


class AddPerson(AddForm):
    title = _("Add a person")
    label = "records.person"
    usual = LinkKind.WITNESS_OF
    given = words(_("Given name"), max_length=100)
    family = words(_("Family name"), max_length=100)
    known_as = words(_("Known as"), max_length=100)
    earliest = day(_("Date of birth"), _("Like 12 3 1984"))

    def add(self, *, actor: Actor, matter: UUID) -> object:
        born = self.cleaned_data["earliest"]
        details = PersonDetails(**self._text("given", "family", "known_as"), born=Born.on(born) if born else None)
        with naming(born="earliest"):
            return services.add_person(actor=actor, matter=matter, details=details, **self._said())


class AddOrganisation(AddForm):
    title = _("Add an organisation")
    label = "records.organisation"
    usual = LinkKind.MENTIONED_IN
    name = words(_("Name"), max_length=200)
    number = words(_("Company or charity number"), max_length=12)

    def add(self, *, actor: Actor, matter: UUID) -> object:
        details = OrganisationDetails(**self._text("name", "number"))
        return services.add_organisation(actor=actor, matter=matter, details=details, **self._said())


class AddPlace(AddForm):
    title = _("Add a place")
    label = "records.place"
    usual = LinkKind.SCENE_OF
    name = words(_("Name of the place"), _("A shop, a park, a stop"), max_length=100)
    flat = words(_("Flat"), max_length=100)
    building = words(_("House number or name"), max_length=100)
    street = words(_("Street"), max_length=100)
    town = words(_("Town or city"), max_length=100)
    postcode = words(_("Postcode"), max_length=10)

    def add(self, *, actor: Actor, matter: UUID) -> object:
        parts = self._text("flat", "building", "street", "town", "postcode")
        known = find_postcode(parts["postcode"]) if parts["postcode"] else None
        details = PlaceDetails(
            name=self.cleaned_data["name"],
            address=Address(**parts) if any(parts.values()) else None,
            position=Position(known.latitude, known.longitude) if known else None,
            precision=Precision.POSTCODE if known else Precision.ADDRESS,
        )
        with naming(place="street"):
            return services.add_place(actor=actor, matter=matter, details=details, **self._said())


class AddVehicle(AddForm):
    title = _("Add a vehicle")
    label = "records.vehicle"
    usual = LinkKind.INVOLVED_IN
    vrm = words(_("Registration mark"), max_length=14)
    make = words(_("Make"), max_length=40)
    model = words(_("Model"), max_length=60)
    colour = words(_("Colour"), max_length=30)
    vin = words(_("Chassis number"), max_length=30)

    def add(self, *, actor: Actor, matter: UUID) -> object:
        details = VehicleDetails(**self._text("vrm", "make", "model", "colour", "vin"))
        return services.add_vehicle(actor=actor, matter=matter, details=details, **self._said())


class AddProperty(AddForm):
    title = _("Add property")
    label = "records.propertyitem"
    usual = LinkKind.STOLEN_IN
    description = words(_("What is it?"), max_length=500)
    sort = forms.ChoiceField(label=_("Kind of property"), choices=PropertyKind.choices, initial=PropertyKind.OTHER)
    serial_number = words(_("Serial number"), max_length=60)
    imei = words(_("IMEI"), _("15 digits, on a telephone"), max_length=30)

    def add(self, *, actor: Actor, matter: UUID) -> object:
        details = PropertyDetails(
            **self._text("description", "serial_number", "imei"), kind=PropertyKind(self.cleaned_data["sort"])
        )
        return services.add_property(actor=actor, matter=matter, details=details, **self._said())


class AddContact(AddForm):
    title = _("Add a telephone number or email")
    label = "records.contactpoint"
    usual = LinkKind.MENTIONED_IN
    value = words(_("Telephone number or email"), _("Then link it to whoever uses it"), required=True)

    def add(self, *, actor: Actor, matter: UUID) -> object:
        value = self.cleaned_data["value"]
        kind = ContactKind.EMAIL if "@" in value else ContactKind.PHONE
        details = ContactDetails(kind=kind, value=value)
        with naming(phone="value", email="value"):
            return services.add_contact_point(actor=actor, matter=matter, details=details, **self._said())


FORMS: dict[str, type[AddForm]] = {
    "person": AddPerson,
    "organisation": AddOrganisation,
    "place": AddPlace,
    "vehicle": AddVehicle,
    "property": AddProperty,
    "contact": AddContact,
}
