"""One question a page: what was typed is never lost, what is wrong is said at its field, and danger leads to 999."""

import pytest

from tests.integration.journeys_walker import Page, Walker
from tests.unit.journeys.pages import MADE, complete, errors_on

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.integration.journeys_urls")]


NASTY = {
    "long": "a" * 10_000,
    "emoji": "🌸 family 👩‍👩‍👧 flags 🇬🇧",
    "rtl": "גנבו לי את האופניים ליד הגשר",
    "html": "</textarea><script>alert(1)</script>&amp; \"two\" 'one' {{ 7 * 7 }} %(x)s 100%",
    "lines": "one\n  two, indented\n\nfour\ttab",
    "surrogate pairs": "\U0010ffff",
}


@pytest.mark.parametrize("typed", NASTY.values(), ids=NASTY.keys())
def test_anything_typed_is_kept_and_shown_exactly(walker: Walker, typed: str) -> None:
    for name, field, fields in (
        ("account", "account", {}),
        ("place", "place-description", {"place-known": "roughly"}),
    ):
        if len(typed) > 5000 and name == "place":
            continue
        response = walker.client.post(walker.url(name), {**fields, field: typed.replace("\n", "\r\n")})
        assert response.status_code == 302
        [shown] = walker.read(walker.url(name)).fields[field]
        assert shown == typed
    assert "<script>alert" not in walker.client.get(f"{walker.base}/check").content.decode()


@pytest.mark.parametrize("typed", [*NASTY.values(), "nul\0byte"], ids=[*NASTY, "nul"])
def test_an_error_gives_back_what_was_typed(walker: Walker, typed: str) -> None:
    """A long description and an unknown postcode: the page comes back with both."""
    fields = {"place-known": "roughly", "place-description": typed, "place-near-postcode": "ZZ99"}
    response = walker.client.post(walker.url("place"), fields)
    html = response.content.decode()
    assert response.status_code == 422
    assert errors_on(html)
    page = Page(html)
    assert page.fields["place-description"] == [typed.replace("\0", "␀")]
    assert page.fields["place-near-postcode"] == ["ZZ99"]
    assert page.fields["place-known"] == ["roughly"]
    assert "<title>" in html
    assert "Error: " in html.split("<title")[1].split("</title>")[0]


def test_too_much_for_one_line_says_by_how_much(walker: Walker) -> None:
    response = walker.client.post(walker.url("shop"), {"shop": "a" * 10_000})
    assert response.status_code == 422
    assert errors_on(response.content.decode()) == [
        "Shop: you have 9,500 characters too many. Use 500 or fewer. Nothing you typed is lost"
    ]
    assert Page(response.content.decode()).fields["shop"] == ["a" * 10_000]


@pytest.mark.parametrize("name", [question.name for question in MADE if question.required])
def test_left_empty_says_what_to_do(walker: Walker, name: str) -> None:
    walker.answer("armed", "yes")
    response = walker.client.post(walker.url(name), {})
    assert response.status_code == 422
    assert errors_on(response.content.decode()) == [str(MADE.question(name).missing)]


def test_a_value_that_is_not_offered(walker: Walker) -> None:
    response = walker.client.post(walker.url("kind"), {"kind": "d"})
    assert errors_on(response.content.decode()) == ["Select one of the answers on this page"]


@pytest.mark.parametrize("address", ["question/nothing", "question/kind/add", "question/taken/nothing", "nothing"])
def test_addresses_that_are_none(walker: Walker, address: str) -> None:
    assert walker.client.get(f"{walker.base}/{address}").status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_pages_are_only_read_and_posted(walker: Walker, method: str) -> None:
    assert getattr(walker.client, method)(walker.base).status_code == 405


def test_a_question_off_the_route_leads_to_the_list(walker: Walker) -> None:
    assert walker.client.get(walker.url("weapon"))["Location"] == walker.base


def test_an_old_page_off_the_route_still_keeps_its_answer(walker: Walker) -> None:
    walker.answer("armed", "yes")
    walker.client.post(f"{walker.url('armed')}", {"armed": "no"})
    assert walker.client.post(walker.url("weapon"), {"weapon": "A hammer"})["Location"] == walker.base
    walker.answer("armed", "yes")
    assert walker.read(walker.url("weapon")).fields["weapon"] == ["A hammer"]


def test_danger_shows_999_and_lets_people_carry_on(walker: Walker) -> None:
    advice = walker.answer("armed", "yes")
    assert advice == f"{walker.url('armed')}/advice"
    html = walker.client.get(advice).content.decode()
    assert "Call 999 now" in html
    assert '<p class="govuk-body">Hide.</p>' in html
    assert 'href="tel:999"' in html
    assert walker.client.post(advice)["Location"] == walker.url("weapon")
    assert walker.answer("armed", "no") == walker.url("taken")
    assert walker.client.get(advice)["Location"] == walker.url("taken")


def test_the_task_list_shows_how_far(walker: Walker) -> None:
    html = walker.client.get(walker.base).content.decode()
    assert html.count("Not yet started") == 2
    walker.answer("account", "It happened")
    html = walker.client.get(walker.base).content.decode()
    assert "In progress" in html
    assert walker.url("shop") in Page(html).links
    assert f"{walker.base}/check" not in Page(html).links
    complete(walker)
    html = walker.client.get(walker.base).content.decode()
    assert html.count("Completed") == 2
    assert f"{walker.base}/check" in Page(html).links


def test_only_a_page_that_asks_where_it_was_may_ask_where_the_device_is(walker: Walker) -> None:
    policies = {name: walker.client.get(walker.url(name))["Permissions-Policy"] for name in ("place", "shop")}
    assert "geolocation=(self)" in policies["place"]
    assert "geolocation=()" in policies["shop"]
