"""Somebody at a real screen: pages are opened in Chromium, forms are filled in and their button is pressed.

Every page that is opened is looked over at the width of a telephone and of a desk, once as long as it reads the same.
"""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Response, TimeoutError

from bluelamp.demo.browsing import Browser, Fields, Files, Page, StoryError
from tests.plugins.browser import DESK, PHONE, Known, give_axe, too_wide, violations

_KNOWN = Known()  # of all screens of this process: they show one kit
_PATIENCE = 60_000  # milliseconds, on a busy machine
_UUID = re.compile(r"[0-9a-f-]{36}")
_CHANGING = re.compile(r'[0-9a-f-]{36}|\d+|(?:nonce|value|content)="[^"]*"')
_WEIGHT = """[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .reduce((sum, one) => sum + one.transferSize, 0)"""
FIRST, LATER = 250_000, 60_000  # bytes that a page may weigh on somebody's first visit, and on every other


class Screen(Browser):
    """A browser of the story that is a real one. ``faults`` collects what is wrong with the pages, in words."""

    def __init__(self, url: str, context: BrowserContext, who: str, faults: list[str], *, scripts: bool = True) -> None:
        self.url, self.who, self.faults, self.scripts = url, who, faults, scripts
        self.page: Page | None = None
        self.looked_at: list[str] = []
        self.seen: set[str] = set()  # pages as they read; the same again needs no second look
        self.opened: list[str] = []  # paths that were answered with a page
        self.weights: list[tuple[str, int]] = []  # bytes over the network, of each page with all that it brings
        context.set_default_timeout(_PATIENCE)
        give_axe(context)
        self.tab = context.new_page()
        self.tab.on("console", self._said)
        self.tab.on("pageerror", lambda error: self._complain(f"script: {error}"))

    def get(self, address: str) -> Page:
        response = self.tab.goto(urljoin(self.url, address))
        return self._arrived(response)

    def post(self, address: str, fields: Fields | None = None, files: Files | None = None) -> Page:
        """Fill in the form that goes to ``address`` as a person would, and press its button."""
        form = self._form(address, [*(fields or {}), *(files or {})])
        self._choose(form, fields or {})
        self._write(form, fields or {})
        for name, (title, content, kind) in (files or {}).items():
            file = {"name": title, "mimeType": kind, "buffer": content}
            form.locator(f'input[type=file][name="{name}"]:not([capture])').set_input_files(file)  # type: ignore[arg-type] # a FilePayload
        with self.tab.expect_navigation() as arrival:
            _onwards(form).click()
        return self._arrived(arrival.value)

    def close(self) -> None:
        self.tab.context.close()

    def look(self, name: str) -> None:
        """The width of the page on a phone and at a desk, and axe at one of them by turns; a picture if wanted."""
        self.looked_at.append(name)
        axe_at = (PHONE, DESK)[len(self.looked_at) % 2]
        for width in (PHONE, DESK):
            self.tab.set_viewport_size({"width": width, "height": 800})
            if too_wide(self.tab):
                self._complain(f"{width}: wider than the screen")
            if self.scripts and width == axe_at:
                for fault in violations(self.tab, _KNOWN.new(self.tab, "text", width)):
                    self._complain(f"{width}: {fault}")
            if shots := os.environ.get("BLUELAMP_SHOTS"):
                title = re.sub(r"[^a-z0-9]+", "-", f"{self.who} {name}").strip("-")
                picture = Path(shots) / f"{title}-{width}{'' if self.scripts else '-plain'}.png"
                self.tab.screenshot(path=picture, full_page=True)

    def too_heavy(self) -> list[str]:
        """Pages that somebody with a small allowance would not thank us for."""
        return [
            f"{self.who} {_UUID.sub('id', path)}: {weight} bytes"
            for number, (path, weight) in enumerate(self.weights)
            if weight > (LATER if number else FIRST) and not path.startswith("/style/")  # for those who build pages
        ]

    def _arrived(self, response: Response | None) -> Page:
        if response is None:
            raise StoryError(f"{self.tab.url}: no answer.")
        headers = {"content-type": response.headers.get("content-type", "")}
        answer = httpx.Response(
            response.status, headers=headers, content=response.body(), request=httpx.Request("GET", response.url)
        )
        self.page = Page(answer)
        if self.page.status >= 400:
            self._complain(f"answered {self.page.status}")
        else:
            self.opened.append(self.page.path)
        whole = "<html" in self.page.text  # not a part of a page, fetched by itself
        if whole and self.scripts:
            self.weights.append((self.page.path, self.tab.evaluate(_WEIGHT)))
        if whole and (likeness := _CHANGING.sub("", self.page.text)) not in self.seen:
            self.seen.add(likeness)
            self.look(_UUID.sub("id", self.page.path))
        return self.page

    def _form(self, address: str, fields: list[str]) -> Locator:
        """The form that goes there and has these fields."""
        forms = self.tab.locator("form")
        for number in range(forms.count()):
            form = forms.nth(number)
            goes_to = urlsplit(urljoin(self.tab.url, form.get_attribute("action") or self.tab.url)).path
            named = all(form.locator(f'[name="{name}"]').count() for name in fields)
            if (form.get_attribute("method") or "").lower() == "post" and goes_to == address and named:
                return form
        raise StoryError(f"{self.tab.url} has no form to {address} with {', '.join(fields) or 'no fields'}.")

    def _choose(self, form: Locator, fields: Fields) -> None:
        """Radios, boxes and lists first: they show the fields that belong to them."""
        for name, values in fields.items():
            inputs = form.locator(f'[name="{name}"]')
            if inputs.first.evaluate("input => input.tagName") == "SELECT":
                inputs.first.select_option(list(_several(values)))
            elif inputs.first.get_attribute("type") in ("radio", "checkbox"):
                self._tick(form, name, _several(values))

    @staticmethod
    def _tick(form: Locator, name: str, values: Sequence[str]) -> None:
        boxes = form.locator(f'[name="{name}"]')
        for number in range(boxes.count()):
            box = boxes.nth(number)
            if (box.get_attribute("value") or "on") in values:
                box.check(force=True)
            elif box.get_attribute("type") == "checkbox":
                box.uncheck(force=True)

    @staticmethod
    def _write(form: Locator, fields: Fields) -> None:
        for name, values in fields.items():
            box = form.locator(f'[name="{name}"]').first
            kind = (box.get_attribute("type") or "text").lower()
            if kind in ("radio", "checkbox", "hidden") or box.evaluate("input => input.tagName") == "SELECT":
                continue
            try:
                box.fill("".join(_several(values)), timeout=5_000)
            except TimeoutError as error:
                raise StoryError(f"“{name}” cannot be filled in: {str(error)[:300]}") from error

    def _said(self, message: ConsoleMessage) -> None:
        # What is no page names no icon, and a browser asks for one; a file is shut in a sandbox, where it may not.
        if message.type == "error" and not self.tab.url.endswith(("/file", ".json")):
            self._complain(f"console: {message.text}")

    def _complain(self, what: str) -> None:
        fault = f"{self.who} {_UUID.sub('id', urlsplit(self.tab.url).path)} {what}"
        if fault not in self.faults:
            self.faults.append(fault)


def _onwards(form: Locator) -> Locator:
    """The button that goes on, where there is also one that only adds a file."""
    goes_on = form.locator('button[name="go"][value="on"]')
    return goes_on if goes_on.count() else form.locator("button:not([type=button])").first


def _several(values: str | Sequence[str]) -> Sequence[str]:
    return [values] if isinstance(values, str) else values
