"""Both pages of notices in a real browser: nothing for axe to find, nothing wider than a telephone."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, Route, sync_playwright

from bluelamp.core.actor import Actor
from bluelamp.notices import delivery
from bluelamp.notices.enums import Channel
from bluelamp.notices.notifiers import NoGateway
from tests.factories import notices

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
JOB = Actor.job("test")
SITE = "http://bluelamp.test"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@pytest.fixture
def pages(client: Client, sign_in: Callable[[str], Client]) -> dict[str, Any]:
    """What the server answers, full and empty. Asked for first: Django and the browser's driver share no thread."""
    supervisor = sign_in("supervisor")
    found = {"empty-mailbox": client.get("/dev/mailbox"), "empty-list": supervisor.get("/desk/notices/")}
    for to in (notices.safe_contact(), notices.safe_contact(preferred=Channel.SMS)):
        delivery.deliver(actor=JOB, notice_id=notices.notice(to=to).id)
    notices.notice(to=notices.safe_contact(never=True))
    delivery.deliver(actor=JOB, notice_id=notices.notice().id, notifier=NoGateway())
    return found | {
        "mailbox": client.get("/dev/mailbox"),
        "list": supervisor.get("/desk/notices/"),
        "again": supervisor.get("/desk/notices/?again=1"),
    }


def test_nothing_stands_in_anybodys_way(pages: dict[str, Any]) -> None:
    assert [page.status_code for page in pages.values()] == [200] * 5
    problems = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_browser_path(), args=["--no-sandbox"])
        for width in (320, 1280):
            context = browser.new_context(viewport={"width": width, "height": 800})
            context.route("**/*", lambda route: _answer(route, pages))
            problems += [f"{width} {name}: {what}" for name in pages for what in _problems(context.new_page(), name)]
        browser.close()
    assert problems == []


def _problems(page: Page, name: str) -> list[str]:
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.goto(f"{SITE}/{name}")
    assert page.evaluate("document.styleSheets.length") >= 1
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append("too wide")
    found += [f"{v['id']} {v['nodes'][0]['target']}" for v in Axe().run(page).response["violations"]]
    page.close()
    return found


def _answer(route: Route, pages: dict[str, Any]) -> None:
    path = route.request.url.removeprefix(f"{SITE}/")
    page, file = pages.get(path), _static() / path.removeprefix("static/")
    if page is not None:
        policy = {"Content-Security-Policy": page["Content-Security-Policy"]}
        route.fulfill(body=page.content, content_type="text/html", headers=policy)
    elif file.is_file():
        route.fulfill(body=file.read_bytes(), content_type=_TYPES.get(file.suffix, "application/octet-stream"))
    else:
        route.fulfill(status=404)


def _static() -> Path:
    folder = Path(settings.STATIC_ROOT)
    if not (folder / "bundle.json").exists():
        pytest.fail("The front-end bundle is not built. Run `make test` once.")
    return folder


def _browser_path() -> str:
    noted = settings.ROOT / "var" / "setup" / "browser"
    found = noted.read_text() if noted.exists() else shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.fail("No browser was found. Run `make test` once, or install Chromium.")
    return str(found)
