"""What a browser is shown in which language, and what a reviewer's name changes."""

import re
from collections.abc import Callable
from html import unescape
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bluelamp.core.actor import Actor
from bluelamp.core.errors import Conflict, Invalid, NotAllowed, NotFound
from bluelamp.demo import stories
from bluelamp.demo.telling import tell
from bluelamp.languages import services
from bluelamp.languages.catalogue import digest
from bluelamp.languages.models import SignOff
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import writing
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
_FITNESS = "Polish is my first language"


def page(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, address
    return response


def language_of(response: Any) -> str:
    found = re.search(r'<html lang="([^"]+)"', response.content.decode())
    assert found
    return found.group(1)


def test_a_link_changes_the_language_and_comes_back() -> None:
    client = Client()
    assert language_of(page(client, "/start")) == "en-GB"
    chosen = client.get("/language/pl?to=/start%3Fsent%3D1")
    assert (chosen.status_code, chosen["Location"]) == (302, "/start?sent=1")
    cookie = chosen.cookies["language"]
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == ("", True, "Lax")
    polish = page(client, "/start")
    assert language_of(polish) == "pl"
    assert polish["Content-Language"] == "pl"
    assert "Czy to dzieje się teraz albo czy komuś coś grozi?" in polish.content.decode()
    assert "To tłumaczenie czeka na sprawdzenie" in polish.content.decode()


@pytest.mark.parametrize("to", ["//elsewhere.example/x", "https://elsewhere.example", "javascript:alert(1)", "x", ""])
def test_a_link_leads_nowhere_else(to: str) -> None:
    assert Client().get("/language/ur", {"to": to})["Location"] == "/"


def test_an_unknown_language_is_said_to_be_none() -> None:
    assert Client().get("/language/tlh").status_code == 404
    client = Client()
    client.cookies["language"] = "tlh"
    assert language_of(page(client, "/")) == "en-GB"


def test_urdu_is_written_from_the_right() -> None:
    client = Client()
    client.cookies["language"] = "ur"
    text = page(client, "/").content.decode()
    assert re.search(r'<body[^>]* dir="rtl"', text)
    assert "public.rtl" in text
    assert "جرم کی اطلاع دیں" in text


def test_a_page_without_a_translation_says_so_in_the_language_that_was_chosen() -> None:
    client = Client()
    client.cookies["language"] = "pl"
    area = page(client, "/privacy")
    assert language_of(area) == "en-GB"
    assert 'lang="pl" dir="ltr">Tej strony nie ma jeszcze w Twoim języku.' in area.content.decode()


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


class TestInService:
    """Where the settings are those of production."""

    @pytest.fixture(autouse=True)
    def production(self, settings: Any) -> None:
        settings.PRODUCTION = True

    def test_nothing_unreviewed_is_offered(self) -> None:
        client = Client()
        client.cookies["language"] = "pl"
        text = page(client, "/start")
        assert language_of(text) == "en-GB"
        assert "Tej strony nie ma jeszcze w Twoim języku." in text.content.decode()

    def test_a_name_opens_a_section_and_no_other(self, sign_in: SignIn) -> None:
        reviewer = sign_in("reviewer")
        shown = page(reviewer, "/desk/languages/pl/gate").content.decode()
        assert "Is it happening now?" in shown
        assert "Czy to dzieje się teraz?" in shown
        read = digest("pl", "gate")
        signed = reviewer.post("/desk/languages/pl/gate", {"digest_read": read, "fitness": _FITNESS})
        assert signed.status_code == 302
        assert Entry.objects.filter(action="languages.translation.sign_off").count() == 1
        client = Client()
        client.cookies["language"] = "pl"
        assert language_of(page(client, "/start")) == "pl"
        assert "czeka na sprawdzenie" not in page(client, "/start").content.decode()
        assert language_of(page(client, "/report/burglary")) == "en-GB"
        client.cookies["language"] = "ur"
        assert language_of(page(client, "/start")) == "en-GB"

        back = reviewer.post("/desk/languages/pl/gate/withdraw", {"reason": "A wrong word about 999."})
        assert back.status_code == 302
        client.cookies["language"] = "pl"
        assert language_of(page(client, "/start")) == "en-GB"

    def test_a_changed_word_ends_it(self, cast: Cast) -> None:
        signed = sign(cast["reviewer"])
        with writing():
            SignOff.objects.filter(pk=signed.pk).update(digest="0" * 64)  # what the section was when it had other words
        client = Client()
        client.cookies["language"] = "pl"
        assert language_of(page(client, "/start")) == "en-GB"


def sign(actor: Any, **other: str) -> SignOff:
    asked = {"language": "pl", "section": "gate", "digest_read": digest("pl", "gate"), "fitness": _FITNESS} | other
    return services.sign_off(actor=actor, **asked)


def test_signing_twice_signs_once(cast: Cast) -> None:
    reviewer = cast["reviewer"]
    assert sign(reviewer).pk == sign(reviewer).pk


@pytest.mark.parametrize(
    ("other", "error"),
    [
        ({"digest_read": "0" * 64}, Conflict),
        ({"fitness": " "}, Invalid),
        ({"section": "nothing"}, NotFound),
        ({"language": "en-gb"}, NotFound),
    ],
)
def test_what_cannot_be_signed(cast: Cast, other: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        sign(cast["reviewer"], **other)
    assert not SignOff.objects.exists()


def test_nobody_else_signs_and_nothing_signed_is_nothing_to_take_back(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        sign(cast["administrator"])
    with pytest.raises(Conflict):
        services.withdraw(actor=cast["reviewer"], language="pl", section="gate", reason="Wrong.")
