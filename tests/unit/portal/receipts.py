"""Browsers that hold a receipt, have it to save, or sent a report and never saw the answer."""

import re
from html import unescape
from typing import Any
from uuid import UUID

from django.db import transaction
from django.test import Client

from bluelamp.contact.models import Report
from bluelamp.contact.services import issue_receipt
from bluelamp.core.actor import Actor
from bluelamp.core.text import digits_of
from bluelamp.journeys.models import Submission
from bluelamp.ledger.enums import Act
from bluelamp.ledger.reading import writing
from bluelamp.ledger.services import record
from tests.factories.rooms import received


def text(response: Any) -> str:
    """A page as it is read, each run of white space as one."""
    return " ".join(unescape(b"".join(response).decode()).split())


def holder(report_id: object) -> Client:
    """A browser in which the receipt of a report was shown."""
    client = Client()
    hold(client, report_id)
    return client


def hold(client: Client, report_id: object) -> None:
    session = client.session
    session["receipt"] = str(report_id)
    session.save()
    client.cookies["sessionid"] = session.session_key or ""


def shown(client: Client) -> str | None:
    """The receipt on the page; none when it offers to make one."""
    page = client.get("/sent").content.decode()
    found = re.search(r"(?:\d{4} ){3}\d{4}", page)
    assert bool(found) != ("Show me a new receipt" in page)
    return digits_of(found[0]) if found else None


def asked_for(client: Client) -> str:
    assert client.post("/sent")["Location"] == "/sent"
    receipt = shown(client)
    assert receipt
    return receipt


def sent_unanswered(client: Client) -> tuple[str, Report, str]:
    """A draft begun in this browser and sent from it, whose answer was lost: its address, the report, and the receipt
    that nobody saw."""
    address = client.post("/report/burglary")["Location"]
    draft_id = UUID(address.rsplit("/", 1)[1])
    with transaction.atomic(), writing():
        Submission.objects.create(draft_id=draft_id, url="/sent")
        record(actor=Actor.public(), act=Act.ALTERATION, action="test", subjects=[f"journeys.draft:{draft_id}"])
    report = received(draft_id=draft_id)
    return address, report, issue_receipt(actor=Actor.receipt(report.id), report_id=report.id)
