"""Pages as the server answered a test, shown in Chromium: what axe finds, what is too wide, what a script complains of.

For states that a walk through the platform does not come by: an empty queue, a refused form, a clock run out.
Django and the browser's driver share no thread, so the pages are asked for first and shown together.
"""

import os
import re
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from django.conf import settings
from playwright.sync_api import Page, Route, sync_playwright

from tests.functional.screens import DESK, PHONE, TOO_WIDE, chromium, violations

SITE = "http://bluelamp.test"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript", ".svg": "image/svg+xml"}


def faults(pages: Mapping[str, Any], widths: Iterable[int] = (PHONE, DESK)) -> list[str]:
    """What is wrong with answers by their names, in words; with ``BLUELAMP_SHOTS`` a picture of each."""
    found: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        tab = browser.new_context().new_page()
        tab.route("**/*", partial(answer, pages))
        tab.on("pageerror", lambda error: found.append(f"{tab.url}: {error}"))
        for name in pages:
            tab.goto(f"{SITE}/{quote(name)}")
            if not tab.evaluate("document.styleSheets.length"):
                found.append(f"{name}: has no style")
            for width in widths:
                tab.set_viewport_size({"width": width, "height": 800})
                found += [f"{width} {name}: {what}" for what in _look(tab)]
                _take_picture(tab, name, width)
        browser.close()
    return found


def _look(tab: Page) -> list[str]:
    found = ["too wide"] if tab.evaluate(TOO_WIDE) else []
    return found + violations(tab)


def _take_picture(page: Page, name: str, width: int) -> None:
    if shots := os.environ.get("BLUELAMP_SHOTS"):
        title = re.sub(r"[^a-z0-9]+", "-", name).strip("-")
        page.screenshot(path=Path(shots) / f"{title}-{width}.png", full_page=True)


def answer(pages: Mapping[str, Any], route: Route, *, rtl: bool = False) -> None:
    """Give the browser the page of this name, written from the right if asked, or the file of ours."""
    path = unquote(route.request.url.removeprefix(f"{SITE}/").partition("#")[0])
    page, file = pages.get(path), _static() / path.removeprefix("static/")
    if page is not None:
        policy = {"Content-Security-Policy": page["Content-Security-Policy"]}
        html = page.content.replace(b"<html ", b'<html dir="rtl" ', 1) if rtl else page.content
        route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=policy)
    elif file.is_file():
        route.fulfill(body=file.read_bytes(), content_type=_TYPES.get(file.suffix, "application/octet-stream"))
    else:
        route.fulfill(status=404)


def _static() -> Path:
    folder = Path(settings.STATIC_ROOT)
    if not (folder / "bundle.json").exists():
        pytest.fail("The front-end bundle is not built. Run `make test` once.")
    return folder
