"""Where a thing has its page, for whom: from how the ledger names it to an address."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from bluelamp.access.services import may_ever
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotFound
from bluelamp.records.types import Ref

if TYPE_CHECKING:
    from bluelamp.records.models import Record

_RECORDS = {
    "person": "records.person",
    "organisation": "records.organisation",
    "place": "records.place",
    "vehicle": "records.vehicle",
    "property": "records.propertyitem",
    "contact": "records.contactpoint",
}
_KINDS = {label: kind for kind, label in _RECORDS.items()}
NOUNS = {
    "person": _("Person"),
    "organisation": _("Organisation"),
    "place": _("Place"),
    "vehicle": _("Vehicle"),
    "property": _("Property"),
    "contact": _("Telephone or email"),
}


class _Page(NamedTuple):
    name: str
    action: str  # of its route: whoever may never do this is not sent there


_OTHERS = {
    "records.matter": _Page("desk_records:matter", "records.matter.read"),
    "conversations.conversation": _Page("desk_conversations:conversation", "conversations.message.read"),
    "contact.report": _Page("desk_contact:report", "contact.report.grade"),
    "incidents.incident": _Page("desk_dispatch:incident", "incidents.incident.read"),
    "investigations.case": _Page("desk_cases:case", "investigations.case.read"),
    "evidence.exhibit": _Page("desk_cases:exhibit", "evidence.exhibit.read"),
}


def ref_of(kind: str, record_id: UUID) -> Ref:
    """From the words of an address: ``person`` and an id. Raises ``NotFound``."""
    label = _RECORDS.get(kind)
    if label is None:
        raise NotFound("There are no records of this kind.", field="kind")
    return Ref(label, record_id)


def kind_of(ref: Ref) -> str:
    """The word for it in an address; empty for what is no record of a person, place or thing."""
    return _KINDS.get(ref.label, "")


def grouped(records: "Mapping[Ref, Record]") -> list[tuple[StrPromise, list[tuple[str, str]]]]:
    """Records to choose from, kind by kind, people first."""
    return [
        (noun, [(str(ref), _described(record)) for ref, record in records.items() if kind_of(ref) == kind])
        for kind, noun in NOUNS.items()
        if any(kind_of(ref) == kind for ref in records)
    ]


def _described(record: "Record") -> str:
    """Two people of one name are told apart by when they were born."""
    born = getattr(record, "born", None)
    return f"{record.title}, {born.earliest.year}" if born else record.title


def address_of(*, actor: Actor, ref: Ref) -> str:
    """The page of a thing that the actor may see; empty when there is none that their role opens."""
    if kind := kind_of(ref):
        return reverse("desk_records:record", args=[kind, ref.id])
    page = _OTHERS.get(ref.label)
    return reverse(page.name, args=[ref.id]) if page and may_ever(actor=actor, action=page.action) else ""
