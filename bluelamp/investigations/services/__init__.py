"""Everything that changes crimes, cases and what victims are owed."""

from bluelamp.investigations.services.cases import assess_enhanced, assign_case, open_case
from bluelamp.investigations.services.casework import add_action, add_note, complete_action
from bluelamp.investigations.services.clocks import mark_informed
from bluelamp.investigations.services.crimes import cancel_crime, decide_not_to_record, record_crime
from bluelamp.investigations.services.outcomes import record_outcome

__all__ = [
    "add_action",
    "add_note",
    "assess_enhanced",
    "assign_case",
    "cancel_crime",
    "complete_action",
    "decide_not_to_record",
    "mark_informed",
    "open_case",
    "record_crime",
    "record_outcome",
]
