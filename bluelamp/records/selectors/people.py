"""People, by name and one by one."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from bluelamp.access import services as access
from bluelamp.core.actor import Actor
from bluelamp.ledger import reading
from bluelamp.ledger.enums import Purpose
from bluelamp.records.enums import LinkKind
from bluelamp.records.models import Person
from bluelamp.records.policies import clean_text
from bluelamp.records.search import search
from bluelamp.records.selectors.seeing import SEARCH_ALL, one, seen, visible_links
from bluelamp.records.types import Born

LONGEST_REASON = 500
_VERY_ALIKE = 0.8  # both names but for a letter, or a birth date that fits and names somewhat alike: see ``search``
_SAID = 20  # known to be the same already, so not to be suggested


def find_people(
    *,
    actor: Actor,
    name: str,
    born: date | Born | None = None,
    limit: int = 20,
    everywhere: Purpose | None = None,
    reason: str = "",
) -> list[Person]:
    """People whose name is like ``name``, misspelt, shortened or swapped as it may be; best first.

    Only those in matters the actor needs to know; with ``everywhere``, the purpose of looking further, all: see
    ``look_further``. Raises ``Invalid`` for an empty or overlong name.
    """
    if everywhere is not None:
        look_further(actor, everywhere, reason)
    links = None if everywhere is not None else visible_links(actor=actor)
    ids = search(name=name, born=born, links=links, limit=limit)
    found = Person.objects.in_bulk(ids)
    return [found[person] for person in ids]


def look_further(actor: Actor, purpose: Purpose, reason: str) -> None:
    """State purpose and reason on the ledger entry of this reading, which is written also when nobody is found.

    Raises ``NotAllowed`` when the actor's role may not search beyond its own matters, ``Invalid`` without a reason.
    """
    access.check(actor=actor, action=SEARCH_ALL)
    why = clean_text(reason, field="reason", longest=LONGEST_REASON, needed="Say why you need to look.")
    reading.because(action=SEARCH_ALL, purpose=purpose, reason=why)


def suggest_same_person(*, actor: Actor, person: UUID, limit: int = 5) -> list[Person]:
    """Others who may be the same human being, for somebody to decide with a ``same_as`` link. Never automatic."""
    this = person_by_id(actor=actor, person=person)
    mine = visible_links(actor=actor)
    name = f"{this.given} {this.family}".strip() or this.known_as
    alike = search(name=name, born=this.born, links=mine, limit=limit + _SAID, least=_VERY_ALIKE)
    said = mine.filter(kind=LinkKind.SAME_AS).filter(Q(source_id=person) | Q(target_id=person))
    known = {person} | {end for ends in said.values_list("source_id", "target_id") for end in ends}
    best = [other for other in alike if other not in known][:limit]
    found = Person.objects.in_bulk(best)
    return [found[other] for other in best]


def person_by_id(*, actor: Actor, person: UUID) -> Person:
    """One person, when in a matter that the actor needs to know. Raises ``NotFound``."""
    return one(seen(Person, actor).filter(pk=person), "There is no such person, or you cannot see them.", "person")
