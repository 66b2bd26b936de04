"""Who may talk with whom: people about their own matter, officers on theirs, the desk with everybody who asks."""

from bluelamp.access.enums import Relation
from bluelamp.access.table import permission
from bluelamp.core.roles import Role

_DESK = (Role.CALL_TAKER, Role.SUPERVISOR)
_OFFICERS = (Role.RESPONDER, Role.DETECTIVE)
_NEED = (Relation.ASSIGNED, Relation.TEAM)
_RUNNING = ("waiting", "open")

ROWS = (
    permission("conversations.chat.start", Role.PUBLIC, Role.CITIZEN, why="Everybody may ask for somebody to talk to."),
    permission(
        "conversations.message.write",
        Role.CITIZEN,
        relations=[Relation.OWN],
        states=_RUNNING,
        why="People write about their own matter.",
    ),
    permission("conversations.message.write", *_DESK, states=_RUNNING, why="The desk answers whoever writes."),
    permission(
        "conversations.message.write",
        *_OFFICERS,
        relations=_NEED,
        states=_RUNNING,
        why="Officers write to the person whose matter they work on.",
    ),
    permission("conversations.message.read", Role.CITIZEN, relations=[Relation.OWN], why="People see what was said."),
    permission("conversations.message.read", *_DESK, why="The desk has to know what was said before."),
    permission(
        "conversations.message.read", *_OFFICERS, relations=_NEED, why="Officers see what was said on their matters."
    ),
    permission("conversations.queue.read", *_DESK, Role.JOB, why="The desk sees who waits; supervisors watch it."),
    permission("conversations.chat.take", *_DESK, states=_RUNNING, why="One person has a chat."),
    permission("conversations.chat.hand_over", *_DESK, states=["open"], why="Whoever cannot go on hands it over."),
    permission(
        "conversations.chat.end",
        Role.CITIZEN,
        relations=[Relation.OWN],
        states=_RUNNING,
        why="People may leave at any moment.",
    ),
    permission("conversations.chat.end", *_DESK, states=_RUNNING, why="The desk ends what is over."),
    permission("conversations.chat.report", *_DESK, why="What was said in a chat may become a report."),
    permission("conversations.concern.decide", *_DESK, why="A person decides what words of danger mean."),
    permission("conversations.thread.settle", *_DESK, why="Thanks need no answer."),
    permission(
        "conversations.thread.settle", *_OFFICERS, relations=_NEED, why="Whoever works on a matter knows what is open."
    ),
)
