"""Putting before a supervisor whoever has waited too long, and a supervisor's word that they see to it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Model, Q

from bluelamp.access.services import check
from bluelamp.contact import escalation
from bluelamp.contact.models import Escalation
from bluelamp.contact.types import Waiting
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import NotFound
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service
from bluelamp.live.services import publish

_DESK = ("role:call_taker", "role:supervisor")
Key = tuple[UUID, str, datetime]  # who waits, the rule, since when


@service
def escalate(*, actor: Actor, waiting: Mapping[str, Collection[Waiting]]) -> int:
    """Raise what is due among all that wait (by the ledger's label), and end what waits no more; how many were raised.

    Twice changes nothing: a rule is raised once for one wait. Whoever waits again later waits anew.
    """
    check(actor=actor, action="contact.escalation.raise")
    at = now()
    wanted = {
        (one.id, rule.code, one.since): label
        for label, places in waiting.items()
        for one in places
        for rule in escalation.due(one.risk, one.since, at)
    }
    known = {(row.subject_id, row.rule, row.waits_since): row for row in _known(waiting, {key[0] for key in wanted})}
    raised = [_raised(key, wanted[key], at) for key in wanted.keys() - known.keys()]
    Escalation.objects.bulk_create(raised, ignore_conflicts=True)
    still = {(one.id, one.since) for places in waiting.values() for one in places}
    standing = {key: row for key, row in known.items() if row.ended_at is None}
    over = _end([row for (who, _rule, since), row in standing.items() if (who, since) not in still], at)
    again = _again([row for key, row in known.items() if key in wanted and key not in standing], at)
    if raised or over or again:
        subjects = [*(_subject(row) for row in raised), *over, *again]
        record(actor=actor, act=Act.ALTERATION, action="contact.escalation.raise", subjects=sorted(set(subjects)))
        publish(audience=_DESK, kind="escalation", data={"raised": len(raised) + len(again), "ended": len(over)})
    return len(raised) + len(again)


@service
def acknowledge_escalation(*, actor: Actor, escalation_id: UUID) -> None:
    """“I have seen it, and see to it”: whatever was raised for this wait. Twice changes nothing."""
    check(actor=actor, action="contact.escalation.acknowledge")
    row = Escalation.objects.select_for_update().filter(pk=escalation_id).first()
    if row is None:
        raise NotFound("There is no such escalation.", field="escalation")
    if row.seen_at is None:
        raised = Escalation.objects.filter(subject_id=row.subject_id, waits_since=row.waits_since, seen_at=None)
        raised.update(seen_by=actor.id, seen_at=now())
        subjects: list[Model | str] = [row, _subject(row)]
        record(actor=actor, act=Act.ALTERATION, action="contact.escalation.acknowledge", subjects=subjects)
        publish(audience=_DESK, kind="escalation", data={"seen": str(row.id)})


def _known(waiting: Mapping[str, Collection[Waiting]], due: Collection[UUID]) -> list[Escalation]:
    """What stands, and what ended of those for whom something is due; of the kinds that were looked at alone."""
    rows = Escalation.objects.filter(subject_kind__in=list(waiting))
    return list(rows.filter(Q(ended_at=None) | Q(subject_id__in=list(due))))


def _raised(key: Key, label: str, at: datetime) -> Escalation:
    who, rule, since = key
    return Escalation(subject_kind=label, subject_id=who, rule=rule, waits_since=since, raised_at=at)


def _end(rows: list[Escalation], at: datetime) -> list[str]:
    Escalation.objects.filter(pk__in=[row.pk for row in rows]).update(ended_at=at)
    return [_subject(row) for row in rows]


def _again(rows: list[Escalation], at: datetime) -> list[str]:
    """They wait after all, as long as before: nobody who has seen it then has seen it now."""
    again = Escalation.objects.filter(pk__in=[row.pk for row in rows])
    again.update(ended_at=None, raised_at=at, seen_by=None, seen_at=None)
    return [_subject(row) for row in rows]


def _subject(row: Escalation) -> str:
    return f"{row.subject_kind}:{row.subject_id}"
