"""What a browser is shown in which language, from the first page to the report."""

import re
from collections.abc import Callable
from html import unescape
from random import Random

import pytest
from django.test import Client
from django.urls import reverse

from bluelamp.core.actor import Actor
from bluelamp.demo import stories
from tests.factories.telling import tell
from tests.unit.languages.shown import language_of, page

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def test_an_unknown_language_is_said_to_be_none() -> None:
    assert Client().get("/language/tlh").status_code == 404
    client = Client()
    client.cookies["language"] = "tlh"
    assert language_of(page(client, "/")) == "en-GB"


def test_a_form_is_asked_and_refused_in_the_language_and_kept_as_it_was_written() -> None:
    client = Client()
    client.cookies["language"] = "pl"
    assert "Zgłoś włamanie" in page(client, "/report/burglary").content.decode()
    draft = client.post("/report/burglary")["Location"]
    refused = client.post(f"{draft}/question/still_there", {"csrfmiddlewaretoken": "x"})
    assert refused.status_code == 422
    assert "Zaznacz „tak”" in unescape(refused.content.decode())
    client.cookies["language"] = "en-gb"
    assert "Could whoever did this" in page(client, f"{draft}/question/still_there").content.decode()


def test_whoever_comes_back_by_a_code_is_shown_the_language_they_left_in() -> None:
    here, elsewhere, chooser = Client(), Client(), Client()
    tasks = here.post("/report/burglary")["Location"]
    here.cookies["language"] = "pl"  # chosen on the way
    [code] = re.findall(r'dir="ltr">(\S+)</strong>', here.post(f"{tasks}/save").content.decode())
    assert elsewhere.post("/report/return", {"code": code})["Location"] == tasks
    assert language_of(page(elsewhere, tasks)) == "pl"
    chooser.cookies["language"] = "ur"
    assert chooser.post("/report/return", {"code": code})["Location"] == tasks
    assert language_of(page(chooser, tasks)) == "ur"


def test_what_was_chosen_goes_with_the_report_so_that_an_interpreter_can_be_called(sign_in: SignIn) -> None:
    report_id = tell(actor=Actor.public(), story=stories.hate_crime(Random(3), postcode="B4 7AP"))
    shown = page(sign_in("call_taker"), reverse("desk_contact:report", args=[report_id])).content.decode()
    assert "They chose to be written to in Polish." in shown


@pytest.mark.parametrize("words", ["on ma nóż", "he has a knife"])
def test_words_of_danger_lead_to_999_in_any_language(words: str) -> None:
    client = Client()
    client.cookies["language"] = "pl"
    shown = client.post("/start/what", {"q": words, "csrfmiddlewaretoken": "x"}).content.decode()
    assert "Czy ktoś jest teraz w niebezpieczeństwie? Zadzwoń pod 999" in shown
