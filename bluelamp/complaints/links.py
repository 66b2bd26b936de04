"""What bears on a complaint: rooms above say how it is found and shown, so that this room need not know them."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from bluelamp.core.actor import Actor

Find = Callable[[Actor, str], UUID | None]
Address = Callable[[UUID], str]


@dataclass(frozen=True, slots=True)
class Target:
    """``find`` gives the id of what a reference names, among what the actor may see."""

    label: str
    find: Find
    address: Address


_targets: dict[str, Target] = {}


def link_target(label: str, *, find: Find, address: Address) -> None:
    """At start, by a room above: ``link_target("evidence.exhibit", find=…, address=…)``."""
    _targets[label] = Target(label, find, address)


def found(actor: Actor, reference: str) -> tuple[str, UUID] | None:
    """What a reference names, in whatever room; None when nothing that the actor may see has it."""
    for target in _targets.values():
        which = target.find(actor, reference)
        if which is not None:
            return target.label, which
    return None


def address_of(label: str, which: UUID) -> str:
    """Its page, or nothing when no room says where it is."""
    return _targets[label].address(which) if label in _targets else ""
