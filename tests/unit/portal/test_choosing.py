"""What to report, found by one's own words, which are kept nowhere; and who deals with what the police do not."""

import re

import pytest
from django.test import Client

from bluelamp.contact.finding import LONGEST
from bluelamp.contact.report_types import report_types
from bluelamp.contact.signposts import signposts
from tests.unit.portal.receipts import text

pytestmark = pytest.mark.django_db
PAGE = "/start/what"


def main(client: Client, words: str | None = None) -> str:
    answer = client.get(PAGE) if words is None else client.post(PAGE, {"q": words})
    assert answer.status_code == 200
    return text(answer).partition("<main")[2]


def test_everything_that_can_be_reported_stands_on_the_shelves_once(client: Client) -> None:
    found = re.findall(r'href="/report/([a-z-]+)"', main(client))
    assert sorted(found) == sorted(report_types())


@pytest.mark.parametrize("words", ["", "   ", "a\0b"])
def test_no_words_are_asked_for_again_and_the_list_stays(client: Client, words: str) -> None:
    refused = client.post(PAGE, {"q": words})
    assert refused.status_code == 422
    assert "Enter what happened" in text(refused)
    assert 'href="/report/burglary"' in text(refused)


def test_what_stands_in_an_address_is_not_taken_for_somebodys_words(client: Client) -> None:
    """An address is kept by browsers and servers on its way."""
    assert "My brother hits me" not in main_of(client, f"{PAGE}?q=My+brother+hits+me")


def main_of(client: Client, address: str) -> str:
    return text(client.get(address)).partition("<main")[2]


def test_words_that_may_mean_danger_lead_to_999_before_any_form(client: Client) -> None:
    shown = main(client, "he has a knife and somebody broke in")
    assert shown.index('href="tel:999"') < shown.index('href="/report/')
    assert 'class="bl-call"' not in main(client, "somebody broke in last week")


def test_of_a_very_long_story_the_beginning_is_looked_at(client: Client) -> None:
    assert 'class="bl-call"' in main(client, "knife " + "word " * LONGEST)
    assert 'class="bl-call"' not in main(client, "word " * LONGEST + "knife")


def test_what_somebody_else_deals_with_is_found_too_and_says_who(client: Client) -> None:
    shown = main(client, "the neighbours music is too loud")
    noise = signposts()["noise"]
    first = shown.index('href="/start/elsewhere/noise"')
    assert first < shown.index('href="/report/')
    assert str(noise.who) in shown[first:]


def test_a_signpost_leads_to_our_form_where_it_is_ours_after_all(client: Client) -> None:
    ours = [signpost for signpost in signposts().values() if signpost.form]
    assert ours
    for signpost in signposts().values():
        forms = re.findall(r'href="/report/([a-z-]+)"', main_of(client, f"/start/elsewhere/{signpost.slug}"))
        assert set(forms) == ({signpost.form} if signpost.form else set())


def test_a_signpost_that_there_is_not_sends_one_back_to_the_list(client: Client) -> None:
    refused = client.get("/start/elsewhere/zeppelin")
    assert refused.status_code == 404
    assert "Choose what to report from the list." in text(refused)
