"""A report goes out: matter, people, place, property and the report itself, in one transaction."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.db import transaction

from bluelamp.contact.enums import Channel
from bluelamp.contact.policies import risk_of, said_by_age
from bluelamp.contact.report_types import report_types
from bluelamp.contact.services import receive_report
from bluelamp.contact.types import NewReport
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.clock import today
from bluelamp.core.errors import Invalid
from bluelamp.core.ids import new_id
from bluelamp.core.places.grid import Position
from bluelamp.files.services import keep
from bluelamp.journeys.types import Fact, Facts, Means, Submitted, as_address, as_pence, as_whereabouts
from bluelamp.ledger.writing import service
from bluelamp.records.enums import Basis, LinkKind, MatterKind, Precision, PropertyKind
from bluelamp.records.services import add_person, add_place, add_property, add_vehicle, open_matter
from bluelamp.records.types import PersonDetails, PlaceDetails, PropertyDetails, Provenance, VehicleDetails

if TYPE_CHECKING:
    from bluelamp.records.models import Person, Place, Vehicle

Added = TypeVar("Added")
_KNOWN = frozenset({ActorKind.STAFF, ActorKind.CITIZEN})

# Records are shorter than what people may write. The whole words stay in the report; a long one never refuses it.
_NAME, _KNOWN_AS, _DESCRIPTION, _SERIAL, _LOOKS = 100, 100, 500, 60, 60


@service
def submit_report(
    *,
    actor: Actor,
    submitted: Submitted,
    channel: str = Channel.WEB,
    matter_id: UUID | None = None,
    language: str = "",
) -> UUID:
    """Receive a draft as a report; the id of the report. ``matter_id`` is that of what came before, such as a chat, and
    ``language`` the one that was spoken there, whatever whoever filled in the form reads.

    Who is signed in owns it as themselves, and its receipt opens it too. Anybody else acts as the receipt's holder.
    """
    report_id = new_id()
    sender = actor if actor.kind in _KNOWN else Actor.receipt(report_id)
    hands_in = actor if actor.kind is ActorKind.STAFF else Actor.public()  # as journeys staged the files
    facts = submitted.facts
    if matter_id is None:
        matter_id = open_matter(actor=sender, kind=MatterKind.REPORT, title=submitted.title).id
    told = _Telling(sender, matter_id, Provenance(source=f"contact.report:{report_id}"))
    reporter = told.people(facts)
    place = told.place(facts)
    # The middle of a part of town is nowhere to go to.
    exact = place if place and place.precision != Precision.AREA else None
    told.things(facts)
    for file_id in submitted.files:
        keep(actor=hands_in, file_id=file_id, matter_id=matter_id)
    risk, reasons = risk_of(_said(submitted))
    receive_report(
        actor=sender,
        report_id=report_id,
        matter_id=matter_id,
        new=NewReport(
            draft_id=submitted.draft_id,
            journey_slug=submitted.slug,
            journey_version=submitted.version,
            answers=dict(submitted.answers),
            safe_contact=_object(facts.value(Means.SAFE_CONTACT)),
            risk=risk.value,
            risk_reasons=reasons,
            place_id=place.id if place else None,
            place_label=facts.text(Means.PLACE).replace("\n", ", ")[:300],
            latitude=exact.latitude if exact else None,
            longitude=exact.longitude if exact else None,
            reporter_person_id=reporter.id if reporter else None,
            from_victim=_from_victim(facts),
            channel=channel,
            language=language or submitted.language,
        ),
    )
    return report_id


class _Telling:
    """Turns what was said into records of one matter."""

    def __init__(self, actor: Actor, matter: UUID, provenance: Provenance) -> None:
        self.actor, self.matter, self.provenance = actor, matter, provenance

    def people(self, facts: Facts) -> "Person | None":
        """The person who reported, the person it happened to, and whoever they suspect: an opinion, not a fact."""
        kind = LinkKind.VICTIM_OF if _from_victim(facts) else LinkKind.REPORTED
        reporter = self._person(facts.first(Means.REPORTER_NAME), kind)
        self._person(facts.first(Means.VICTIM_NAME), LinkKind.VICTIM_OF)
        self._person(facts.first(Means.SUSPECT_NAME), LinkKind.SUSPECT_OF, Basis.OPINION)
        return reporter

    def place(self, facts: Facts) -> "Place | None":
        """Where it was, as exactly as was said: a position, an address, or nothing that can be put on a map."""
        value = facts.value(Means.PLACE)
        address, found = as_address(value), as_whereabouts(value)
        if address is None and found is None:
            return None
        details = PlaceDetails(
            address=address,
            position=Position(found.latitude, found.longitude) if found else None,
            precision=Precision(found.by) if found else Precision.POINT,
        )
        return _if_it_fits(
            lambda: add_place(actor=self.actor, matter=self.matter, details=details, provenance=self.provenance)
        )

    def things(self, facts: Facts) -> None:
        """What was taken, and vehicles."""
        for group in facts.of(Means.PROPERTY):
            for item in group.items:
                self._property(item)
        said = facts.affirmed()
        if Means.VEHICLE_TAKEN in said:
            self._taken_vehicle(facts)
        else:
            for mark in facts.of(Means.VEHICLE_REGISTRATION):
                if isinstance(mark.value, str) and mark.value:
                    self._vehicle(VehicleDetails(vrm=mark.value), LinkKind.INVOLVED_IN)
        for means, kind in ((Means.PROPERTY_LOST, LinkKind.LOST_IN), (Means.PROPERTY_FOUND, LinkKind.FOUND_IN)):
            if means in said:
                self._thing(PropertyDetails(description=facts.text(Means.ACCOUNT)[:_DESCRIPTION]), kind)

    def _taken_vehicle(self, facts: Facts) -> None:
        """By its mark, and by how it looks: also one without a mark, or with one that cannot be, can be found."""
        mark, looks = facts.text(Means.VEHICLE_REGISTRATION), facts.text(Means.VEHICLE_DETAIL)[:_LOOKS]
        marked = mark and self._vehicle(VehicleDetails(vrm=mark, model=looks), LinkKind.STOLEN_IN)
        if not marked and looks:
            self._vehicle(VehicleDetails(model=looks), LinkKind.STOLEN_IN)

    def _vehicle(self, details: VehicleDetails, kind: LinkKind) -> "Vehicle | None":
        return _if_it_fits(
            lambda: add_vehicle(
                actor=self.actor, matter=self.matter, details=details, provenance=self.provenance, kind=kind
            )
        )

    def _property(self, item: Facts) -> None:
        kind, what = item.value(Means.PROPERTY_KIND), item.text(Means.PROPERTY_DETAIL)
        details = PropertyDetails(
            description=(what or item.text(Means.PROPERTY_KIND))[:_DESCRIPTION] or "Property",
            kind=PropertyKind(kind) if kind in PropertyKind.values else PropertyKind.OTHER,
            serial_number=item.text(Means.PROPERTY_SERIAL)[:_SERIAL],
            value=as_pence(item.value(Means.PROPERTY_VALUE)),
        )
        self._thing(details, LinkKind.STOLEN_IN)

    def _thing(self, details: PropertyDetails, kind: LinkKind) -> None:
        _if_it_fits(
            lambda: add_property(
                actor=self.actor, matter=self.matter, details=details, provenance=self.provenance, kind=kind
            )
        )

    def _person(self, fact: Fact | None, kind: LinkKind, basis: Basis = Basis.FACT) -> "Person | None":
        if fact is None:
            return None
        name = _object(fact.value)
        details = (
            PersonDetails(given=str(name.get("given", ""))[:_NAME], family=str(name.get("family", ""))[:_NAME])
            if name
            else PersonDetails(known_as=str(fact.value or "")[:_KNOWN_AS])
        )
        return _if_it_fits(
            lambda: add_person(
                actor=self.actor,
                matter=self.matter,
                details=details,
                provenance=self.provenance,
                kind=kind,
                basis=basis,
            )
        )


def _said(submitted: Submitted) -> tuple[Means, ...]:
    """What was said yes to, what choosing this kind of report says by itself, and what an age says."""
    facts, kind = submitted.facts, report_types().get(submitted.slug)
    born = facts.value(Means.VICTIM_BORN)
    aged = said_by_age(date.fromisoformat(str(born)), today()) if born else ()
    return (*facts.affirmed(), *(kind.says if kind else ()), *aged)


def _from_victim(facts: Facts) -> bool:
    return facts.value(Means.REPORTER_PART) == "victim"


def _object(value: object) -> dict[str, object]:
    return dict(value) if isinstance(value, dict) else {}


def _if_it_fits(add: Callable[[], Added]) -> Added | None:
    """A record of what was said, or none when it says something that no record can hold: the report has the words,
    and a victim is never turned away over a registration mark."""
    try:
        with transaction.atomic():
            return add()
    except Invalid:
        return None
