"""What a person could click, and nothing more: the links, forms and words of a page, and what the server answers."""

from collections.abc import Iterator
from urllib.parse import parse_qs

import httpx
import pytest

from bluelamp.demo.browsing import Browser, Page, StoryError

HERE = "http://lamp.test/desk/one"
FORMS = """
<a href="/desk/one?a=1&amp;b=2">Again</a> <a href="/desk/two">Two</a>
<form action="/desk/find"><input name="words"></form>
<form method="post" action="/desk/two"><input type="hidden" name="csrf" value="s3"><input name="grade"></form>
<form method="POST"><input type="hidden" name="edition" value="7"><textarea name="text"></textarea></form>
<form method="post" action="/desk/two"><input type="hidden" name="csrf" value="s4"><select name="code"></select></form>
"""


def page(text: str = FORMS, kind: str = "text/html") -> Page:
    return Page(httpx.Response(200, headers={"content-type": kind}, text=text, request=httpx.Request("GET", HERE)))


def test_links_are_read_as_a_browser_reads_them_and_matched_whole() -> None:
    assert page().links(r"/desk/\w+") == ["/desk/two", "/desk/find", "/desk/two", "/desk/two"]
    assert page().link(r"/desk/one\?.*") == "/desk/one?a=1&b=2"
    with pytest.raises(StoryError, match=r"/desk/one has no link like /desk\.$"):
        page().link("/desk")


@pytest.mark.parametrize(
    ("address", "names", "hidden"),
    [
        ("/desk/two", ["grade"], {"csrf": "s3"}),
        ("two", ["code"], {"csrf": "s4"}),
        ("/desk/one", ["text"], {"edition": "7"}),  # without an address it goes to its own page
        ("/desk/one?sent=1", [], {"edition": "7"}),
    ],
)
def test_a_form_is_found_by_where_it_goes_and_what_it_asks(
    address: str, names: list[str], hidden: dict[str, str]
) -> None:
    assert page().form(address, names).hidden == hidden


@pytest.mark.parametrize(
    ("address", "names"),
    [("/desk/two", ["grade", "code"]), ("/desk/two", ["colour"]), ("/desk/find", ["words"]), ("/desk/three", [])],
)
def test_what_no_form_of_the_page_asks_cannot_be_sent(address: str, names: list[str]) -> None:
    with pytest.raises(StoryError, match=f"has no form to {address} with"):
        page().form(address, names)


def test_words_are_looked_for_as_they_are_read_and_never_in_a_picture() -> None:
    page("<p>Sam&#x27;s &amp; Bea</p>").must_say("Sam's & Bea")
    with pytest.raises(StoryError, match="does not say “Bea”"):
        page("Bea", kind="image/png").must_say("Bea")


class Shop:
    """A small server, and what it was sent."""

    def __init__(self) -> None:
        self.got: list[tuple[str, str, dict[str, list[str]], str]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        sent = parse_qs(request.content.decode("latin-1"))
        self.got.append((request.method, path, sent, request.headers.get("referer", "")))
        if path == "/broken":
            return httpx.Response(503)
        if path == "/nobody":
            raise httpx.ConnectError("refused")
        if path == "/staff/sign-in":
            return self._sign_in(sent)
        return httpx.Response(200, html=FORMS)

    @staticmethod
    def _sign_in(sent: dict[str, list[str]]) -> httpx.Response:
        if sent.get("password") == ["right"]:
            return httpx.Response(302, headers={"location": "/staff/home"})
        return httpx.Response(200, html='<form method="post"><input name="username"><input name="password"></form>')


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def browser(shop: Shop) -> Iterator[Browser]:
    made = Browser("http://lamp.test")
    made.client.close()
    made.client = httpx.Client(base_url="http://lamp.test", follow_redirects=True, transport=httpx.MockTransport(shop))
    yield made
    made.close()


def test_a_form_is_sent_with_what_it_brings_along_and_says_from_where(shop: Shop, browser: Browser) -> None:
    browser.get("/desk/one")
    browser.post("/desk/two", {"grade": ["P1", "P2"]})
    assert shop.got[-1] == ("POST", "/desk/two", {"csrf": ["s3"], "grade": ["P1", "P2"]}, HERE)


def test_what_the_page_does_not_ask_is_never_sent(shop: Shop, browser: Browser) -> None:
    with pytest.raises(StoryError, match="no page with a form"):
        browser.post("/desk/two", {"grade": "P1"})
    browser.get("/desk/one")
    with pytest.raises(StoryError, match="colour"):
        browser.post("/desk/two", {"colour": "red"})
    assert [method for method, *_ in shop.got] == ["GET"]


@pytest.mark.parametrize(("address", "words"), [("/broken", "failed with 503"), ("/nobody", "no answer .ConnectError")])
def test_a_server_that_fails_or_is_not_there_ends_the_story_and_the_page_before_stays_open(
    browser: Browser, address: str, words: str
) -> None:
    before = browser.get("/desk/one")
    with pytest.raises(StoryError, match=words):
        browser.get(address)
    assert browser.page is before


def test_whoever_is_still_asked_to_sign_in_is_not_in(browser: Browser) -> None:
    assert browser.sign_in("desk", "right").path == "/staff/home"
    with pytest.raises(StoryError, match="desk cannot sign in"):
        browser.sign_in("desk", "wrong")
