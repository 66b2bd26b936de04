"""The crime registrar draws a sample of reports and judges each: should a crime have been recorded, and was it?"""

import secrets
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from django.db.models import Min

from bluelamp.access.services import check
from bluelamp.contact.selectors import received_between
from bluelamp.contact.types import Received
from bluelamp.core.actor import Actor
from bluelamp.core.clock import LONDON, now, today
from bluelamp.core.errors import Conflict, Invalid, NotFound
from bluelamp.core.ids import new_reference
from bluelamp.core.text import plain_text
from bluelamp.investigations.audit_rates import IN_TIME
from bluelamp.investigations.enums import CrimeState, RightClass, Stratum
from bluelamp.investigations.models import AuditItem, AuditJudgement, Crime, RecordingAudit
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service

MOST = 500  # of a stratum: more than anybody judges
_SEEDS = 10**9


@service
def draw_audit(
    *,
    actor: Actor,
    period_from: date,
    period_to: date,
    size: int,
    stratum: str = Stratum.NONE,
    seed: int | None = None,
) -> RecordingAudit:
    """Draw ``size`` reports at random, of each stratum, among those received in the period, both days included.

    The same seed draws the same reports again, so that anybody can check that nobody chose them.
    """
    check(actor=actor, action="investigations.audit.draw")
    if period_to < period_from or period_to > today():
        raise Invalid("The last day must not be before the first, nor still to come.", field="period_to")
    if not 1 <= size <= MOST:
        raise Invalid(f"Draw between 1 and {MOST} reports.", field="size")
    if stratum not in Stratum.values:
        raise Invalid("Choose how the reports are divided before the draw.", field="stratum")
    population = received_between(
        actor=actor, start=_midnight(period_from), end=_midnight(period_to + timedelta(days=1))
    )
    if not population:
        raise Invalid("No report was received on these days. Choose others.", field="period_from")
    audit = RecordingAudit.objects.create(
        reference=new_reference("RA"),
        period_from=period_from,
        period_to=period_to,
        stratum=stratum,
        size=size,
        seed=secrets.randbelow(_SEEDS) if seed is None else seed,
        population=len(population),
        drawn_at=now(),
        drawn_by=actor.id,
    )
    drawn = _drawn(population, Stratum(stratum), size, audit.seed)
    items = [
        AuditItem(audit=audit, number=number, report_id=one.id, stratum=_stratum_of(one, Stratum(stratum)))
        for number, one in enumerate(drawn, start=1)
    ]
    AuditItem.objects.bulk_create(items)
    record(actor=actor, act=Act.COLLECTION, action="investigations.audit.draw", subjects=[audit])
    return audit


@service
def judge(*, actor: Actor, item_id: UUID, should_record: bool, right_class: str, words: str) -> AuditJudgement:
    """Judge one report; whether a crime was recorded, and in time, is looked up. Nobody judges one twice."""
    check(actor=actor, action="investigations.audit.judge")
    item = AuditItem.objects.select_for_update().filter(pk=item_id).first()
    if item is None:
        raise NotFound("There is no such report in an audit.", field="item")
    if AuditJudgement.objects.filter(item=item, by=actor.id).exists():
        raise Conflict("You have judged this report before. Somebody else may give a second judgement.")
    crimes = Crime.objects.filter(report_id=item.report_id, state=CrimeState.RECORDED)
    first = crimes.aggregate(recorded=Min("recorded_at"), reported=Min("reported_at"))
    was = first["recorded"] is not None
    made = AuditJudgement.objects.create(
        item=item,
        should_record=should_record,
        was_recorded=was,
        in_time=was and first["recorded"] - first["reported"] <= IN_TIME,
        right_class=_class(right_class, needed=was and should_record),
        words=plain_text(words, "words", "Write why you judge so."),
        by=actor.id,
        at=now(),
    )
    record(actor=actor, act=Act.COLLECTION, action="investigations.audit.judge", subjects=[made, item])
    return made


def _drawn(population: list[Received], stratum: Stratum, size: int, seed: int) -> list[Received]:
    """Sorted first: what a draw gives must not hang on the order in which a database answers."""
    groups: defaultdict[str, list[Received]] = defaultdict(list)
    for one in sorted(population, key=lambda one: one.id):
        groups[_stratum_of(one, stratum)].append(one)
    rng = Random(seed)  # noqa: S311 - repeatable on purpose; the seed itself is secret until it is drawn
    return [one for _name, group in sorted(groups.items()) for one in rng.sample(group, min(size, len(group)))]


def _stratum_of(one: Received, stratum: Stratum) -> str:
    return {Stratum.NONE: "", Stratum.CHANNEL: one.channel, Stratum.TYPE: one.journey_slug}[stratum]


def _class(right_class: str, *, needed: bool) -> str:
    if not needed:
        return str(RightClass.NONE.value)
    if right_class not in (RightClass.YES, RightClass.NO):
        raise Invalid("Say whether it was recorded under the right class.", field="right_class")
    return right_class


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LONDON)
