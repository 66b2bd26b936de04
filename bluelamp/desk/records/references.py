"""A reference goes straight to its page, or to the page of its matter for those whose work has no page of its own.

People quote the reference that they were given: a caller that of the report, a colleague that of the crime. Whoever
may see the matter finds it by any of them; nobody learns by it that there is a matter that they may not see.
"""

from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from bluelamp.contact import selectors as contact
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotFound
from bluelamp.desk.records.addresses import address_of
from bluelamp.evidence import selectors as evidence
from bluelamp.incidents import selectors as incidents
from bluelamp.intelligence import selectors as intelligence
from bluelamp.investigations import selectors as investigations
from bluelamp.records import selectors
from bluelamp.records.types import Ref

if TYPE_CHECKING:
    from django.db.models import Model


class _Pages(Protocol):
    def __call__(self, *, actor: Actor, reference: str) -> "Model | None": ...


class _Matters(Protocol):
    def __call__(self, *, reference: str) -> UUID | None: ...


_PAGES: dict[str, _Pages] = {
    "CR": contact.report_by_reference,
    "IN": incidents.incident_by_reference,
    "CA": investigations.case_by_reference,
    "EX": evidence.exhibit_by_reference,
}
_MATTERS: dict[str, _Matters] = {
    "CR": contact.matter_of_reference,
    "IN": incidents.matter_of_reference,
    "CA": investigations.matter_of_reference,
    "CN": investigations.matter_of_reference,
    "EX": evidence.matter_of_reference,
    "IR": intelligence.matter_of_reference,
}


def page_of(*, actor: Actor, reference: str) -> str:
    """The address. Raises ``NotFound`` in the same words whether there is none or the actor may not see it."""
    find = _PAGES.get(reference[:2])
    row = find(actor=actor, reference=reference) if find else None
    page = address_of(actor=actor, ref=Ref.of(row)) if row is not None else ""
    return page or address_of(actor=actor, ref=Ref("records.matter", matter_of(actor=actor, reference=reference)))


def matter_of(*, actor: Actor, reference: str) -> UUID:
    """The matter that a reference of any kind belongs to, when the actor may see it. Raises ``NotFound``."""
    find = _MATTERS.get(reference[:2])
    held = find(reference=reference) if find else None
    try:
        if held is not None:
            return selectors.matter_by_id(actor=actor, matter=held).pk
        return selectors.find_by_reference(actor=actor, reference=reference).pk
    except NotFound as nothing:
        words = _("There is nothing with this reference that you can see. Check it.")
        raise NotFound(words, field="reference") from nothing
