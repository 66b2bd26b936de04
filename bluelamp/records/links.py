"""What may be linked with what, and which nouns of rooms above can be an end of a link.

Rooms above register their nouns when their app is ready: ``links.register("incidents.incident", _("Incident"))``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bluelamp.core.errors import Invalid
from bluelamp.records.enums import LinkKind
from bluelamp.records.types import Ref


class Family(StrEnum):
    """Nouns that links treat alike."""

    PERSON = "person"
    ORGANISATION = "organisation"
    MATTER = "matter"
    EVENT = "event"  # what happened, as rooms above know it: an incident, a crime, an encounter
    PLACE = "place"
    THING = "thing"
    CONTACT = "contact"
    OTHER = "other"  # an exhibit, a statement, an intelligence report


@dataclass(frozen=True, slots=True)
class Noun:
    label: str  # room.model
    name: str | Promise
    family: Family


@dataclass(frozen=True, slots=True)
class Rule:
    """Families that may stand at each end. ``alike``: both ends must be the same noun."""

    sources: frozenset[Family]
    targets: frozenset[Family]
    alike: bool = False


PARTY = frozenset({Family.PERSON, Family.ORGANISATION})
PERSON = frozenset({Family.PERSON})
EVENT = frozenset({Family.MATTER, Family.EVENT})
THING = frozenset({Family.THING, Family.CONTACT, Family.PLACE})
ANY = frozenset(Family)

RULES: Mapping[LinkKind, Rule] = {
    LinkKind.VICTIM_OF: Rule(PARTY, EVENT),
    LinkKind.WITNESS_OF: Rule(PERSON, EVENT),
    LinkKind.REPORTED: Rule(PARTY, EVENT),
    LinkKind.SUSPECT_OF: Rule(PARTY, EVENT),
    LinkKind.CONVICTED_OF: Rule(PARTY, EVENT),
    LinkKind.MENTIONED_IN: Rule(ANY - {Family.MATTER}, EVENT | {Family.OTHER}),
    LinkKind.SCENE_OF: Rule(frozenset({Family.PLACE}), EVENT),
    LinkKind.INVOLVED_IN: Rule(PARTY | THING, EVENT),
    LinkKind.STOLEN_IN: Rule(frozenset({Family.THING}), EVENT),
    LinkKind.LOST_IN: Rule(frozenset({Family.THING}), EVENT),
    LinkKind.FOUND_IN: Rule(frozenset({Family.THING}), EVENT),
    LinkKind.LIVES_AT: Rule(PERSON, frozenset({Family.PLACE})),
    LinkKind.LOCATED_AT: Rule(ANY - {Family.PLACE}, frozenset({Family.PLACE})),
    LinkKind.OWNS: Rule(PARTY, THING),
    LinkKind.USES: Rule(PARTY, THING),
    LinkKind.KNOWS: Rule(PERSON, PERSON),
    LinkKind.RELATED_TO: Rule(ANY, ANY),
    LinkKind.SAME_AS: Rule(ANY - EVENT, ANY - EVENT, alike=True),
    LinkKind.MERGED_INTO: Rule(frozenset({Family.MATTER}), frozenset({Family.MATTER}), alike=True),
}

_nouns: dict[str, Noun] = {}


def register(label: str, name: str | Promise, family: Family = Family.EVENT) -> None:
    """Let ``label`` (``room.model``) be an end of links. Registering it twice alike is harmless."""
    noun = Noun(label.lower(), name, family)
    if _nouns.setdefault(noun.label, noun).family is not family:
        raise ValueError(f"{label} is already registered as {_nouns[noun.label].family}.")


def noun_of(ref: Ref) -> Noun:
    """What stands at an end. Raises ``Invalid`` for a noun nobody registered."""
    noun = _nouns.get(ref.label)
    if noun is None:
        raise Invalid(f"A record of the kind {ref.label} cannot be linked.", field="target")
    return noun


def check(kind: LinkKind, source: Ref, target: Ref) -> None:
    """Raise ``Invalid`` when such a link makes no sense."""
    rule, first, second = RULES[kind], noun_of(source), noun_of(target)
    if source.id == target.id:
        raise Invalid("A record cannot be linked to itself. Choose another one.", field="target")
    if rule.alike and first.label != second.label:
        raise Invalid("Both records must be of the same kind. Choose another one.", field="target")
    if first.family not in rule.sources:
        raise Invalid(f"“{first.name}” cannot be “{kind.label}” anything. Choose another link.", field="kind")
    if second.family not in rule.targets:
        raise Invalid(f"Nothing can be “{kind.label}” a record of the kind “{second.name}”.", field="kind")


def kinds_between(source: str, target: str) -> list[LinkKind]:
    """How a record of one kind may stand to one of another: what a form offers. Merging is a deed of its own."""
    first, second = _nouns[source].family, _nouns[target].family
    return [
        kind
        for kind, rule in RULES.items()
        if first in rule.sources and second in rule.targets and kind is not LinkKind.MERGED_INTO
    ]


register("records.matter", _("Matter"), Family.MATTER)
register("records.person", _("Person"), Family.PERSON)
register("records.organisation", _("Organisation"), Family.ORGANISATION)
register("records.place", _("Place"), Family.PLACE)
register("records.vehicle", _("Vehicle"), Family.THING)
register("records.propertyitem", _("Property"), Family.THING)
register("records.contactpoint", _("Contact details"), Family.CONTACT)
