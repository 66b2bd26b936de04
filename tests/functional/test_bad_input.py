"""What people get wrong, and what attackers try, on the real forms: an error in the field's words, nothing lost."""

import re
from collections.abc import Callable
from html import escape, unescape
from random import Random
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client

from bluelamp.contact.models import Report
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.demo import stories
from bluelamp.incidents.models import Incident, LogEntry
from bluelamp.incidents.services import open_incident
from bluelamp.investigations.models import Crime
from bluelamp.ledger.reading import writing
from tests.factories.telling import tell
from tests.plugins.cast import Cast
from tests.plugins.world import GRADE

pytestmark = [pytest.mark.django_db]
LONG = "Ä brick, a lamp. " * 600  # more than 10,000 characters
NASTY = "<script>alert(1)</script>'; DROP TABLE contact_report; -- {{ 7*7 }}"
SignIn = Callable[[str], Client]


def text(response: HttpResponseBase) -> str:
    return unescape(b"".join(response).decode())


def begin(client: Client) -> str:
    return str(client.post("/report/burglary").headers["Location"])


def question(client: Client, name: str, data: dict[str, object], draft: str = "") -> Any:
    """Answer one question of a draft; the page that comes."""
    response: Any = client.post(f"{draft or begin(client)}/question/{name}", data)
    return response


@pytest.fixture
def report_id(db: None) -> str:
    return str(tell(actor=Actor.public(), story=stories.burglary(Random(5), postcode="B4 7AP")))


@pytest.fixture
def incident_id(cast: Cast) -> str:
    opened = open_incident(
        actor=cast["dispatcher"], matter_id=new_id(), grade="P2", summary="x", nsir_class="crime", place_label="y"
    )
    return str(opened.id)


