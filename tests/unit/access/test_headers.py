"""Every answer says how it may be used: pages, refusals, faults, redirects and static files."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def static_file(tmp_path: Path, settings: Settings) -> str:
    """A file as the build leaves it."""
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "page.css").write_text("body { margin: 0 }")
    settings.STATIC_ROOT = tmp_path
    settings.WHITENOISE_AUTOREFRESH = True
    return "/static/ui/page.css"


def assert_headers(client: Client, path: str, status: int) -> None:
    answer = client.get(path)
    if answer.streaming:
        b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # to its end, which closes the file
    assert answer.status_code == status, path
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert {"frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} <= set(policy.split("; "))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert "geolocation=()" in answer["Permissions-Policy"]


def test_pages_files_redirects_and_errors(static_file: str, sign_in: Callable[[str], Client]) -> None:
    stranger = sign_in("outsider")
    for path, status in (("/staff/sign-in", 200), ("/staff/home", 302), ("/nowhere", 404), (static_file, 200)):
        assert_headers(stranger, path, status)
    assert_headers(sign_in("dispatcher"), "/staff/home", 200)
    assert_headers(stranger, "/static/ui/missing.css", 404)


def test_one_page_alone_may_ask_where_its_device_is(sign_in: Callable[[str], Client]) -> None:
    officer = sign_in("responder")
    allowed = officer.get("/phone/")["Permissions-Policy"]
    assert "geolocation=(self)" in allowed
    assert "camera=()" in allowed
    for path in ("/staff/home", "/phone/position", "/", "/track", "/style/"):
        assert "geolocation=()" in officer.get(path)["Permissions-Policy"], path


def test_a_fault_and_a_refusal_have_them_too(settings: Settings, sign_in: Callable[[str], Client]) -> None:
    settings.ROOT_URLCONF = "tests.unit.access.door_urls"
    client = sign_in("dispatcher")
    client.raise_request_exception = False
    assert_headers(client, "/wrong/fault", 500)
    assert_headers(client, "/wrong/late", 409)
    assert_headers(client, "/without-rule", 403)


def test_scripts_run_by_nonce_only(client: Client) -> None:
    answer = client.get("/staff/sign-in")
    html = answer.content.decode()
    nonce = re.search(r"'nonce-([^']+)'", answer["Content-Security-Policy"])
    assert nonce is not None
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", html)
    assert inline
    assert all(f'nonce="{nonce[1]}"' in attributes for attributes in inline)
    assert not re.search(r"\son\w+=|\sstyle=|javascript:", html)
    other = re.search(r"'nonce-([^']+)'", client.get("/staff/sign-in")["Content-Security-Policy"])
    assert other is not None
    assert other[1] != nonce[1]


def test_over_https_browsers_stay_there(settings: Settings, client: Client) -> None:
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/staff/sign-in").status_code == 301
    answer = Client().get("/staff/sign-in", secure=True)
    assert answer["Strict-Transport-Security"].startswith("max-age=31536000; includeSubDomains")


def test_cookies_are_for_our_pages_alone() -> None:
    assert django_settings.SESSION_COOKIE_HTTPONLY
    assert django_settings.SESSION_COOKIE_SAMESITE == "Lax"
    assert django_settings.SESSION_COOKIE_SECURE == django_settings.CSRF_COOKIE_SECURE == django_settings.HTTPS
