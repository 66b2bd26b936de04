"""Everything that changes crimes, cases and what victims are owed."""

from bluelamp.investigations.services.audits import draw_audit, judge
from bluelamp.investigations.services.cases import assess_enhanced, assign_case, open_case, reopen_case
from bluelamp.investigations.services.casework import add_action, add_note, complete_action
from bluelamp.investigations.services.clocks import (
    ask_for_other_means,
    mark_informed,
    mark_read,
    meet_for_matter,
    tell_by_hand,
)
from bluelamp.investigations.services.crimes import cancel_crime, decide_not_to_record, record_crime
from bluelamp.investigations.services.outcomes import record_outcome
from bluelamp.investigations.services.suspects import record_suspect_step
from bluelamp.investigations.services.things import mark_found, mark_returned, withdraw_tracing

__all__ = [
    "add_action",
    "add_note",
    "ask_for_other_means",
    "assess_enhanced",
    "assign_case",
    "cancel_crime",
    "complete_action",
    "decide_not_to_record",
    "draw_audit",
    "judge",
    "mark_found",
    "mark_informed",
    "mark_read",
    "mark_returned",
    "meet_for_matter",
    "open_case",
    "record_crime",
    "record_outcome",
    "record_suspect_step",
    "reopen_case",
    "tell_by_hand",
    "withdraw_tracing",
]