@pytest.mark.parametrize("address", ["/report/burglary", "/track", "/track/leave", "/staff/sign-in"])
def test_a_form_without_its_token_changes_nothing_and_says_what_to_do(db: None, address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(address, {"csrfmiddlewaretoken": "x" * 64})
    assert response.status_code == 403
    assert re.search(r"<h1[^>]*>\s*\S", response.content.decode())
    assert "CSRF" not in text(response), "words that nobody outside understands"


def test_a_wrong_token_at_the_desk_grades_nothing(sign_in: SignIn, report_id: str) -> None:
    client = sign_in("call_taker")
    client.handler.enforce_csrf_checks = True
    assert client.post(f"/desk/contact/{report_id}", GRADE).status_code == 403
    assert not Incident.objects.exists()


def test_a_report_graded_twice_and_once_more_from_an_old_page(sign_in: SignIn, report_id: str) -> None:
    client, address = sign_in("call_taker"), f"/desk/contact/{report_id}"
    for fields in (GRADE, GRADE, GRADE | {"grade": "P2", "summary": "From a page that was open all along"}):
        response = client.post(address, fields, follow=True)
        assert "is graded P1" in text(response)
    with writing():
        assert (Incident.objects.count(), Crime.objects.count()) == (1, 1)
        assert Incident.objects.get().grade == "P1"


def test_a_note_sent_twice_is_one_note(sign_in: SignIn, incident_id: str) -> None:
    client, fields = sign_in("dispatcher"), {"text": "Seen.", "client_id": str(new_id())}
    for _ in range(2):
        assert client.post(f"/desk/dispatch/{incident_id}/note", fields).status_code == 302
    with writing():
        assert LogEntry.objects.filter(text="Seen.").count() == 1


@pytest.mark.parametrize("times", [1, 5])
def test_a_long_answer_is_kept_or_comes_back_whole(client: Client, times: int) -> None:
    draft, said = begin(client), LONG * times
    response = question(client, "account", {"account": said}, draft)
    assert response.status_code == (302 if times == 1 else 422)
    shown = response if times > 1 else client.get(f"{draft}/question/account")
    assert said.strip() in text(shown)
    assert times == 1 or re.search(r"characters", text(response))


@pytest.mark.parametrize("name", ["text", "summary", "words"])
def test_staff_write_too_much(sign_in: SignIn, report_id: str, incident_id: str, name: str) -> None:
    if name == "text":
        fields = {"text": LONG, "client_id": str(new_id())}
        response = sign_in("dispatcher").post(f"/desk/dispatch/{incident_id}/note", fields)
    else:
        response = sign_in("call_taker").post(f"/desk/contact/{report_id}", GRADE | {name: LONG})
    assert response.status_code == 422
    assert LONG.strip() in text(response)
    assert f'href="#id_{name}"' in response.content.decode()


@pytest.mark.parametrize("given", ["🦊🕯️", "Zoë", "O\u2019Brien", "محمد", NASTY])
def test_names_are_what_people_say_they_are(client: Client, given: str) -> None:
    draft = begin(client)
    question(client, "part", {"part": "victim"}, draft)
    response = question(client, "your_name", {"your_name-given": given, "your_name-family": "Lamp"}, draft)
    shown = response if response.status_code == 422 else client.get(f"{draft}/question/your_name")
    assert response.status_code in (302, 422)
    assert given in text(shown)
    assert "<script>alert" not in shown.content.decode()


@pytest.mark.parametrize("postcode", ["ZZ99 9ZZ", "nowhere", "B4 7APX", "<b>"])
def test_a_postcode_that_is_none_is_said_at_the_field(client: Client, postcode: str) -> None:
    response = question(
        client,
        "place",
        {"place-known": "exact", "place-line1": "1 Lantern Row", "place-town": "", "place-postcode": postcode},
    )
    if response.status_code == 302:  # a postcode by its form that the list does not know is no fault of the sender's
        assert postcode == "ZZ99 9ZZ"
        return
    assert response.status_code == 422
    assert "postcode" in text(response).lower()
    assert escape(postcode) in response.content.decode()
    assert "1 Lantern Row" in text(response)


def test_a_file_of_the_wrong_type_is_named_and_the_rest_stays(client: Client) -> None:
    draft = begin(client)
    program = SimpleUploadedFile("holiday.png", b"MZ\x90\x00 this is a program", content_type="image/png")
    response = question(client, "photos", {"photos": program, "go": "upload"}, draft)
    assert response.status_code == 422
    assert "holiday.png" in text(response)
    assert client.get(draft).status_code == 200


def test_a_file_that_is_too_big_is_refused_in_words(client: Client) -> None:
    draft = begin(client)
    huge = SimpleUploadedFile("cctv.png", b"\x89PNG\r\n\x1a\n" + bytes(60_000_000), content_type="image/png")
    response = question(client, "photos", {"photos": huge, "go": "upload"}, draft)
    assert response.status_code in (413, 422)
    assert re.search(r"MB|too big|larger|smaller", text(response))
    assert client.get(draft).status_code == 200


def test_markup_and_sql_in_fields_stay_words(sign_in: SignIn, report_id: str) -> None:
    client = sign_in("call_taker")
    assert client.post(f"/desk/contact/{report_id}", GRADE | {"summary": NASTY}).status_code == 302
    with writing():
        incident = Incident.objects.get()
        assert incident.summary == NASTY
        assert Report.objects.filter(pk=report_id).exists()
    page = sign_in("dispatcher").get(f"/desk/dispatch/{incident.id}").content.decode()
    assert escape(NASTY, quote=False)[:25] in page
    assert "<script>alert(1)" not in page


@pytest.mark.parametrize("value", [NASTY, "CR-26-0000000", "", "🦊", "x" * 10_000, "\0"])
def test_tracking_with_nonsense(client: Client, value: str) -> None:
    response = client.post("/track", {"reference": value, "receipt": value})
    assert response.status_code == 422
    assert "<script>alert" not in response.content.decode()
    assert "error-summary" in response.content.decode()


@pytest.mark.parametrize("query", ["before=x", "matter=1' OR 1=1", "who=%00", "act=everything", "subject=%F0%9F%A6%8A"])
def test_the_auditors_filters_with_nonsense(sign_in: SignIn, query: str) -> None:
    assert sign_in("auditor").get(f"/desk/audit/?{query}").status_code in (200, 422)
