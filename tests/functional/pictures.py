"""Pages as the server answered a test, shown in Chromium: what axe finds, what is too wide, what a script complains of.

For states that a walk through the platform does not come by: an empty queue, a refused form, a clock run out.
Django and the browser's driver share no thread, so the pages are asked for first and shown together.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from django.conf import settings
from playwright.sync_api import Page

from tests.functional.keyboard import out_of_reach
from tests.loopback import served
from tests.plugins.browser import DESK, PHONE, Known, give_axe, launched, too_wide, violations

_TYPES = {".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript", ".svg": "image/svg+xml"}


# By then what listens to the width has heard of it, such as the menu that folds on a telephone.
_DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


# Text at twice its size, as many people set it (WCAG 1.4.4): what does not grow, and what is cut off. The words in a
# chart stand in the table beside it, too.
_LARGE = """() => {
    const all = [...document.body.querySelectorAll("*")].filter(element => element.checkVisibility()
        && !element.closest("svg, [aria-hidden=true]")
        && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
    const size = element => parseFloat(getComputedStyle(element).fontSize);
    const before = new Map(all.map(element => [element, size(element)]));
    document.documentElement.style.fontSize = "200%";
    const cut = element => getComputedStyle(element).overflow === "hidden" && element.clientWidth > 1
        && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
    const named = element => element.outerHTML.slice(0, 80);
    return [
        ...all.filter(element => size(element) < 1.9 * before.get(element)).map(one => `does not grow: ${named(one)}`),
        ...all.filter(cut).map(one => `is cut off: ${named(one)}`),
    ].slice(0, 3);
}"""


def faults(pages: Mapping[str, Any]) -> list[str]:
    """What is wrong with answers by their names, in words: on a phone, at a desk, by keyboard, and read from the right.

    Axe and the keyboard take nearly all the time: one looks at the phone and the other at the desk, on the next page it
    is the other way round. The keyboard and contrast are tried where a page has a kind of element that was not yet
    tried at that width. With ``BLUELAMP_SHOTS`` a picture of each.
    """
    found: list[str] = []
    known = Known()
    with _shown(pages, found, scripts=True) as opened:
        for number, (name, tab) in enumerate(opened):
            if not tab.evaluate("document.styleSheets.length"):
                found.append(f"{name}: has no style")
            for width in (DESK, PHONE):
                tab.set_viewport_size({"width": width, "height": 800})
                tab.evaluate(_DRAWN)
                found += [f"{width} {name}: {what}" for what in _too_wide(tab)]
                _take_picture(tab, name, width)
                if width == DESK:
                    found += [f"large text {name}: {what}" for what in [*tab.evaluate(_LARGE), *_too_wide(tab)]]
                    tab.evaluate("document.documentElement.style.fontSize = ''")
                if width == (PHONE, DESK)[number % 2]:
                    walked = known.new(tab, "stops", width)
                    found += [f"{width} {name} by keyboard: {what}" for what in (out_of_reach(tab) if walked else ())]
                else:
                    found += [f"{width} {name}: {what}" for what in violations(tab, known.new(tab, "text", width))]
            tab.evaluate("document.documentElement.dir = 'rtl'")
            found += [f"{PHONE} from the right {name}: {what}" for what in _too_wide(tab)]
    return found


def faults_without_scripts(pages: Mapping[str, Any]) -> list[str]:
    """What cannot be used, or is too wide for a phone, where a browser runs no scripts."""
    found: list[str] = []
    with _shown(pages, found, scripts=False) as opened:
        for name, tab in opened:
            found += [f"{name}: {what}" for what in _too_wide(tab)]
            found += [f"{name}: never seen: {what}" for what in tab.evaluate(_NEVER_SEEN)]
    return found


# Fields that cannot be seen even when what folds is open and the answer they belong to is chosen; what only a script or
# a thing held in a hand shows is no loss.
_NEVER_SEEN = """() => {
    const all = [...document.querySelectorAll("main :is(input:not([type=hidden]), textarea, button, a)")];
    const fields = new Set(all.filter(field => !field.closest("[hidden], .bl-camera")));
    const shown = field => field.checkVisibility({visibilityProperty: true}) && field.getBoundingClientRect().height;
    const look = () => fields.forEach(field => shown(field) && fields.delete(field));
    for (const more of document.querySelectorAll("details")) more.open = true;
    look();
    for (const choice of document.querySelectorAll(".bl-reveal > .govuk-radios__item > input")) {
        choice.click();
        look();
    }
    return Array.from(fields, field => field.id || field.innerText);
}"""


@contextmanager
def _shown(pages: Mapping[str, Any], found: list[str], *, scripts: bool) -> Iterator[Iterator[tuple[str, Page]]]:
    """Each page by its name, at first as wide as a phone; what its scripts complain of is added to ``found``."""
    handler = type("Answers", (_Answers,), {"pages": pages, "static": _static()})
    with served(handler) as port, launched() as browser:
        context = browser.new_context(java_script_enabled=scripts, viewport={"width": PHONE, "height": 800})
        if scripts:
            give_axe(context)
        tab = context.new_page()
        tab.on("pageerror", lambda error: found.append(f"{tab.url}: {error}"))

        def opened() -> Iterator[tuple[str, Page]]:
            for name in pages:
                tab.goto(f"http://localhost:{port}/{quote(name)}")
                yield name, tab

        yield opened()


def _too_wide(tab: Page) -> list[str]:
    return ["too wide"] if too_wide(tab) else []


def _take_picture(page: Page, name: str, width: int) -> None:
    if shots := os.environ.get("BLUELAMP_SHOTS"):
        title = re.sub(r"[^a-z0-9]+", "-", name).strip("-")
        page.screenshot(path=Path(shots) / f"{title}-{width}.png", full_page=True)


class _Answers(BaseHTTPRequestHandler):
    """Gives the browser the page of this name, or the file of ours, which it keeps as it does everywhere."""

    protocol_version = "HTTP/1.1"
    pages: Mapping[str, Any]
    static: Path

    def do_GET(self) -> None:
        path = unquote(self.path.removeprefix("/"))
        page, file = self.pages.get(path), self.static / path.removeprefix("static/")
        if page is not None:
            policy = {"Content-Security-Policy": page["Content-Security-Policy"]}
            self._send(200, page.content, "text/html; charset=utf-8", policy)
        elif file.is_file():
            kind = _TYPES.get(file.suffix, "application/octet-stream")
            self._send(200, file.read_bytes(), kind, {"Cache-Control": "max-age=3600, immutable"})
        else:
            self._send(404, b"", "text/plain", {})

    def _send(self, status: int, body: bytes, kind: str, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _static() -> Path:
    folder = Path(settings.STATIC_ROOT)
    if not (folder / "bundle.json").exists():
        pytest.fail("The front-end bundle is not built. Run `make test` once.")
    return folder
