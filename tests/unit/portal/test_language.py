"""Choosing a language: back to the page one came from and to no other website, until the browser is closed."""

import pytest
from django.test import Client

from tests.unit.languages.shown import language_of, page

pytestmark = pytest.mark.django_db


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


def test_a_language_that_there_is_not_is_refused_and_nothing_is_remembered() -> None:
    client = Client()
    client.get("/language/pl")
    refused = client.get("/language/tlh?to=/start")
    assert refused.status_code == 404
    assert language_of(page(client, "/start")) == "pl"


def test_it_is_a_link_and_no_form_and_changes_nothing_else() -> None:
    client = Client()
    assert client.post("/language/pl").status_code == 405
    client.get("/language/pl")
    assert "sessionid" not in client.cookies
