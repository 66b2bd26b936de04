"""A browser without a screen: cookies, forms with their hidden fields, redirects. What a person could click."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import httpx

Fields = Mapping[str, str | Sequence[str]]
Files = Mapping[str, tuple[str, bytes, str]]
_SERVER_ERROR = 500


class StoryError(Exception):
    """A page that is not what the story expects. Says where, and what stood there."""


@dataclass(slots=True)
class Form:
    """One to be sent by POST: where it goes, the names that it asks, what it brings along unseen."""

    address: str
    names: set[str] = field(default_factory=set)
    hidden: dict[str, str] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Form(given.get("action", "")) if given.get("method", "").lower() == "post" else Form("?"))
        elif self.found and (name := given.get("name")):
            self.found[-1].names.add(name)
            if given.get("type") == "hidden":
                self.found[-1].hidden[name] = given.get("value", "")


class Page:
    """One answer of the server."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self.url = str(response.url)
        self.path = response.url.path
        self.text = response.text if "text" in response.headers.get("content-type", "") else ""
        self.status = response.status_code

    def links(self, pattern: str) -> list[str]:
        """The addresses that ``pattern`` (a regular expression) matches whole, in page order."""
        found = (unescape(address) for address in re.findall(r'(?:href|action)="([^"]+)"', self.text))
        return [address for address in found if re.fullmatch(pattern, address)]

    def link(self, pattern: str) -> str:
        """The first of them; ``StoryError`` without one."""
        for address in self.links(pattern):
            return address
        raise StoryError(f"{self.path} has no link like {pattern}.")

    def form(self, address: str, names: Sequence[str]) -> Form:
        """The first that goes there and asks for all of ``names``; ``StoryError`` without one."""
        reader = _Forms()
        reader.feed(self.text)
        wanted = urlsplit(urljoin(self.url, address)).path
        for form in reader.found:
            goes_to = urlsplit(urljoin(self.url, form.address or self.url)).path
            if form.address != "?" and goes_to == wanted and form.names.issuperset(names):
                return form
        raise StoryError(f"{self.path} has no form to {address} with {', '.join(names) or 'no fields'}.")

    def must_say(self, words: str) -> None:
        if words not in unescape(self.text):
            raise StoryError(f"{self.path} does not say “{words}”.")


class Browser:
    """Somebody at the service ``url``. Keeps cookies; follows redirects."""

    def __init__(self, url: str, timeout: float = 30.0) -> None:
        self.client = httpx.Client(base_url=url, follow_redirects=True, timeout=timeout)
        self.page: Page | None = None

    def get(self, address: str) -> Page:
        """Open a page. ``StoryError`` when the server fails or refuses."""
        return self._seen(self._sent("GET", address))

    def post(self, address: str, fields: Fields | None = None, files: Files | None = None) -> Page:
        """Fill in the form of the open page that goes to ``address``, and send it with what it brings along unseen."""
        if self.page is None:
            raise StoryError(f"There is no page with a form to {address}.")
        form = self.page.form(address, [*(fields or {}), *(files or {})])
        told = {name: list(value) if not isinstance(value, str) else value for name, value in (fields or {}).items()}
        headers = {"Referer": self.page.url}
        return self._seen(self._sent("POST", address, {**form.hidden, **told}, headers=headers, files=files))

    def sign_in(self, username: str, password: str) -> Page:
        """As a member of staff."""
        self.get("/staff/sign-in")
        page = self.post("/staff/sign-in", {"username": username, "password": password})
        if "sign-in" in page.path:
            raise StoryError(f"{username} cannot sign in.")
        return page

    def close(self) -> None:
        self.client.close()

    def _sent(
        self,
        method: str,
        address: str,
        data: Mapping[str, str | Sequence[str]] | None = None,
        headers: Mapping[str, str] | None = None,
        files: Files | None = None,
    ) -> Page:
        here = self.page.url if self.page else str(self.client.base_url)
        try:
            return Page(
                self.client.request(
                    method,
                    urljoin(here, address),
                    data=data,
                    headers=headers,
                    files=files,
                )
            )
        except httpx.TransportError as error:
            raise StoryError(f"{method} {address}: no answer ({type(error).__name__}).") from error

    def _seen(self, page: Page) -> Page:
        if page.status >= _SERVER_ERROR:
            raise StoryError(f"{page.path} failed with {page.status}.")
        self.page = page
        return page
