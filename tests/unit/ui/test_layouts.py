import re
from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory
from django.urls import reverse
from pytest_django.fixtures import Settings

from bluelamp.config.feed import STREAM
from bluelamp.ui import services
from bluelamp.ui.types import Frame, Link


@pytest.fixture(autouse=True)
def _no_doors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Layouts by themselves, without what the doors provide."""
    monkeypatch.setattr(services, "_providers", {})


LAYOUTS = ["public", "staff", "phone"]
FRAME = Frame(
    service="Bluelamp",
    nav=(Link(text="Contact", href="/contact", current=True, count=3), Link(text="Cases", href="/cases")),
    person="Sam Demo",
    role="Contact desk",
    who="0193",
    search="/search",
    sign_out="/out",
    footer=(Link(text="Privacy", href="/privacy"),),
)


def page(layout: str, body: str = "", **context: object) -> str:
    backend: Any = engines["jinja2"]
    source = f'{{% extends "ui/{layout}.html" %}}{body}'
    request = RequestFactory().get("/")
    request.csp_nonce = "n0nce"  # type: ignore[attr-defined]  # as django-csp's middleware does
    html: str = backend.env.from_string(source).render(request=request, **context)
    return html


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_page_of_a_demonstration_says_so_and_no_other_does(layout: str, settings: Settings) -> None:
    assert "Synthetic, not any force" in page(layout)
    settings.BLUELAMP_DEMO = False
    assert "Synthetic" not in page(layout)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_scripts_are_files_or_carry_the_nonce_and_nothing_is_styled_inline(layout: str) -> None:
    html = page(layout, frame=FRAME)
    scripts = re.findall(r"<script([^>]*)>", html)
    assert scripts
    assert all('src="/static/' in s or 'nonce="n0nce"' in s for s in scripts)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", html)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_has_a_skip_link_language_and_one_main(layout: str) -> None:
    html = page(layout, "{% block title %}T{% endblock %}")
    assert 'href="#main-content"' in html
    assert html.count('id="main-content"') == 1
    assert '<html lang="en-GB"' in html
    assert "<title>T \u2013 Bluelamp</title>" in html


def test_an_error_is_said_in_the_title() -> None:
    assert "<title>Error: T" in page("public", "{% block title %}T{% endblock %}", page_errors=True)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_page_shows_the_crown(layout: str) -> None:
    html = page(layout, frame=FRAME)
    assert "crown" not in html.lower()
    assert "govuk-header" not in html
    assert "/assets/" not in html


def test_public_pages_offer_quick_exit_and_are_honest_about_it() -> None:
    html = page("public", frame=FRAME)
    assert 'data-module="govuk-exit-this-page"' in html
    assert "Shift key pressed 3 times" in html
    assert "does not clear your browsing history" in html
    assert "In an emergency call 999." in html
    assert 'rel="nofollow noreferrer"' in html
    assert "exit-this-page" not in page("public", quick_exit=False)


def test_staff_pages_show_who_is_signed_in_where_they_are_and_the_connection() -> None:
    html = page("staff", frame=FRAME)
    assert "Sam Demo" in html
    assert '<a href="/contact" aria-current="page">Contact <span class="bl-count">3</span></a>' in html
    assert 'action="/out" method="post"' in html
    assert 'data-live-state="static"' in html
    assert '<meta name="bl-live" content="0193"' in html


@pytest.mark.parametrize("layout", ["staff", "phone"])
def test_pages_without_news_have_no_stream(layout: str) -> None:
    assert "ui/live." in page(layout)
    html = page(layout, live=False)
    assert "ui/live." not in html
    assert "bl-live" not in html


def test_the_feed_goes_on_from_what_the_page_has_already() -> None:
    assert 'data-since="41"' in page("staff", live_since=41)


def test_the_feed_is_where_config_says() -> None:
    html = page("staff", frame=FRAME)
    assert f'data-ticket="{reverse("live:ticket")}"' in html
    assert f'data-stream="{STREAM}"' in html


def test_the_phone_has_its_actions_and_places_at_the_thumb() -> None:
    html = page("phone", "{% block actions %}<button>Accept</button>{% endblock %}", frame=FRAME)
    foot = html[html.index('class="bl-phone__foot"') :]
    assert "Accept" in foot
    assert "Contact" in foot


@pytest.mark.parametrize("name", ["404", "500", "csrf"])
def test_error_pages_say_what_to_do_and_need_nothing(name: str) -> None:
    backend: Any = engines["jinja2"]
    html = backend.env.get_template(f"ui/{name}.html").render()
    assert html.count("<h1") == 1
    assert 'href="/"' in html or "999" in html
