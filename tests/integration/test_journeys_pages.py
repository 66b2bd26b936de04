"""The pages themselves: bad input, lists of things, files, changes from the check page, forms for machines."""

from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bluelamp.contact.report_types import ReportType, report_types
from bluelamp.journeys import catalogue
from bluelamp.journeys.data import canonical, fingerprint
from bluelamp.journeys.definition import (
    Address,
    Files,
    Group,
    Interrupt,
    Is,
    Journey,
    LongText,
    Money,
    Radios,
    Task,
    Text,
    YesNo,
    version_of,
)
from bluelamp.journeys.models import Draft
from tests.factories.files import png
from tests.factories.journeys import AB
from tests.integration.journeys_urls import RECEIVED
from tests.integration.journeys_walker import PNG, Page, Walker
from tests.integration.tus_client import Sender
from tests.unit.journeys.ways import cover

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.integration.journeys_urls")]

MADE = Journey(
    slug="trial",
    title="A trial",
    summary="Short.",
    tasks=(
        Task(
            "One",
            (
                LongText(name="account", text="What happened?", missing="Enter what happened"),
                Text(name="shop", text="Which shop?", missing="Enter the shop", label="Shop", max=500),
                Address(name="place", text="Where?", missing="Select whether you know the address"),
                Radios(name="kind", text="Which kind?", missing="Select which kind", options=AB, why="To know."),
            ),
        ),
        Task(
            "Two",
            (
                YesNo(name="armed", text="Was a weapon there?", missing="Select yes if a weapon was there"),
                Text(name="weapon", text="What weapon?", missing="Enter what", when=Is("armed", "yes")),
                Group(
                    name="taken",
                    text="What was taken?",
                    missing="Add one thing",
                    required=False,
                    max=3,
                    questions=(
                        Text(name="what", text="What is it?", missing="Enter what it is", label="Thing"),
                        Money(name="worth", text="What was it worth?", label="Worth", required=False),
                        LongText(name="words", text="More", required=False),
                    ),
                ),
                Files(name="photos", text="Photos?", missing="Add a photo", max=2, max_megabytes=1),
            ),
        ),
    ),
    interrupts=(
        Interrupt(name="armed_now", when=Is("armed", "yes"), title="Call 999 now", body="Keep away.\n\nHide."),
    ),
)
NASTY = {
    "long": "a" * 10_000,
    "emoji": "🌸 family 👩‍👩‍👧 flags 🇬🇧",
    "rtl": "גנבו לי את האופניים ליד הגשר",
    "html": "</textarea><script>alert(1)</script>&amp; \"two\" 'one' {{ 7 * 7 }} %(x)s 100%",
    "lines": "one\n  two, indented\n\nfour\ttab",
    "surrogate pairs": "\U0010ffff",
}


@pytest.fixture(autouse=True)
def walker() -> Iterator[Walker]:
    catalogue.register(MADE)
    RECEIVED.clear()
    walker = Walker(MADE)
    walker.begin()
    yield walker
    catalogue.withdraw("trial")


def errors_on(html: str) -> list[str]:
    """The links of the error summary, each checked to lead to a field on the page."""
    summary = html.split('class="govuk-list govuk-error-summary__list"')[1].split("</ul>", maxsplit=1)[0]
    page = Page(html)
    for link in Page(summary).links:
        assert link.removeprefix("#") in page.ids, f"{link} leads nowhere"
    return [unescape(part.split("</a>")[0]) for part in summary.split('">')[1:]]


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


# Danger


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


# Things in a list


def test_add_change_and_remove(walker: Walker) -> None:
    url = walker.url("taken")
    for thing in ("Bike", "Phone"):
        walker.client.post(f"{url}/add", {"what": thing, "words": "One\r\n  two"})
    links = [link for link in walker.read(url).links if "/taken/" in link]
    assert len(links) == 4  # change and remove, twice
    change, remove = links[0], links[3]
    page = walker.read(change)
    assert page.fields["what"] == ["Bike"]
    assert page.fields["words"] == ["One\n  two"]
    assert walker.client.post(change, {"what": "Red bike", "worth": "90"})["Location"] == url
    assert "Phone" in walker.client.get(remove).content.decode()
    assert walker.client.post(remove)["Location"] == url
    assert walker.client.post(remove)["Location"] == url  # twice is no error
    html = walker.client.get(url).content.decode()
    assert "Red bike" in html
    assert "£90.00" in html
    assert "Phone" not in html
    assert walker.client.get(links[2]).status_code == 404


