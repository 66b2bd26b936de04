"""A call from the first ring to the queue: by the same questions as the public's, or without a report."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from bluelamp.contact import services
from bluelamp.contact.models import Call, Report
from bluelamp.core.actor import Actor
from bluelamp.ledger.reading import writing
from tests.plugins.cast import Cast
from tests.unit.desk.telephone import NOTES, answer, ask, begin, text, ticked

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


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


def test_a_silent_call_waits_until_somebody_has_looked_into_it(sign_in: SignIn) -> None:
    desk, boss = sign_in("call_taker"), sign_in("supervisor")
    call = answer(desk)
    assert "On the line" in text(desk.get("/desk/contact/"))
    refused = desk.post(f"{call}/end", {"words": "Breathing."})
    assert refused.status_code == 422
    assert "Choose what became of the call." in text(refused)
    assert "Breathing." in text(refused)
    when = desk.post(f"{call}/end", {"words": "Breathing.", "outcome": "call_back"})
    assert when.status_code == 422
    assert "Choose within what time to call back." in text(when)
    assert 'href="#id_within"' in text(when)
    desk.post(f"{call}/end", {"words": "Breathing.", "outcome": "silent"})
    assert "Nobody spoke" in text(boss.get("/desk/contact/rows?risk=1_high&kind=calls"))
    assert boss.post(f"{call}/take").status_code == 302
    assert desk.post(f"{call}/take").status_code == 409
    when = boss.post(f"{call}/later", {})
    assert when.status_code == 422
    assert 'href="#later_within"' in text(when)
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


def test_a_receipt_is_offered_to_whoever_takes_the_report_until_the_caller_has_it(sign_in: SignIn, cast: Cast) -> None:
    desk = sign_in("call_taker")
    call, tasks = begin(desk)
    ask(desk, cast["call_taker"], tasks)
    make, another = "Make a receipt to read out", "Make another receipt"
    assert make not in text(sign_in("supervisor").get(call))
    assert sign_in("supervisor").post(f"{call}/receipt").status_code == 403
    read_out = text(desk.post(f"{call}/receipt"))
    shown = re.search(r'class="bl-receipt" translate="no">([\d ]+)<', read_out)
    assert shown
    assert another in text(desk.get(call))
    with writing():
        report = Report.objects.get()
    services.open_with_receipt(actor=Actor.public(), reference=report.reference, receipt=shown[1])
    assert another not in (afterwards := text(desk.get(call)))
    assert make not in afterwards


def test_once_its_report_is_sent_a_call_has_no_form_to_go_on_with_and_is_about_to_end_as_that(
    sign_in: SignIn, cast: Cast
) -> None:
    desk = sign_in("call_taker")
    bare = answer(desk)
    assert desk.get(f"{bare}/form").headers["Location"] == bare
    call, tasks = begin(desk)
    assert ticked(text(desk.get(call)), "outcome") == []
    ask(desk, cast["call_taker"], tasks)
    assert ticked(text(desk.get(call)), "outcome") == ["report"]
    assert desk.get(f"{call}/form").headers["Location"] == call
