"""How long a partner may be silent. Dated: a force agrees this with its partners, and agreements change."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bluelamp.core.clock import LONDON
from bluelamp.core.dated import in_use
from bluelamp.core.workdays import add_working_days


@dataclass(frozen=True, slots=True)
class SilenceRule:
    """In working days after the day on which a referral was sent, and then after the day on which it was chased."""

    chase_after: int
    escalate_after: int
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ReferralRule:
    """In working days after the day on which the crime was recorded, or consent given where no crime is recorded yet:
    Code of Practice for Victims of Crime (2020), right 4."""

    days: int
    since: date
    until: date | None = None


_CODE_2020 = date(2021, 4, 1)
SILENCE = (SilenceRule(chase_after=1, escalate_after=1, since=_CODE_2020),)
REFERRAL = (ReferralRule(days=2, since=_CODE_2020),)
SHOWN_FOR = timedelta(days=28)  # how long a partner can look up here whom it accepted; then its own records serve


def silence_rule(on: date) -> SilenceRule:
    """The rule of a day."""
    return next(rule for rule in SILENCE if in_use(rule, on))


def referral_due(on: date) -> date:
    """The last day to send the details of somebody who agreed on a day."""
    rule = next(rule for rule in REFERRAL if in_use(rule, on))
    return add_working_days(on, rule.days)


def silent_since(sent_at: datetime, days: int) -> datetime:
    """The instant from which a partner that was written to at ``sent_at`` has been silent for ``days`` working days:
    the end of the last of them."""
    last = add_working_days(sent_at.astimezone(LONDON).date(), days)
    return datetime.combine(last + timedelta(days=1), time(), LONDON)


@dataclass(frozen=True, slots=True)
class RequestRule:
    """Until when somebody has to answer what was written to us, in working days after the day on which it came;
    ``flagged`` where their safety may be at stake."""

    kind: str
    days: int
    flagged: int
    since: date
    until: date | None = None


# The Code gives no days for these: a force's own promise.
REQUESTS = (
    RequestRule("statement", 5, 5, _CODE_2020),
    RequestRule("review", 30, 30, _CODE_2020),
    RequestRule("withdrawal", 2, 1, _CODE_2020),
    RequestRule("more", 2, 1, _CODE_2020),
)


@dataclass(frozen=True, slots=True)
class ReviewRule:
    """Victims' Right to Review: to be asked for within so many working days of the news, and never after ``latest``."""

    days: int
    latest: timedelta
    since: date
    until: date | None = None


REVIEW = (ReviewRule(days=10, latest=timedelta(days=92), since=_CODE_2020),)


def request_due(kind: str, on: date, *, flagged: bool) -> date:
    """The last day to answer."""
    rule = next(r for r in REQUESTS if r.kind == kind and in_use(r, on))
    return add_working_days(on, rule.flagged if flagged else rule.days)


def review_days(decided: date) -> tuple[date, date]:
    """Until when a review of a decision of that day should be asked for, and until when it can be."""
    rule = next(r for r in REVIEW if in_use(r, decided))
    return add_working_days(decided, rule.days), decided + rule.latest
