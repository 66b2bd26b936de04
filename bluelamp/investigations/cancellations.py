"""Why a recorded crime may be cancelled, for the registrar and, in plain words, for the victim.

The grounds were not checked against the Home Office counting rules on removing recorded crimes: the force's crime
registrar must confirm the list, its words and its days before it is relied on. Dated, because the rules change every
April.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from bluelamp.core.dated import Codes
from bluelamp.ui.types import Text


@dataclass(frozen=True, slots=True)
class CancelReason:
    """``plain`` tells the victim; in use from ``since`` until the day before ``until``."""

    code: str
    name: str
    plain: Text
    since: date
    until: date | None = None


_COUNTING_YEAR = date(2025, 4, 1)  # the list as it is remembered for this year, not the day the grounds came in
CANCEL_REASONS = (
    CancelReason(
        "no_crime",
        "Additional verifiable information shows that no crime happened",
        _("We have learnt something that shows that no crime took place."),
        _COUNTING_YEAR,
    ),
    CancelReason(
        "elsewhere",
        "It happened in another force's area, which has recorded it",
        _("It happened in the area of another police force. That force has recorded it and deals with it."),
        _COUNTING_YEAR,
    ),
    CancelReason(
        "duplicate",
        "Recorded twice, or part of another recorded crime",
        _("It had been recorded twice. The other record of it stands."),
        _COUNTING_YEAR,
    ),
    CancelReason(
        "error",
        "Recorded in error",
        _("It was recorded as a crime by mistake."),
        _COUNTING_YEAR,
    ),
)
_CODES = Codes[str, CancelReason](CANCEL_REASONS, field="because", refused="Choose why the crime is cancelled.")
_NOT_KEPT = _("We looked at it again and decided that it is not to be counted as a crime.")
cancel_reason, choices = _CODES.given, _CODES.choices


def name_of(code: str) -> str:
    """In the registrar's words; nothing for a crime that was cancelled before reasons were kept."""
    return _CODES.name_of(code) if code else ""


def plain_words(code: str) -> Text:
    """For the person it happened to, also about a crime that was cancelled before reasons were kept."""
    return _CODES.known(code).plain if code else _NOT_KEPT
