"""Somebody with an account, who has made two of the demo's reports. Her codes are in the demo's mailbox."""

import re
from uuid import UUID

from bluelamp.accounts import services
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid
from bluelamp.flows.keep_in_account import keep_in_account
from bluelamp.ledger.writing import service
from bluelamp.notices.models import Notice

EMAIL = "ivy.brook@example.com"


@service
def open_account(*, actor: Actor, reports: list[UUID]) -> UUID:  # noqa: ARG001 - a service has an actor; she is another
    """Come in as she would, by the code in her mail, and keep ``reports``; the account's id."""
    public = Actor.public()
    asked = services.ask_code(actor=public, email=EMAIL, connection="")
    mail = Notice.objects.get(recipient=f"accounts.code:{asked}")
    code = re.search(r"\d{8}", mail.body)
    if code is None:
        raise Invalid("The mail has no code.")
    account = services.enter_by_code(actor=public, code_id=asked, typed=code[0])
    for report_id in reports:
        keep_in_account(actor=Actor.citizen(account), held=Actor.receipt(report_id))
    return account
