"""Who has to look when somebody has waited too long: by risk and age, from one day to another.

A force's own rules, as data. Nothing here decides anything about the person who waits: it makes sure that somebody
knows. A rule that ends keeps its meaning for what it raised.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bluelamp.contact.enums import Risk
from bluelamp.core.clock import LONDON
from bluelamp.core.dated import in_use


@dataclass(frozen=True, slots=True)
class EscalationRule:
    """Who has waited ``after`` at ``risk`` is put before ``whom``. In force from ``since``, before ``until``."""

    code: str
    risk: Risk
    after: timedelta
    whom: str | Promise
    since: date
    until: date | None = None


_SERGEANT, _INSPECTOR = _("the sergeant"), _("the inspector")
_FROM = date(2026, 1, 1)
RULES = (
    EscalationRule("high_1", Risk.HIGH, timedelta(minutes=15), _SERGEANT, _FROM),
    EscalationRule("high_2", Risk.HIGH, timedelta(hours=1), _INSPECTOR, _FROM),
    EscalationRule("medium_1", Risk.MEDIUM, timedelta(hours=4), _SERGEANT, _FROM),
    EscalationRule("medium_2", Risk.MEDIUM, timedelta(hours=12), _INSPECTOR, _FROM),
    EscalationRule("standard_1", Risk.STANDARD, timedelta(hours=24), _SERGEANT, _FROM),
    EscalationRule("standard_2", Risk.STANDARD, timedelta(hours=72), _INSPECTOR, _FROM),
)
_BY_CODE = {rule.code: rule for rule in RULES}


def due(risk: str, since: datetime, at: datetime, rules: Iterable[EscalationRule] = RULES) -> list[EscalationRule]:
    """The rules whose time has come for somebody who has waited since ``since``, the earliest first."""
    day = at.astimezone(LONDON).date()
    in_force = (one for one in rules if in_use(one, day))
    return sorted((one for one in in_force if one.risk == risk and at - since >= one.after), key=lambda one: one.after)


def whom(code: str) -> str:
    """Before whom a rule puts somebody, also one that is no longer in force."""
    rule = _BY_CODE.get(code)
    return str(rule.whom) if rule else str(_SERGEANT)


def late_after(risk: str) -> timedelta:
    """How long somebody may wait at most before anybody is told: where the backlog's picture begins to be late."""
    return min((rule.after for rule in RULES if rule.risk == risk and rule.until is None), default=timedelta.max)
