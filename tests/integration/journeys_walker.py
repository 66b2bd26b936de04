"""Somebody who fills in a form: reads each page, answers it, and looks where they are taken."""

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bluelamp.journeys.data import Json
from bluelamp.journeys.definition import Files, Group, Journey
from tests.unit.journeys.ways import Path

# The smallest PNG: one transparent point.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e5d7d4a00000000049454e44ae426082"
)


class Page(HTMLParser):
    """What a browser would make of a page: its headings, fields and links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings, self.fields, self.links, self.ids = 0, dict[str, list[str]](), list[str](), list[str]()
        self.texts: dict[str, str] = {}
        self._area = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.headings += tag == "h1"
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in ("input", "textarea", "button") and given.get("name"):
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        values = self.fields.setdefault(given["name"], [])
        if tag == "textarea":
            self._area = given["name"]
            self.texts[self._area] = ""
        elif given.get("type") not in ("radio", "checkbox") or "checked" in given:
            values.append(given.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._area:
            self.texts[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.fields[self._area].append(self.texts[self._area])
            self._area = ""


_FIELDS: dict[tuple[str, str, str], set[str]] = {}  # of questions that were read before, by door, journey and name


@dataclass
class Walker:
    """One person with one browser."""

    journey: Journey
    client: Client = field(default_factory=Client)
    base: str = ""
    door: str = "ask"

    def begin(self) -> str:
        start = self.client.get(f"/{self.door}/{self.journey.slug}")
        assert start.status_code == 200
        begun = self.client.post(f"/{self.door}/{self.journey.slug}")
        assert begun.status_code == 302
        self.base = begun["Location"]
        return self.base

    def walk(self, path: Path) -> str:
        """From the start page to the receipt along one path; gives the receipt's address."""
        where = self.begin()
        for step, name in enumerate(path.pages):
            if name.startswith("!"):
                continue
            where = self._find(where, name)
            where = self.answer(name, path.answers[name])
            advised = path.pages[step + 1 : step + 2]
            if advised and advised[0].startswith("!"):
                where = self._advised(where, name)
        assert where == f"{self.base}/check", where
        self.read(where)
        sent = self.client.post(where)
        assert sent.status_code == 302, sent.content.decode()
        return str(sent["Location"])

    def read(self, url: str) -> Page:
        response = self.client.get(url)
        assert response.status_code == 200, (url, response.status_code, response.get("Location"))
        page = Page(response.content.decode())
        assert page.headings >= 1, url
        assert len(set(page.ids)) == len(page.ids), (url, "an id is used twice")
        assert "no-store" in response["Cache-Control"]
        return page

    def answer(self, name: str, value: Json) -> str:
        """Answer one question; gives where the browser is sent."""
        question = self.journey.question(name)
        if isinstance(question, Files):
            return self._hand_in(question, value)
        if isinstance(question, Group):
            return self._list(question, value)
        fields = question.form(value).fields() if value is not None else {}
        known = _FIELDS.get((self.door, self.journey.slug, name), set())
        if value is not None and set(fields) <= known:  # another way came by here and read it
            return self._sent(self.client.post(self.url(name), fields))
        page = self.read(self.url(name))
        _FIELDS[self.door, self.journey.slug, name] = set(page.fields)
        return self._fill_in(page, self.url(name), fields)

    def url(self, name: str) -> str:
        return f"{self.base}/question/{name}"

    def _find(self, where: str, name: str) -> str:
        """From where we were sent to the question, by a link on the task list if need be."""
        if where == self.base:
            assert self.url(name) in self.read(where).links, f"no link to {name}"
            return self.url(name)
        assert where == self.url(name), f"sent to {where} instead of {name}"
        return where

    def _advised(self, where: str, name: str) -> str:
        assert where == f"{self.url(name)}/advice"
        page = self.client.get(where)
        assert b"999" in page.content
        return self._sent(self.client.post(where))

    def _fill_in(self, page: Page, url: str, fields: dict[str, list[str]]) -> str:
        assert set(fields) <= set(page.fields), (url, set(fields) - set(page.fields))
        return self._sent(self.client.post(url, fields))

    def _list(self, group: Group, value: Json) -> str:
        url = self.url(group.name)
        assert self.client.get(url)["Location"] == f"{url}/add"
        items: list[Any] = value if isinstance(value, list) else []
        if not items:
            return self._sent(self.client.post(f"{url}/add", {"none": "1"}))
        for item in items:
            page = self.read(f"{url}/add")
            assert self._fill_in(page, f"{url}/add", group.item_form(item).fields()) == url
        assert len([link for link in self.read(url).links if link.endswith("/remove")]) == len(items)
        return self._sent(self.client.post(url, {"another": "no"}))

    def _hand_in(self, question: Files, value: Json) -> str:
        url = self.url(question.name)
        assert question.name in self.read(url).fields
        if value:
            photo = SimpleUploadedFile("back door.png", PNG, "image/png")
            assert self._sent(self.client.post(url, {question.name: photo, "go": "upload"})) == url
        return self._sent(self.client.post(url, {"go": "on"}))

    def _sent(self, response: Any) -> str:
        assert response.status_code == 302, _problems(response.content.decode())
        return str(response["Location"])


def _problems(html: str) -> str:
    found = re.search(r"govuk-error-summary__list.*?</ul>", html, re.DOTALL)
    return unescape(re.sub(r"<[^>]+>|\s+", " ", found[0])) if found else html[:2000]
