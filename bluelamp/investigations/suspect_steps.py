"""What can happen to a suspect, in the officer's words and in the victim's, who is never told whom.

The kinds are those of the Code of Practice for Victims of Crime (2020), right 6: arrested, interviewed under caution,
released without charge, released on bail or under investigation, bail conditions changed or cancelled. Dated, because
the Code is being revised; a kind once given keeps its meaning.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from bluelamp.core.dated import Codes
from bluelamp.ui.types import Text


@dataclass(frozen=True, slots=True)
class StepKind:
    """``plain`` tells the victim; in use from ``since`` until the day before ``until``."""

    code: str
    name: str
    plain: Text
    since: date
    until: date | None = None


_CODE_2020 = date(2021, 4, 1)
STEP_KINDS = (
    StepKind("arrested", "Arrested", _("We have arrested somebody."), _CODE_2020),
    StepKind(
        "interviewed",
        "Interviewed under caution",
        _("We have questioned somebody as a suspect. That does not mean that they did it."),
        _CODE_2020,
    ),
    StepKind("released", "Released without charge", _("A suspect has been released without charge."), _CODE_2020),
    StepKind(
        "bailed",
        "Released on bail",
        _(
            "A suspect has been released on bail: they must come back to us, and there may be rules that they must "
            "keep."
        ),
        _CODE_2020,
    ),
    StepKind(
        "under_investigation",
        "Released under investigation",
        _("A suspect has been released while we go on investigating. They are not on bail."),
        _CODE_2020,
    ),
    StepKind(
        "bail_changed",
        "Bail conditions changed or cancelled",
        _("The rules that a suspect on bail must keep have been changed or cancelled."),
        _CODE_2020,
    ),
)
_CODES = Codes[str, StepKind](STEP_KINDS, field="kind", refused="Choose what happened from the list.")
step_kind, choices, name_of = _CODES.given, _CODES.choices, _CODES.name_of


def plain_words(code: str) -> Text:
    """For the person it happened to. ``KeyError`` for a code that is none."""
    return _CODES.known(code).plain
