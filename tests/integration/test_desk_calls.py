"""A call from the first ring to the queue: by the same questions as the public's, or without a report."""

from collections.abc import Callable
from html import unescape
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from bluelamp.contact.models import Call, Report
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.demo import stories
from bluelamp.demo.telling import fill_in
from bluelamp.journeys.types import Holder
from bluelamp.ledger.reading import writing
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def text(response: Any) -> str:
    return unescape(b"".join(response).decode())


def answer(client: Client, channel: str = "phone") -> str:
    assert client.get("/desk/contact/calls/new").status_code == 200
    sent = {"client_id": str(new_id()), "channel": channel}
    return str(client.post("/desk/contact/calls/answer", sent).headers["Location"])


def ask(client: Client, actor: Actor, tasks: str) -> str:
    """Fill in the whole form for the caller; where its last page leads."""
    assert "For a caller." in text(client.get(tasks))
    holder = Holder(UUID(tasks.rpartition("/")[2]))
    with writing():
        fill_in(actor=actor, holder=holder, story=stories.burglary(Random(3), postcode="B4 7AP"))
    assert "For a caller." in text(client.get(f"{tasks}/check"))
    return str(client.post(f"{tasks}/check").headers.get("Location", ""))


def test_a_report_is_taken_by_telephone_with_the_publics_questions(sign_in: SignIn, cast: Cast) -> None:
    desk = sign_in("call_taker")
    call = answer(desk)
    notes = {"caller_name": "Rosa", "caller_number": "0121 496 0000", "words": "Broken into."}
    tasks = desk.post(f"{call}/report", notes | {"slug": "burglary"}).headers["Location"]
    assert desk.get(f"{call}/form").headers["Location"] == tasks
    assert f'href="{call}"' in text(desk.get(tasks))
    assert sign_in("supervisor").get(f"{call}/form").status_code == 404
    assert ask(desk, cast["call_taker"], tasks) == call
    read_out = text(desk.post(f"{call}/receipt"))
    assert "Read it out slowly" in read_out
    assert desk.post(f"{call}/end", notes | {"outcome": "report"}).status_code == 302
    with writing():
        kept, report = Call.objects.get(), Report.objects.get()
    assert (report.channel, kept.report_id, kept.caller_name, kept.state) == ("phone", report.id, "Rosa", "done")
    assert kept.minutes == 1
    queue = text(desk.get("/desk/contact/"))
    assert report.reference in queue
    assert kept.reference not in queue
    assert "Telephone" in queue


def test_a_form_is_begun_on_the_page_of_its_call_alone(sign_in: SignIn) -> None:
    assert sign_in("call_taker").get("/desk/contact/calls/form/burglary").status_code == 404
    assert sign_in("call_taker").post("/desk/contact/calls/form/burglary").status_code == 404


def test_a_form_that_was_left_for_another_is_not_sent(sign_in: SignIn, cast: Cast) -> None:
    desk = sign_in("call_taker")
    call = answer(desk, "counter")
    left = desk.post(f"{call}/report", {"slug": "burglary"}).headers["Location"]
    desk.post(f"{call}/report", {"slug": "criminal-damage"})
    assert ask(desk, cast["call_taker"], left) == ""
    assert not Report.objects.exists()


def test_a_silent_call_waits_until_somebody_has_looked_into_it(sign_in: SignIn) -> None:
    desk, boss = sign_in("call_taker"), sign_in("supervisor")
    call = answer(desk)
    assert "On the line" in text(desk.get("/desk/contact/"))
    refused = desk.post(f"{call}/end", {"words": "Breathing."})
    assert refused.status_code == 422
    assert "Choose what became of the call." in text(refused)
    assert "Breathing." in text(refused)
    desk.post(f"{call}/end", {"words": "Breathing.", "outcome": "silent"})
    assert "Nobody spoke" in text(boss.get("/desk/contact/rows?risk=1_high&kind=calls"))
    assert boss.post(f"{call}/take").status_code == 302
    assert desk.post(f"{call}/take").status_code == 409
    assert boss.post(f"{call}/later", {}).status_code == 422
    assert boss.post(f"{call}/later", {"within": "15"}).status_code == 302
    assert "Tried without an answer: 1." in text(boss.get(call))
    assert boss.post(f"{call}/finish", {"words": ""}).status_code == 422
    assert boss.post(f"{call}/finish", {"words": "A neighbour saw them well."}).status_code == 302
    assert "A neighbour saw them well." in text(boss.get(call))
    assert "Nobody is waiting." in text(boss.get("/desk/contact/"))


def test_what_no_button_of_ours_sent_is_refused(sign_in: SignIn) -> None:
    desk = sign_in("call_taker")
    assert desk.post("/desk/contact/calls/answer", {"client_id": "x", "channel": "phone"}).status_code == 422
    call = answer(desk)
    assert desk.post(f"{call}/report", {"slug": ""}).status_code == 422
    assert desk.post(f"{call}/note", {"caller_name": "x" * 300}).status_code == 422
    assert desk.post(f"{call}/note", {"words": "Noted."}).status_code == 302
    assert desk.post(f"{call}/receipt").status_code == 422
