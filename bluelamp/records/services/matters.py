"""Opening, naming, closing and merging matters."""

from uuid import UUID

from bluelamp.access import selectors as access_selectors
from bluelamp.access import services as access
from bluelamp.access.enums import Relation
from bluelamp.core import clock
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.errors import Invalid, NotFound
from bluelamp.core.ids import new_reference
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service
from bluelamp.records.enums import Basis, Classification, LinkKind, MatterKind, MatterStatus
from bluelamp.records.models import Link, Matter
from bluelamp.records.policies import MATTER, clean_text
from bluelamp.records.services.links import add_link, new_link, retract
from bluelamp.records.types import Provenance

PREFIXES = {
    MatterKind.REPORT: "CR",
    MatterKind.INCIDENT: "IN",
    MatterKind.CRIME: "CM",
    MatterKind.INTELLIGENCE: "IR",
    MatterKind.OTHER: "MT",
}
_INVOLVED_AT_ONCE = {
    ActorKind.STAFF: Relation.ASSIGNED,
    ActorKind.CITIZEN: Relation.OWN,
    ActorKind.RECEIPT: Relation.OWN,
}


@service
def open_matter(
    *,
    actor: Actor,
    kind: MatterKind | str,
    title: str,
    classification: Classification = Classification.OFFICIAL,
) -> Matter:
    """Open a matter with a fresh reference. ``title`` is neutral words: no names, no addresses.

    Whoever opens it becomes involved: staff as assigned, a citizen or the holder of a receipt as its own. The
    anonymous public, all of whom share one id, does not: let them act as ``Actor.receipt(report_id)``.
    """
    access.check(actor=actor, action="records.matter.open")
    matter = Matter(
        kind=MatterKind(kind),
        reference=new_reference(PREFIXES[MatterKind(kind)]),
        title=_title(title),
        classification=classification,
        owner_id=actor.id if actor.kind is ActorKind.STAFF else None,
    )
    matter.save(force_insert=True)
    if relation := _INVOLVED_AT_ONCE.get(actor.kind):
        access.involve(actor=actor, matter=matter.id, who=actor.id, relation=relation)
    record(actor=actor, act=Act.COLLECTION, action="records.matter.open", subjects=[matter], matter=matter.id)
    return matter


@service
def rename_matter(*, actor: Actor, matter: UUID, title: str) -> Matter:
    """Give it a better title."""
    found = _for_change(actor, matter)
    found.title = _title(title)
    return _changed(actor, found, "rename")


@service
def reclassify_matter(*, actor: Actor, matter: UUID, classification: Classification, reason: str) -> Matter:
    """Raise or lower its protective marking, saying why."""
    found = _for_change(actor, matter)
    found.classification = Classification(classification)
    return _changed(actor, found, "reclassify", reason=_reason(reason))


@service
def assign_owner(*, actor: Actor, matter: UUID, owner: UUID | None) -> Matter:
    """Say which member of staff or team answers for it. ``access.services.involve`` lets them see it."""
    found = _for_change(actor, matter)
    found.owner_id = owner
    return _changed(actor, found, "assign")


@service
def close_matter(*, actor: Actor, matter: UUID, reason: str) -> Matter:
    """Nothing more is to be done. Raises ``IllegalTransition`` unless it is open."""
    found = _for_change(actor, matter)
    found.status = MATTER.next(found.status, "close")
    found.closed_at = clock.now()
    return _changed(actor, found, "close", reason=_reason(reason))


@service
def reopen_matter(*, actor: Actor, matter: UUID, reason: str) -> Matter:
    """There is more to be done after all. Raises ``IllegalTransition`` unless it is closed."""
    found = _for_change(actor, matter)
    found.status = MATTER.next(found.status, "reopen")
    found.closed_at = None
    return _changed(actor, found, "reopen", reason=_reason(reason))


@service
def merge_matters(*, actor: Actor, source: UUID, into: UUID, reason: str) -> Link:
    """Two matters turn out to be one: what is in ``source`` is from now on read with ``into``.

    Nothing moves, so it can be taken back. Staff and teams on either need to know both; a citizen's right to
    their own report never widens.
    """
    access.check(actor=actor, action="records.matter.merge")
    if source == into:
        raise Invalid("Choose another matter to merge this one into.", field="into")
    found = _locked(min(source, into)), _locked(max(source, into))  # in one order: two merges cannot deadlock
    first, second = found if found[0].id == source else reversed(found)
    if second.status != MatterStatus.OPEN:
        raise Invalid("A matter can only be merged into an open one. Reopen it first.", field="into")
    first.status = MATTER.next(first.status, "merge")
    first.save(update_fields=["status"])
    made = add_link(
        new_link(
            actor=actor,
            source=first,
            target=second,
            matter=second,
            kind=LinkKind.MERGED_INTO,
            basis=Basis.FACT,
            provenance=Provenance(source=f"access.user:{actor.id}"),
        )
    )
    _share_need_to_know(actor, source, into)
    record(
        actor=actor,
        act=Act.COMBINATION,
        action="records.matter.merge",
        subjects=[first, second, made],
        matter=into,
        reason=_reason(reason),
    )
    return made


@service
def unmerge_matter(*, actor: Actor, matter: UUID, reason: str) -> Matter:
    """Take a merge back. Who was let in by it stays involved until released, as they have seen it already."""
    access.check(actor=actor, action="records.matter.merge")
    found = _locked(matter)
    found.status = MATTER.next(found.status, "unmerge")
    found.save(update_fields=["status"])
    merged = Link.objects.get(source_id=matter, kind=LinkKind.MERGED_INTO, retracted_at=None)
    retract(actor, merged, _reason(reason))
    record(
        actor=actor,
        act=Act.ALTERATION,
        action="records.matter.unmerge",
        subjects=[found, merged],
        matter=merged.target_id,
        reason=reason,
    )
    return found


def _share_need_to_know(actor: Actor, *matters: UUID) -> None:
    for relation in (Relation.ASSIGNED, Relation.TEAM):
        for who in {who for matter in matters for who in access_selectors.involved(matter=matter, relation=relation)}:
            for matter in matters:
                access.involve(actor=actor, matter=matter, who=who, relation=relation)


def _for_change(actor: Actor, matter: UUID) -> Matter:
    found = _locked(matter)
    access.check(actor=actor, action="records.matter.change", state=found.status, matter=matter)
    return found


def _locked(matter: UUID) -> Matter:
    found = Matter.objects.select_for_update().filter(pk=matter).first()
    if found is None:
        raise NotFound("There is no such matter. Check the reference.", field="matter")
    return found


def _changed(actor: Actor, matter: Matter, verb: str, *, reason: str = "") -> Matter:
    matter.save()
    record(
        actor=actor,
        act=Act.ALTERATION,
        action=f"records.matter.{verb}",
        subjects=[matter],
        matter=matter.id,
        reason=reason,
    )
    return matter


def _title(title: str) -> str:
    return clean_text(title, field="title", longest=200, needed="Enter a title that says what this is about.")


def _reason(reason: str) -> str:
    return clean_text(reason, field="reason", longest=2000, needed="Say why.")
