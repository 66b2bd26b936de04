"""What a person decides about words of danger that the list has found."""

from uuid import UUID

from bluelamp.access.services import check
from bluelamp.conversations import policies
from bluelamp.conversations.models import Concern, Conversation
from bluelamp.conversations.services._telling import tell_state
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import NotFound
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service


@service
def act_on_concern(*, actor: Actor, concern_id: UUID) -> Concern:
    """“I have seen it and act on it.”"""
    return _decide(actor, concern_id, "act")


@service
def dismiss_concern(*, actor: Actor, concern_id: UUID) -> Concern:
    """“No danger.” It is counted, so that words that only annoy can be seen and taken out of the list."""
    return _decide(actor, concern_id, "dismiss")


def _decide(actor: Actor, concern_id: UUID, verb: str) -> Concern:
    found = Concern.objects.select_for_update().filter(pk=concern_id).first()
    if found is None:
        raise NotFound("There is no such warning. Open the conversation again.", field="concern")
    check(actor=actor, action="conversations.concern.decide", matter=found.matter_id)
    found.state = policies.CONCERN.next(found.state, verb)
    found.decided_by, found.decided_at = actor.id, now()
    found.save(update_fields=["state", "decided_by", "decided_at"])
    record(
        actor=actor,
        act=Act.ALTERATION,
        action=f"conversations.concern.{verb}",
        subjects=[found],
        matter=found.matter_id,
    )
    conversation = Conversation.objects.select_for_update().get(pk=found.conversation_id)
    if verb == "act" and conversation.one_of_many:  # a person has seen that it is real
        conversation.one_of_many = False
        conversation.risk = policies.queued_risk(conversation.reasons, one_of_many=False)
        conversation.save(update_fields=["one_of_many", "risk"])
    tell_state(conversation)
    return found
