"""A real browser, and what can be asked of any page in it: what axe finds, what is too wide."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bluelamp.config.paths import ROOT

PHONE, DESK = 320, 1280  # pixels; the narrowest at which nothing may be cut off (WCAG 1.4.10)
_AXE = Axe().axe_script
# Pages of one site by a few people need no process each, and nobody looks: a third less processor time.
_FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-gpu",
    "--in-process-gpu",
    "--disable-gpu-compositing",
    "--renderer-process-limit=1",
    "--disable-features=site-per-process,PaintHolding,Translate,MediaRouter,OptimizationHints",
]
_TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# Tags and classes from the page down to an element, which decide how it is drawn.
_KIND = """const text = element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    const all = what => what === "text" ? [...document.body.querySelectorAll("*")].filter(text)
        : [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
    const above = element => element === document.documentElement ? ""
        : `${above(element.parentElement)} ${element.tagName}.${element.getAttribute("class") ?? ""}`;
    const kind = element => `${element.type ?? ""} ${above(element)}`;"""
_KINDS = f"""what => {{
    {_KIND}
    return [...new Set(all(what).map(kind))];
}}"""
# Only what is wrong is sent back: all that axe looked at would take longer to send than to find.
_LOOK = f"""async kinds => {{
    {_KIND}
    const run = (where, how) => axe.run(where(), {{resultTypes: ["violations"], ...how}});
    const look = async (where, how) => {{
        if (!(await run(where, {{selectors: false, ...how}})).violations.length) return [];  // which is quicker
        return (await run(where, how)).violations.map(fault => `${{fault.id}} ${{fault.nodes[0].target}}`);
    }};
    if (kinds === null) return look(() => document, {{}});
    const found = await look(() => document, {{rules: {{"color-contrast": {{enabled: false}}}}}});
    const new_ones = () => {{  // as they are now: a live part may have been drawn anew meanwhile
        const wanted = new Map(kinds.map(one => [one, null]));
        all("text").forEach(element => wanted.has(kind(element)) && wanted.set(kind(element), element));
        return [...wanted.values()].filter(Boolean);
    }};
    const contrast = new_ones().length ? look(() => ({{include: new_ones()}}), {{runOnly: ["color-contrast"]}}) : [];
    return [...found, ...await contrast];
}}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for the tests of a file."""
    with launched() as running:
        yield running


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser of one's own. Django and its driver share no thread: what Django is to do is done before or after."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=_path(), args=_FLAGS)
        yield running
        running.close()


def give_axe(context: BrowserContext) -> None:
    """Every page that is opened from now on has axe in it."""
    context.add_init_script(_AXE)


class Known:
    """Kinds of elements that were looked at, so that what is slow to look at is looked at once for each kind."""

    def __init__(self) -> None:
        self._seen: dict[str, set[str]] = {}

    def new(self, page: Page, what: str, width: int) -> list[str]:
        """The kinds of ``text``, or of ``stops`` of the keyboard, that this width has not shown before."""
        found, seen = set(page.evaluate(_KINDS, what)), self._seen.setdefault(f"{what} {width}", set())
        new = found - seen
        seen |= new
        return sorted(new)


def violations(page: Page, texts: list[str] | None = None) -> list[str]:
    """What axe finds on the page, in words: the rule and the first place. ``give_axe`` comes before.

    Contrast takes most of its time and is decided by the kinds of elements alone: it is looked at in one element of
    each of these kinds of ``texts``, or in all when none are named.
    """
    found: list[str] = page.evaluate(_LOOK, texts)
    return found


def too_wide(page: Page) -> bool:
    """Whether it has to be scrolled sideways."""
    return bool(page.evaluate(_TOO_WIDE))


def _path() -> str:
    noted = ROOT / "var" / "setup" / "browser"
    if not noted.exists():
        raise FileNotFoundError("No browser was found. Run `make test` once.")
    return str(noted.read_text(encoding="utf-8"))
