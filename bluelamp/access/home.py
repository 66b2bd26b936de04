"""The desks that a member of staff can walk to. Upper rooms say at start which they have; a role decides who sees one.

>>> home.register("contact.queue.read", _("Contact queue"), "desk_contact:queue", _("Reports to grade."))
"""

from dataclasses import dataclass

from django.utils.functional import Promise

from bluelamp.access.permissions import rows_for
from bluelamp.access.services import may_ever
from bluelamp.core.actor import Actor

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Desk:
    """``url_name`` needs no arguments; ``action`` is the one that its route asks for. Those seldom needed come last."""

    action: str
    title: Text
    url_name: str
    description: Text
    seldom: bool = False


_desks: dict[str, Desk] = {}
_searches: dict[str, str] = {}  # page -> the action that its route asks for


def register(action: str, title: Text, url_name: str, description: Text, *, seldom: bool = False) -> None:
    """Put a desk on the first page and into the bar of everybody who may ever do ``action``."""
    rows_for(action)  # a misspelt action fails at start
    _desks[url_name] = Desk(action, title, url_name, description, seldom)


def registered() -> tuple[Desk, ...]:
    """Every desk, in the order of registration."""
    return tuple(sorted(_desks.values(), key=lambda desk: desk.seldom))


def desks_of(*, actor: Actor) -> tuple[Desk, ...]:
    """The desks whose door opens for this actor."""
    return tuple(desk for desk in registered() if may_ever(actor=actor, action=desk.action))


def register_search(action: str, url_name: str) -> None:
    """Give everybody who may ever do ``action`` a box in the bar that posts ``q`` to this page."""
    rows_for(action)
    _searches[url_name] = action


def search_of(*, actor: Actor) -> str:
    """The name of the search page that opens for this actor; empty when none does."""
    return next((url_name for url_name, action in _searches.items() if may_ever(actor=actor, action=action)), "")
