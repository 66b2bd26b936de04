"""Making links and taking them back."""

from uuid import UUID

from django.db import IntegrityError, models, transaction

from bluelamp.access import services as access
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid, NotFound
from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service
from bluelamp.records import links, selectors
from bluelamp.records.enums import Basis, LinkKind
from bluelamp.records.errors import AlreadyLinked, AlreadyRetracted
from bluelamp.records.models import Link, Matter
from bluelamp.records.policies import clean_text
from bluelamp.records.selectors.people import LONGEST_REASON
from bluelamp.records.types import Provenance, Ref


@service
def link(
    *,
    actor: Actor,
    source: models.Model | Ref,
    target: models.Model | Ref,
    kind: LinkKind,
    basis: Basis,
    provenance: Provenance,
    purpose: Purpose | None = None,
    reason: str = "",
) -> Link:
    """Say that ``source`` stands to ``target`` as ``kind``. Raises ``Invalid``, ``AlreadyLinked``, ``NotAllowed``.

    When neither end is a matter, ``provenance.matter`` says in whose eyes. A person, object or place can be linked
    only by somebody who may see it: otherwise linking would be a way to look. Who looked further for a person says
    again what for and why, on this entry: from now on they may look at any time. Matters are merged, not linked so.
    """
    if kind is LinkKind.MERGED_INTO:
        raise Invalid("Merge the matters instead of linking them.", field="kind")
    matter = _matter_of(Ref.of(source), Ref.of(target), provenance)
    access.check(actor=actor, action="records.record.add", state=matter.status, matter=matter.id)
    for end in (Ref.of(source), Ref.of(target)):
        if not selectors.may_link(actor=actor, ref=end):
            raise NotFound("There is no such record, or you cannot see it.", field="target")
    beyond = any(selectors.lies_beyond(actor=actor, ref=Ref.of(end)) for end in (source, target))
    if beyond and purpose is None:
        raise Invalid("Choose what you need them for.", field="purpose")
    needed = "Say why you need them in this matter."
    why = clean_text(reason, field="reason", longest=LONGEST_REASON, needed=needed) if beyond else ""
    made = add_link(
        new_link(
            actor=actor, source=source, target=target, matter=matter, kind=kind, basis=basis, provenance=provenance
        )
    )
    record(
        actor=actor,
        act=Act.COMBINATION,
        action="records.link.add",
        subjects=[made, str(made.source), str(made.target)],
        matter=matter.id,
        purpose=purpose if beyond else None,
        reason=why,
    )
    return made


@service
def unlink(*, actor: Actor, link: UUID, why: str) -> Link:
    """Take a link back, saying why. It stays on record as retracted. Raises ``AlreadyRetracted``."""
    found = Link.objects.select_for_update(of=("self",)).select_related("matter").filter(pk=link).first()
    if found is None:
        raise NotFound("There is no such link.", field="link")
    if found.kind == LinkKind.MERGED_INTO:
        raise Invalid("Take the merge back instead of the link.", field="link")
    access.check(actor=actor, action="records.record.correct", state=found.matter.status, matter=found.matter_id)
    retract(actor, found, why)
    record(
        actor=actor,
        act=Act.ALTERATION,
        action="records.link.retract",
        subjects=[found, str(found.source), str(found.target)],
        matter=found.matter_id,
        reason=found.retracted_why,
    )
    return found


def add_link(made: Link) -> Link:
    """Save the row; the caller has checked who may, and writes the ledger. Raises ``AlreadyLinked``."""
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        if "records_link_once" not in str(error):
            raise
        raise AlreadyLinked("These records are already linked in this way.", field="kind") from error
    return made


def new_link(
    *,
    actor: Actor,
    source: models.Model | Ref,
    target: models.Model | Ref,
    matter: Matter,
    kind: LinkKind,
    basis: Basis,
    provenance: Provenance,
) -> Link:
    """A link that is not yet saved. Raises ``Invalid`` for ends that cannot be linked so."""
    first, second = Ref.of(source), Ref.of(target)
    links.check(kind, first, second)
    return Link(
        kind=kind,
        source_label=first.label,
        source_id=first.id,
        target_label=second.label,
        target_id=second.id,
        matter=matter,
        basis=basis,
        said_in=clean_text(provenance.source, field="source", longest=120, needed="Say where this comes from."),
        said_at=provenance.at,
        recorded_by=actor.id,
    )


def retract(actor: Actor, found: Link, why: str) -> None:
    """Mark a link as wrong; it stays on record. Raises ``AlreadyRetracted``, or ``Invalid`` without a reason."""
    if found.retracted_at is not None:
        raise AlreadyRetracted("This link was taken back before. Look at the record again.", field="link")
    found.retracted_at = clock.now()
    found.retracted_by = actor.id
    found.retracted_why = clean_text(why, field="why", longest=2000, needed="Say why the link is wrong.")
    found.save(update_fields=["retracted_at", "retracted_by", "retracted_why"])


def _matter_of(source: Ref, target: Ref, provenance: Provenance) -> Matter:
    """The matter that a link belongs to: its target, its source, or the one the provenance names."""
    label = Matter._meta.label_lower
    matter_id = provenance.matter
    if target.label == label:
        matter_id = target.id
    elif source.label == label:
        matter_id = source.id
    found = Matter.objects.filter(pk=matter_id).first() if matter_id else None
    if found is None:
        raise Invalid("Say in which matter these records are linked.", field="matter")
    return found
