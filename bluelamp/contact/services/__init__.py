"""Everything that changes a report or a call. Each function is one transaction with its entry on the ledger."""

from bluelamp.contact.services.calls import (
    answer_call,
    attach_draft,
    attach_report,
    call_back_later,
    end_call,
    finish_call,
    note_call,
    take_call,
)
from bluelamp.contact.services.escalations import acknowledge_escalation, escalate
from bluelamp.contact.services.reports import (
    assess_thrive,
    confirm_receipt,
    issue_receipt,
    open_with_receipt,
    put_back_report,
    receive_report,
    set_graded,
    settle_report,
    take_report,
)

__all__ = [
    "acknowledge_escalation",
    "answer_call",
    "assess_thrive",
    "attach_draft",
    "attach_report",
    "call_back_later",
    "confirm_receipt",
    "end_call",
    "escalate",
    "finish_call",
    "issue_receipt",
    "note_call",
    "open_with_receipt",
    "put_back_report",
    "receive_report",
    "set_graded",
    "settle_report",
    "take_call",
    "take_report",
]
