"""Writing, chatting, handing over and ending."""

from bluelamp.conversations.services.chats import begin_report, end_chat, hand_over, report_made, start_chat, take_chat
from bluelamp.conversations.services.concerns import act_on_concern, dismiss_concern
from bluelamp.conversations.services.messages import mark_read, say, settle, write

__all__ = [
    "act_on_concern",
    "begin_report",
    "dismiss_concern",
    "end_chat",
    "hand_over",
    "mark_read",
    "report_made",
    "say",
    "settle",
    "start_chat",
    "take_chat",
    "write",
]
