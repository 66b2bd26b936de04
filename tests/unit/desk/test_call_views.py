"""A call from the first ring to the queue: by the same questions as the public's, or without a report."""

import re
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
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import writing
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
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


def ticked(page: str, name: str) -> list[str]:
    """The values of a group of buttons that are chosen."""
    found = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
    return [one.split('value="')[1].split('"')[0] for one in found if " checked" in one]


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


def test_where_the_call_taker_sits_is_never_offered_as_where_it_happened(sign_in: SignIn) -> None:
    desk, public = sign_in("call_taker"), Client()
    _call, tasks = begin(desk)
    page = desk.get(f"{tasks}/question/place")
    assert "data-show-map" in (shown := text(page))
    assert "data-here" not in shown
    assert "geolocation=()" in page.headers["Permissions-Policy"]
    theirs = public.get(f"{public.post('/report/burglary').headers['Location']}/question/place")
    assert "data-here" in text(theirs)
    assert "geolocation=(self)" in theirs.headers["Permissions-Policy"]


@pytest.mark.parametrize("slug", ["burglary", "domestic-abuse"])
def test_what_the_caller_said_stands_in_the_form_and_answers_nothing(sign_in: SignIn, slug: str) -> None:
    desk = sign_in("call_taker")
    _call, tasks = begin(desk, slug)
    assert "Completed" not in text(desk.get(tasks))
    contact = text(desk.get(f"{tasks}/question/contact"))
    assert 'value="0121 496 0000"' in contact
    assert (ticked(contact, "contact-how"), ticked(contact, "contact-when")) == (["call"], [])
    assert ticked(contact, "contact-may-say") == []
    said = {"contact-how": "call", "contact-call": "0121 496 0001", "contact-when": "any", "contact-may-say": "nothing"}
    assert desk.post(f"{tasks}/question/contact", said).status_code == 302
    assert 'value="0121 496 0001"' in text(desk.get(f"{tasks}/question/contact"))


def test_the_callers_name_stands_in_the_form_until_it_is_answered(sign_in: SignIn) -> None:
    desk = sign_in("call_taker")
    _call, tasks = begin(desk)
    name, unnamed = f"{tasks}/question/your_name", f"{tasks}/question/witness_name"
    desk.post(f"{tasks}/question/part", {"part": "victim"})
    assert 'value="Rosa Marie"' in (shown := text(desk.get(name)))
    assert 'value="Lark"' in shown
    desk.post(f"{tasks}/question/part", {"part": "witness"})
    assert 'value="Rosa Marie"' in text(desk.get(unnamed))
    desk.post(unnamed, {})  # a witness who wants to stay unnamed
    assert 'value="Rosa Marie"' not in text(desk.get(unnamed))


def test_the_notes_stand_beside_each_question_for_the_desk_alone(sign_in: SignIn) -> None:
    desk, public = sign_in("call_taker"), Client()
    call, tasks = begin(desk)
    for page in (tasks, f"{tasks}/question/place", f"{tasks}/check", f"{tasks}/save"):
        shown = text(desk.get(page))
        assert "Notes of the call" in shown
        assert "Broken into.<br>Back door." in shown
    seen = Entry.objects.filter(action="contact.call.read").latest("id")
    assert (seen.purpose, seen.subjects) == ("contact", [f"contact.call:{call.rpartition('/')[2]}"])
    assert "Notes of the call" not in text(public.get(public.post("/report/burglary").headers["Location"]))


def test_a_caller_has_no_photos_to_send_yet(sign_in: SignIn) -> None:
    desk, public = sign_in("call_taker"), Client()
    _call, tasks = begin(desk)
    later, photos = "They can send photos and files later", f"{tasks}/question/photos"
    assert later in (shown := text(desk.get(photos)))
    assert "Add what they hand in now" in shown  # somebody at the counter may
    assert desk.post(photos, {"go": "on"}).status_code == 302
    assert later not in text(public.get(f"{public.post('/report/burglary').headers['Location']}/question/photos"))


def test_after_the_call_its_report_can_be_weighed_at_once(sign_in: SignIn, cast: Cast) -> None:
    desk, boss = sign_in("call_taker"), sign_in("supervisor")
    call, tasks = begin(desk)
    ask(desk, cast["call_taker"], tasks)
    with writing():
        report = Report.objects.get()
    weigh = f'class="bl-button" href="/desk/contact/{report.id}"'
    assert weigh not in text(desk.get(call))
    desk.post(f"{call}/end", NOTES | {"outcome": "report"})
    assert weigh in (shown := text(desk.get(call)))
    assert "Weigh and grade this report" in shown
    about = answer(desk)
    desk.post(f"{about}/end", {"outcome": "known", "about": report.reference})
    assert report.reference in (asked := text(desk.get(about)))
    assert weigh not in asked
    assert weigh not in text(sign_in("crime_registrar").get(call))  # who reads calls, and grades nothing
    boss.post(f"/desk/contact/{report.id}/take")
    assert weigh not in text(desk.get(call))


def test_a_receipt_is_large_and_made_once(sign_in: SignIn, cast: Cast) -> None:
    desk = sign_in("call_taker")
    call, tasks = begin(desk)
    ask(desk, cast["call_taker"], tasks)
    make = "Make a receipt to read out"
    assert make in text(desk.get(call))
    read_out = text(desk.post(f"{call}/receipt"))
    shown = re.search(r'class="bl-receipt" translate="no">(\d{4} \d{4} \d{4} \d{4})<', read_out)
    assert shown
    assert f'action="{call}/receipt"' not in read_out
    afterwards = text(desk.get(call))
    assert make not in afterwards
    assert shown[1] not in afterwards
    assert "Did they not get it down?" in afterwards
