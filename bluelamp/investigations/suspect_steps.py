"""What can happen to a suspect, in the officer's words and in the victim's, who is never told whom.

The kinds are those of the Code of Practice for Victims of Crime (2020). Right 6: arrested, interviewed under caution,
released without charge, released on bail or under investigation, bail conditions changed or cancelled. Rights 8 and 9:
what a court ordered before the trial, when it sits, and what it decided. Nothing that was told is taken out of the
record: a mistake is a step of its own. Dated, because the Code is being revised; a kind once given keeps its meaning.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from bluelamp.core.dated import Codes
from bluelamp.ui.types import Text


@dataclass(frozen=True, slots=True)
class StepKind:
    """``plain`` tells the victim; in use from ``since`` until the day before ``until``.

    ``event`` starts the clock of the Victims' Code by which they are to be told.
    """

    code: str
    name: str
    plain: Text
    since: date
    until: date | None = None
    event: str = "suspect_step"

    @property
    def at_court(self) -> bool:
        return self.event.startswith("court") or self.event == "sentence"

    @property
    def sets_day(self) -> bool:
        """Whether it says when a court sits."""
        return self.event == "court_day"

    @property
    def corrects(self) -> bool:
        """Whether it takes back what was recorded before."""
        return self.event == "mistake"

    @property
    def after_filing(self) -> bool:
        """Whether it is recorded of a case that is filed, too."""
        return self.at_court or self.corrects

    @property
    def decided(self) -> bool:
        """Whether the court has come to its end with it."""
        return self.event in ("court_result", "sentence")


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
    StepKind(
        "court_bail",
        "Court: bail until the trial",
        _("A court has released somebody on bail until the trial. There may be rules that they must keep."),
        _CODE_2020,
        event="court_order",
    ),
    StepKind(
        "court_remand",
        "Court: held until the trial",
        _("A court has decided that somebody is held in prison until the trial."),
        _CODE_2020,
        event="court_order",
    ),
    StepKind(
        "warrant",
        "Court: warrant issued",
        _("A court has issued a warrant: somebody who should have come to court is to be arrested."),
        _CODE_2020,
        event="court_order",
    ),
    StepKind(
        "warrant_ended",
        "Court: warrant carried out or withdrawn",
        _("A warrant of the court has been carried out or withdrawn."),
        _CODE_2020,
        event="court_order",
    ),
    StepKind(
        "hearing",
        "Court: hearing set or moved",
        _("A court will hear the case. Somebody will tell you when and where, and whether you have to come."),
        _CODE_2020,
        event="court_day",
    ),
    StepKind(
        "convicted",
        "Court: found guilty, or admitted it",
        _("Somebody has been found guilty by a court, or has admitted it there."),
        _CODE_2020,
        event="court_result",
    ),
    StepKind(
        "acquitted",
        "Court: found not guilty, or ended",
        _("The case at court has ended without anybody being found guilty."),
        _CODE_2020,
        event="court_result",
    ),
    StepKind(
        "sentenced",
        "Court: sentenced",
        _("A court has given the sentence. Somebody will tell you what it is and what it means."),
        _CODE_2020,
        event="sentence",
    ),
    StepKind(
        "mistake",
        "Correction: something recorded here was wrong",
        _(
            "Something that we told you here about a suspect or the court was wrong. We are sorry. Somebody will tell "
            "you what is right."
        ),
        _CODE_2020,
        event="mistake",
    ),
)
AFTER_FILING = frozenset(kind.code for kind in STEP_KINDS if kind.after_filing)
_CODES = Codes[str, StepKind](STEP_KINDS, field="kind", refused="Choose what happened from the list.")
step_kind, choices, name_of, known = _CODES.given, _CODES.choices, _CODES.name_of, _CODES.known
