"""What may become of a report, and how urgent it looks before anybody has read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from bluelamp.contact.enums import CallOutcome, CallState, Risk
from bluelamp.contact.enums import ReportState as S
from bluelamp.contact.types import Sign
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Conflict
from bluelamp.core.roles import Role
from bluelamp.core.states import Machine, Transition
from bluelamp.journeys.enums import Means

_OPENS_WITH_DRAFT = timedelta(minutes=15)
_GROWN_UP = 18  # years

REPORT = Machine(
    "report",
    (
        Transition("take", frozenset({S.RECEIVED, S.IN_REVIEW}), S.IN_REVIEW),
        Transition("put_back", frozenset({S.IN_REVIEW}), S.RECEIVED),
        Transition("grade", frozenset({S.RECEIVED, S.IN_REVIEW}), S.GRADED),
        Transition("refer", frozenset({S.RECEIVED, S.IN_REVIEW}), S.REFERRED),
    ),
)


CALL = Machine(
    "call",
    (
        Transition("settle", frozenset({CallState.LIVE}), CallState.DONE),
        Transition("leave", frozenset({CallState.LIVE}), CallState.WAITING),
        Transition("call_back_later", frozenset({CallState.WAITING}), CallState.WAITING),
        Transition("finish", frozenset({CallState.WAITING}), CallState.DONE),
    ),
)
# Somebody must still act when the line is dead. What a silent line means nobody knows: it may be somebody who cannot
# speak, so it comes before what was explained.
LEFT_WAITING = {
    CallOutcome.SILENT: (Risk.HIGH, "Nobody spoke"),
    CallOutcome.ABANDONED: (Risk.MEDIUM, "Cut off"),
    CallOutcome.CALL_BACK: (Risk.STANDARD, "To be called back"),
}


def can_take(actor: Actor, state: str, taken_by: UUID | None) -> bool:
    """Whether the report still waits for the actor: nobody has it, or a supervisor takes it over."""
    free = taken_by is None or (taken_by != actor.id and Role.SUPERVISOR in actor.roles)
    return free and "take" in REPORT.actions(state)


def can_put_back(actor: Actor, state: str, taken_by: UUID | None) -> bool:
    """Whether the actor has the report, or oversees whoever has it."""
    theirs = taken_by == actor.id or Role.SUPERVISOR in actor.roles
    return theirs and "put_back" in REPORT.actions(state)


def can_grade(actor: Actor, state: str, taken_by: UUID | None) -> bool:
    """Whether the report waits for its grade and nobody else is dealing with it."""
    return "grade" in REPORT.actions(state) and _holds(actor, taken_by)


def check_holds(actor: Actor, taken_by: UUID | None, but: str) -> None:
    """Raise ``Conflict`` unless nobody else has the report or the actor is a supervisor; ``but`` is what to do then."""
    if not _holds(actor, taken_by):
        raise Conflict(f"Somebody else is dealing with this report. {but}")


def _holds(actor: Actor, taken_by: UUID | None) -> bool:
    return taken_by in (None, actor.id) or Role.SUPERVISOR in actor.roles


def opens_with_draft(*, has_receipt: bool, is_saved: bool, received_at: datetime, at: datetime) -> bool:
    """Whether a report still opens for whoever holds the key of its draft, which stays on a device for weeks.

    Long enough for an answer that was lost, and no longer than until the receipt is saved. Where no receipt was ever
    made, its sender cannot come back otherwise.
    """
    return not has_receipt or (not is_saved and at - received_at <= _OPENS_WITH_DRAFT)


@dataclass(frozen=True, slots=True)
class RiskRule:
    """An answer that means ``risk``, with the reason shown beside the report in the queue."""

    means: Means
    risk: Risk
    reason: str


PER_CONNECTION = 20  # reports within ten to twenty minutes; many people may share one, so nobody is refused for it
_MANY = "Many from one connection"
# Assistive only: it orders the queue, a person grades.
RISK_RULES = (
    RiskRule(Means.HAPPENING_NOW, Risk.HIGH, "Happening now"),
    RiskRule(Means.WEAPON, Risk.HIGH, "Weapon"),
    RiskRule(Means.INJURY, Risk.HIGH, "Somebody hurt"),
    RiskRule(Means.THREAT, Risk.HIGH, "Threats"),
    RiskRule(Means.MISSING, Risk.HIGH, "Somebody missing"),
    # Danger grows over time here, and no single answer shows it: somebody trained reads these first.
    RiskRule(Means.DOMESTIC, Risk.HIGH, "Domestic abuse"),
    RiskRule(Means.STALKING, Risk.HIGH, "Stalking or harassment"),
    RiskRule(Means.SEXUAL, Risk.HIGH, "Sexual offence"),
    RiskRule(Means.CHILD, Risk.MEDIUM, "A child"),
    RiskRule(Means.HATE, Risk.MEDIUM, "Hate"),
    RiskRule(Means.VULNERABILITY, Risk.MEDIUM, "Vulnerable"),
    RiskRule(Means.HAPPENED_BEFORE, Risk.MEDIUM, "Happened before"),
    RiskRule(Means.SUSPECT_NAME, Risk.MEDIUM, "Suspect named"),
)


_GRAVE = {rule.reason: rule.risk for rule in RISK_RULES}


def signs(reasons: Iterable[str]) -> tuple[Sign, ...]:
    """The reasons of one report or of several, each once, the gravest first."""
    found = [Sign(words, _GRAVE.get(words, Risk.STANDARD).value) for words in dict.fromkeys(reasons)]
    return tuple(sorted(found, key=lambda sign: sign.risk))


def queued(risk: str, reasons: list[str], *, one_of_many: bool) -> tuple[str, list[str]]:
    """Where a report stands in the queue. Danger told in very many from one connection would put everybody else who is
    in danger behind them: those wait in turn, with what they say beside them, until somebody has looked."""
    return (Risk.STANDARD.value, [_MANY, *reasons]) if one_of_many else (risk, reasons)


def said_by_age(born: date | None, on: date) -> tuple[Means, ...]:
    """What a date of birth says by itself: whoever is under 18 is a child."""
    if born is None or born > on:
        return ()
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return (Means.CHILD,) if years < _GROWN_UP else ()


def risk_of(said: Iterable[Means]) -> tuple[Risk, list[str]]:
    """The risk band of what was said (positively answered), with its reasons in the order of the table."""
    known = set(said)
    hits = [rule for rule in RISK_RULES if rule.means in known]
    return min((rule.risk for rule in hits), default=Risk.STANDARD), [rule.reason for rule in hits]
