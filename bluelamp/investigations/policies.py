"""What may follow what, on a crime and in the case that looks into it."""

from bluelamp.core.states import Machine, Transition
from bluelamp.investigations.enums import CaseState, CrimeState

CRIME = Machine("crime", (Transition("cancel", frozenset({CrimeState.RECORDED}), CrimeState.CANCELLED),))

CASE = Machine("case", (Transition("file", frozenset({CaseState.OPEN}), CaseState.FILED),))
