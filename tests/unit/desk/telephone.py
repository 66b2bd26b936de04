"""A call at the contact desk as its pages take it: answered, noted, and the public's questions asked in it."""

import re
from html import unescape
from random import Random
from typing import Any
from uuid import UUID

from django.test import Client

from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.demo import stories
from bluelamp.journeys.types import Holder
from bluelamp.ledger.reading import writing
from tests.factories.telling import fill_in

NOTES = {"caller_name": "Rosa Marie Lark", "caller_number": "0121 496 0000", "words": "Broken into.\nBack door."}


def text(response: Any) -> str:
    return unescape(b"".join(response).decode())


def answer(client: Client, channel: str = "phone") -> str:
    assert client.get("/desk/contact/calls/new").status_code == 200
    sent = {"client_id": str(new_id()), "channel": channel}
    return str(client.post("/desk/contact/calls/answer", sent).headers["Location"])


def begin(client: Client, slug: str = "burglary") -> tuple[str, str]:
    """A call that was noted, and the form that was begun in it."""
    call = answer(client)
    return call, str(client.post(f"{call}/report", NOTES | {"slug": slug}).headers["Location"])


def ask(client: Client, actor: Actor, tasks: str) -> str:
    """Fill in the whole form for the caller; where its last page leads."""
    assert "For a caller." in text(client.get(tasks))
    holder = Holder(UUID(tasks.rpartition("/")[2]))
    with writing():
        fill_in(actor=actor, holder=holder, story=stories.burglary(Random(3), postcode="B4 7AP"))
    assert "For a caller." in text(client.get(f"{tasks}/check"))
    return str(client.post(f"{tasks}/check").headers.get("Location", ""))


def ticked(page: str, name: str) -> list[str]:
    """The values of a group of buttons that are chosen."""
    found = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
    return [one.split('value="')[1].split('"')[0] for one in found if " checked" in one]
