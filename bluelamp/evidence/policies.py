"""Who may give a statement alone, and what may become of one.

Statements taken alone online are wrong for some: children, vulnerable or intimidated witnesses, sexual and domestic
offences (Ministry of Justice, Achieving Best Evidence; Youth Justice and Criminal Evidence Act 1999, ss.16-17). They
are offered a trained officer instead, and no answer turns that off.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.states import Machine, Transition
from bluelamp.evidence.enums import RequestState as R
from bluelamp.evidence.enums import StatementState as S
from bluelamp.evidence.enums import WhyOfficer
from bluelamp.journeys.enums import Means

ADULT = 18

STATEMENT = Machine(
    "statement",
    (
        Transition("edit", frozenset({S.DRAFT}), S.DRAFT),
        Transition("edit", frozenset({S.AMENDING}), S.AMENDING),
        Transition("sign", frozenset({S.DRAFT, S.AMENDING}), S.SIGNED),
        Transition("amend", frozenset({S.SIGNED}), S.AMENDING),
        Transition("drop_amendment", frozenset({S.AMENDING}), S.SIGNED),
        Transition("discard", frozenset({S.DRAFT}), S.DISCARDED),
    ),
)
OFFICER_REQUEST = Machine(
    "request for an officer",
    (
        Transition("take", frozenset({R.WAITING}), R.TAKEN),
        Transition("put_back", frozenset({R.TAKEN}), R.WAITING),
        Transition("finish", frozenset({R.WAITING, R.TAKEN}), R.DONE),
    ),
)


# What a report says that makes its sender a vulnerable or intimidated witness, whatever they tick. Witnesses to
# offences with knives and firearms are intimidated witnesses unless they say otherwise (1999 Act, s.17(5)).
_SAID = (
    (Means.WEAPON, WhyOfficer.THREAT),
    (Means.THREAT, WhyOfficer.THREAT),
    (Means.VULNERABILITY, WhyOfficer.HELP),
)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known before somebody writes a statement.

    ``kind_allows``: the report type says that such statements may be taken alone. ``said``: what their report says yes
    to. ``applies``: what they ticked when asked what applies to them. ``age`` of the witness, where it is known.
    """

    kind_allows: bool
    said: frozenset[Means] = frozenset()
    applies: frozenset[str] = frozenset()
    age: int | None = None


def why_not_alone(found: Circumstances) -> tuple[WhyOfficer, ...]:
    """Why this witness is to be offered a trained officer; nothing when they may write alone."""
    holds = {WhyOfficer(why) for why in known_reasons(found.applies)}
    holds |= {why for means, why in _SAID if means in found.said}
    if found.age is not None and found.age < ADULT:
        holds.add(WhyOfficer.CHILD)
    if not found.kind_allows:
        holds.add(WhyOfficer.KIND)
    return tuple(why for why in WhyOfficer if why in holds)


def check_matches_age(age: int | None, adult: str) -> str:
    """What is missing for a witness of this age, in a sentence; nothing when all is there."""
    if age is not None and age < ADULT and not adult.strip():
        return "Enter the name of the appropriate adult: a witness under 18 is never alone."
    return ""


def known_reasons(values: Collection[str]) -> frozenset[str]:
    """The reasons among some words."""
    return frozenset(values) & frozenset(WhyOfficer.values)


def is_theirs(actor: Actor, report_id: UUID | None) -> bool:
    """Whether a statement is one that the actor may reach at all: a citizen only what came with a report of theirs."""
    if actor.kind is ActorKind.RECEIPT:
        return report_id == actor.id
    return actor.kind is ActorKind.STAFF or report_id is not None
