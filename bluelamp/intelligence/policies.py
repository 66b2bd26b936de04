"""What may become of an alert."""

from bluelamp.core.states import Machine, Transition
from bluelamp.intelligence.enums import AlertState as S

_FROM_ACTIVE = frozenset({S.ACTIVE.value})

ALERT = Machine(
    "alert",
    (
        Transition("acknowledge", _FROM_ACTIVE, S.ACTIVE),
        Transition("supersede", _FROM_ACTIVE, S.SUPERSEDED),
        Transition("cancel", _FROM_ACTIVE, S.CANCELLED),
        Transition("expire", _FROM_ACTIVE, S.EXPIRED),
    ),
)
