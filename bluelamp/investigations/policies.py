"""What may follow what, on a crime and in the case that looks into it."""

from bluelamp.core.states import Machine, Transition
from bluelamp.investigations.enums import CaseState, CrimeState
from bluelamp.investigations.enums import ThingState as T

CRIME = Machine("crime", (Transition("cancel", frozenset({CrimeState.RECORDED}), CrimeState.CANCELLED),))

CASE = Machine(
    "case",
    (
        Transition("file", frozenset({CaseState.OPEN}), CaseState.FILED),
        Transition("reopen", frozenset({CaseState.FILED}), CaseState.OPEN),
    ),
)

# What was found can be found to be evidence, and be released again. What is back is nobody's to find any more.
THING = Machine(
    "thing",
    (
        Transition("find", frozenset({T.REPORTED, T.FOUND, T.KEPT}), T.FOUND),
        Transition("keep", frozenset({T.REPORTED, T.FOUND, T.KEPT}), T.KEPT),
        Transition("return", frozenset({T.REPORTED, T.FOUND, T.KEPT}), T.RETURNED),
        Transition("mistake", frozenset({T.FOUND, T.KEPT, T.RETURNED}), T.REPORTED),
    ),
)
