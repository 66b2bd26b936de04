"""State machines as tables, so that what is allowed can be read, drawn and tested exhaustively."""

from collections.abc import Iterable
from dataclasses import dataclass

from bluelamp.core.errors import IllegalTransition


@dataclass(frozen=True, slots=True)
class Transition:
    action: str
    sources: frozenset[str]
    target: str


class Machine:
    """What a thing may do in each state. ``name`` is used in sentences: this *incident* is now “Closed”, so it …"""

    def __init__(self, name: str, transitions: Iterable[Transition]) -> None:
        self.name = name
        self.transitions = tuple(transitions)
        # A state that has a label for people is called by it.
        self._said = {state: state.label for state in self.states if hasattr(state, "label")}
        self._next = {(source, t.action): t.target for t in self.transitions for source in t.sources}

    def next(self, state: str, action: str) -> str:
        """The state after ``action``; raises ``IllegalTransition`` saying what is possible instead."""
        target = self._next.get((state, action))
        if target is None:
            possible = ", ".join(self.actions(state)) or "nothing more"
            said = self._said.get(state, _words(state))
            raise IllegalTransition(
                f"This {self.name} is now “{said}”, so it cannot be changed by “{_words(action)}”. "
                f"Possible now: {_words(possible)}."
            )
        return target

    def actions(self, state: str) -> tuple[str, ...]:
        """The actions possible in ``state``, in the order of the table."""
        return tuple(t.action for t in self.transitions if state in t.sources)

    @property
    def states(self) -> frozenset[str]:
        return frozenset(s for t in self.transitions for s in (*t.sources, t.target))


def _words(code: str) -> str:
    return code.replace("_", " ")
