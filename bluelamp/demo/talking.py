"""People who talk with the police: one waits, one may be in danger, one has ended; and messages about a report."""

from datetime import timedelta
from uuid import UUID

from bluelamp.access.actors import actor_of_user
from bluelamp.access.models import User
from bluelamp.conversations import services as conversations
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.flows.grade_report import Graded

_MINUTE = timedelta(minutes=1)


def talk(cast: dict[str, User], graded: Graded) -> None:
    """Invented, like everybody here."""
    desk, supervisor = actor_of_user(cast["call-taker"]), actor_of_user(cast["supervisor"])
    with clock.shifted(-50 * _MINUTE):
        lost = conversations.start_chat(
            actor=Actor.public(), text="Hello, I found a purse on the 11C bus. Where do I take it?", client_id=new_id()
        )
    with clock.shifted(-47 * _MINUTE):
        conversations.take_chat(actor=supervisor, conversation_id=lost.id)
        _say(supervisor, lost.id, "Hello. Please hand it to the bus operator's lost property office.")
    with clock.shifted(-44 * _MINUTE):
        person = Actor.receipt(lost.id)
        _say(person, lost.id, "Thank you, I will.")
        conversations.end_chat(actor=person, conversation_id=lost.id)
    with clock.shifted(-7 * _MINUTE):
        conversations.start_chat(
            actor=Actor.public(),
            text="My bicycle is for sale online. I have the frame number.",
            client_id=new_id(),
            language="pl",
        )
    with clock.shifted(-4 * _MINUTE):
        conversations.start_chat(
            actor=Actor.public(),
            text="My neighbour says she is locked in by her son. She is afraid. What can I do?",
            client_id=new_id(),
            name="Robin Lantern",
        )
    _about_report(desk, graded)


def _about_report(desk: Actor, graded: Graded) -> None:
    matter = graded.report.matter_id
    owner = Actor.receipt(graded.report.id)
    with clock.shifted(-25 * _MINUTE):
        _write(owner, matter, "I found out that my neighbour's doorbell has a camera.")
    with clock.shifted(-21 * _MINUTE):
        _write(desk, matter, "Thank you. Please ask them to keep the recording. An officer will come for it.")
    with clock.shifted(-3 * _MINUTE):
        _write(owner, matter, "They have saved it. They are at home after 5pm.")


def _say(actor: Actor, conversation_id: UUID, text: str) -> None:
    conversations.say(actor=actor, conversation_id=conversation_id, text=text, client_id=new_id())


def _write(actor: Actor, matter_id: UUID, text: str) -> None:
    conversations.write(actor=actor, matter_id=matter_id, text=text, client_id=new_id())
