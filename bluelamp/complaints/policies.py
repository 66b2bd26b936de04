"""What may become of a complaint, and who never sees it."""

from collections.abc import Collection
from uuid import UUID

from bluelamp.complaints.enums import ComplaintState as S
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotFound
from bluelamp.core.states import Machine, Transition

COMPLAINT = Machine(
    "complaint",
    (
        Transition("acknowledge", frozenset({S.RECEIVED}), S.ACKNOWLEDGED),
        Transition("record", frozenset({S.ACKNOWLEDGED}), S.RECORDED),
        Transition("decide", frozenset({S.ACKNOWLEDGED, S.RECORDED}), S.DECIDED),
    ),
)


def check_not_about(actor: Actor, about: Collection[UUID]) -> None:
    """Raise ``NotFound`` for whoever it is about: they do not even learn that there is one."""
    if actor.id in about:
        raise NotFound("There is no complaint with this number that you can see.", field="complaint")