def test_a_wrong_item_names_its_field_and_adds_nothing(walker: Walker) -> None:
    response = walker.client.post(f"{walker.url('taken')}/add", {"what": "", "worth": "lots", "words": "Kept"})
    assert response.status_code == 422
    html = response.content.decode()
    assert errors_on(html) == ["Enter what it is", "Worth must be an amount of money, like 600 or 65.50"]
    assert Page(html).fields["worth"] == ["lots"]
    assert Page(html).fields["words"] == ["Kept"]
    assert walker.client.get(walker.url("taken"))["Location"].endswith("/add")


def test_another_must_be_chosen(walker: Walker) -> None:
    walker.client.post(f"{walker.url('taken')}/add", {"what": "Bike"})
    response = walker.client.post(walker.url("taken"), {})
    assert response.status_code == 422
    assert errors_on(response.content.decode()) == ["Select yes if you need to add another"]
    assert walker.client.post(walker.url("taken"), {"another": "yes"})["Location"].endswith("/add")
    assert walker.client.post(walker.url("taken"), {"another": "no"})["Location"] == walker.url("photos")


def test_a_full_list_says_so(walker: Walker) -> None:
    for number in range(3):
        walker.client.post(f"{walker.url('taken')}/add", {"what": f"Thing {number}"})
    assert "You can add 3 at most" in walker.client.get(walker.url("taken")).content.decode()
    response = walker.client.post(f"{walker.url('taken')}/add", {"what": "One more"})
    assert response.status_code == 422
    assert walker.client.post(walker.url("taken"), {"another": "no"})["Location"] == walker.url("photos")


def test_an_optional_list_can_stay_empty(walker: Walker) -> None:
    assert walker.client.post(f"{walker.url('taken')}/add", {"none": "1"})["Location"] == walker.url("photos")


# Files


def photo(content: bytes = PNG, name: str = "door.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/png")


def hand_in(walker: Walker, go: str, *files: SimpleUploadedFile) -> "tuple[int, str]":
    response = walker.client.post(walker.url("photos"), {"photos": files, "go": go})
    return response.status_code, response.content.decode() or response["Location"]


def test_a_photo_is_added_and_removed(walker: Walker) -> None:
    assert hand_in(walker, "upload", photo(name="Küche 🏠.png")) == (302, walker.url("photos"))
    page = walker.read(walker.url("photos"))
    assert "Küche 🏠.png" in walker.client.get(walker.url("photos")).content.decode()
    [item_id] = page.fields["remove"]
    assert walker.client.post(walker.url("photos"), {"remove": item_id})["Location"] == walker.url("photos")
    assert "remove" not in walker.read(walker.url("photos")).fields
    assert walker.client.post(walker.url("photos"), {"remove": item_id}).status_code == 302


def test_continue_takes_a_chosen_file_along(walker: Walker) -> None:
    status, where = hand_in(walker, "on", photo())
    assert (status, where) == (302, walker.base)
    assert len(walker.read(walker.url("photos")).fields["remove"]) == 1


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"MZ\x90\x00 not a picture at all", "photo.png", "photo.png"),
        (b"", "empty.png", "empty.png"),
        (PNG + b"0" * 1_000_001, "big.png", "1 MB"),
    ],
    ids=["wrong type", "empty", "too large"],
)
def test_a_bad_file_is_named_and_the_good_one_kept(walker: Walker, content: bytes, name: str, words: str) -> None:
    status, html = hand_in(walker, "upload", photo(), photo(content, name))
    assert status == 422
    [error] = errors_on(html)
    assert words in error
    assert len(Page(html).fields["remove"]) == 1


