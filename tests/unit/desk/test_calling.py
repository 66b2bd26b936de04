"""A form that is filled in for a caller: it belongs to its call, and what was noted stands beside it for the desk."""

from collections.abc import Callable

import pytest
from django.test import Client

from bluelamp.contact.models import Report
from bluelamp.ledger.models import Entry
from tests.plugins.cast import Cast
from tests.unit.desk.telephone import answer, ask, begin, text, ticked

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


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
