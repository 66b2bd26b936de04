"""The language of each page: what its reader chose where it is there, and otherwise English, and said so."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from bluelamp.core.actor import Actor
from bluelamp.journeys.models import Draft
from bluelamp.languages.middleware import LanguageMiddleware
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading
from tests.unit.languages.shown import language_of, page, speaking

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize(
    ("chosen", "said"), [("pl", "pl"), ("ur", "ur"), ("en-gb", "en-GB"), ("tlh", "en-GB"), ("", "en-GB")]
)
def test_whoever_chose_is_told_what_the_page_is_in(chosen: str, said: str) -> None:
    answer = page(speaking(chosen), "/start")
    assert (answer["Content-Language"], language_of(answer)) == (said, said)


def test_nobody_is_given_a_page_from_a_cache_in_somebody_elses_language(rf: RequestFactory) -> None:
    assert "Content-Language" not in page(Client(), "/start")
    answer = LanguageMiddleware(lambda _request: HttpResponse())(rf.get("/"))  # no other layer looks at a cookie
    assert answer["Vary"] == "Cookie"


def test_what_has_no_address_is_in_english() -> None:
    answer = speaking("pl").get("/nothing")
    assert answer.status_code == 404
    assert language_of(answer) == answer["Content-Language"] == "en-GB"


def test_a_language_ends_with_its_page() -> None:
    before = translation.get_language()
    page(speaking("pl"), "/start")
    assert translation.get_language() == before
    assert language_of(page(Client(), "/start")) == "en-GB"


def test_what_was_chosen_is_kept_with_a_draft_where_the_page_is_not_there_in_it() -> None:
    begun = speaking("ur").post("/report/vehicle-crime")
    assert begun.status_code == 302
    with reading(actor=Actor.public(), purpose=Purpose.OWN_RECORD, action="test"):
        assert Draft.objects.get(pk=begun["Location"].rpartition("/")[2]).language == "ur"