def test_what_has_not_arrived_in_full_is_shown_and_can_be_taken_back(walker: Walker, storage: Path) -> None:
    page = walker.url("photos")
    given = walker.client.get(f"{page}/ticket").json()
    assert given["limit"] == 2_000_000_000
    begun = Sender(given["ticket"]).begun(2_000_000, "<b>roof.mp4")
    assert walker.client.get(f"{page}/ticket").json()["unfinished"] == [
        {"url": begun, "name": "<b>roof.mp4", "length": 2_000_000, "modified": "1"}
    ]
    html = walker.client.get(page).content.decode()
    assert "&lt;b&gt;roof.mp4" in html
    assert "0 bytes of 2 MB" in html
    for upload in (begun.rpartition("/")[2], begun.rpartition("/")[2], "nonsense"):
        assert walker.client.post(page, {"stop": upload}).status_code == 302
    assert "roof.mp4" not in walker.client.get(page).content.decode()
    assert walker.client.get(f"{walker.url('seen')}/ticket").status_code == 404


def test_too_many_files(walker: Walker) -> None:
    status, html = hand_in(walker, "upload", *(photo(png(shade=shade)) for shade in range(3)))
    assert status == 422
    assert "You can add 2 at most" in errors_on(html)[0]
    assert len(Page(html).fields["remove"]) == 2


def test_upload_without_a_file(walker: Walker) -> None:
    status, html = hand_in(walker, "upload")
    assert status == 422
    assert errors_on(html) == ["Choose a photo or file before you select “Upload”"]


# Checking


def complete(walker: Walker) -> None:
    path = next(path for path in cover(MADE) if path.answers["armed"] == "no")
    for name, value in path.answers.items():
        walker.answer(name, value)


def test_a_change_from_the_check_page_returns_there(walker: Walker) -> None:
    complete(walker)
    check = f"{walker.base}/check"
    change = f"{walker.url('shop')}?from=check"
    assert change in walker.read(check).links
    assert f'href="{check}"' in walker.client.get(change).content.decode()
    assert walker.client.post(change, {"shop": "Corner Stores"})["Location"] == check
    assert b"Corner Stores" in walker.client.get(check).content


def test_a_change_that_asks_more_asks_it_first(walker: Walker) -> None:
    complete(walker)
    advice = walker.client.post(f"{walker.url('armed')}?from=check", {"armed": "yes"})["Location"]
    assert advice == f"{walker.url('armed')}/advice?from=check"
    following = walker.client.post(advice)["Location"]
    assert following == f"{walker.url('weapon')}?from=check"
    assert walker.client.post(following, {"weapon": "A knife"})["Location"] == f"{walker.base}/check"


def test_sending_too_early_links_to_what_is_missing(walker: Walker) -> None:
    walker.answer("account", "It happened")
    response = walker.client.post(f"{walker.base}/check")
    assert response.status_code == 422
    links = Page(response.content.decode()).links
    for name in ("shop", "place", "kind", "armed", "photos"):
        assert links.count(f"{walker.url(name)}?from=check") == 2  # the summary and the change link
    assert RECEIVED == []


def test_what_is_asked_about_something_is_neither_shown_nor_sent_at_another_door(walker: Walker) -> None:
    complete(walker)
    check = f"{walker.base}/check"
    Draft.objects.update(about="contact.report:1")
    assert walker.client.get(check).status_code == walker.client.post(check).status_code == 404
    assert RECEIVED == []


def test_a_door_sends_only_what_it_offers(walker: Walker) -> None:
    catalogue.register(replace(MADE, slug="other"))
    complete(walker)
    draft = walker.base.rpartition("/")[2]
    for elsewhere in (f"/ask/other/{draft}/check", f"/narrow/other/{draft}/check"):
        assert walker.client.post(elsewhere).status_code == 404
    assert RECEIVED == []
    catalogue.withdraw("other")


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


# For machines


@pytest.mark.parametrize("report", report_types().values(), ids=lambda report: report.slug)
def test_a_form_for_offline_use(report: ReportType) -> None:
    form = Client().get(f"/journeys/{report.slug}.json").json()
    assert form["slug"] == report.slug
    assert form["version"] == version_of(report.journey)
    assert fingerprint(canonical(form["definition"])) == form["version"]  # in the source language they are the same
    schema = Client().get(f"/journeys/{report.slug}.schema.json")
    assert schema["Content-Type"] == "application/schema+json"
    assert schema.json()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema.json()["$id"] == f"urn:sha256:{form['version']}"
    assert set(schema.json()["properties"]) == {question.name for question in report.journey}


def test_a_form_that_is_none() -> None:
    assert Client().get("/journeys/nothing.json").status_code == 404
    assert Client().get("/journeys/nothing.schema.json").status_code == 404
