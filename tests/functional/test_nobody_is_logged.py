"""Whoever reports, reads, guesses or attacks: nothing that identifies them is in anything that we write.

And the proxy settings that we ship, and our own web server, keep no more.
"""

import logging
import re
from inspect import signature

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from granian import Granian

from bluelamp.contact import services as contact
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_reference
from tests.architecture.house import ROOT
from tests.factories.accounts import ask
from tests.factories.rooms import received

PROXY = ROOT / "docs" / "how-to" / "proxy"
ADDRESS, BROWSER, QUERY, WORD = "203.0.113.77", "Telltale/9.9 (Handset)", "utm=telltale", "a-telltale-word"
HEADERS = {
    "REMOTE_ADDR": ADDRESS,
    "HTTP_X_FORWARDED_FOR": ADDRESS,
    "HTTP_USER_AGENT": BROWSER,
    "HTTP_REFERER": f"https://example.org/?{QUERY}",
    "HTTP_ACCEPT_LANGUAGE": "cy-telltale",
}
TELLTALE = (ADDRESS, "Telltale", "telltale", WORD, "telltale@example.com")


def browser(**options: bool) -> Client:
    return Client(**options, **HEADERS)  # type: ignore[arg-type] # what a browser sends along, beside Django's options


@pytest.fixture
def written(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    for noisy in ("django.db.backends", "django.template"):  # as the settings say: not below warnings
        caplog.set_level(logging.WARNING, logger=noisy)
    return caplog


@pytest.mark.django_db
def test_nothing_that_is_written_says_who_it_was(written: pytest.LogCaptureFixture) -> None:
    client, strict = browser(), browser(enforce_csrf_checks=True)
    strange = browser(raise_request_exception=False)
    report = received()
    receipt = contact.issue_receipt(actor=Actor.receipt(report.id), report_id=report.id)
    draft = client.post(f"/report/burglary?{QUERY}")["Location"]
    client.post(f"{draft}/question/what?{QUERY}", {"what": WORD})
    client.post(f"{draft}/question/photos", {"photos": SimpleUploadedFile(f"{WORD}.png", b"no picture")})
    client.post(f"{draft}/question/nothing?{QUERY}", {"nothing": WORD})
    for _ in range(12):
        client.post(f"/track?{QUERY}", {"reference": new_reference("CR"), "receipt": f"{WORD} 1"})
        client.post("/track", {"reference": report.reference, "receipt": "1" * 16})
    assert Client().post("/track", {"reference": report.reference, "receipt": receipt}).status_code == 302
    client.get(f"/nowhere/{WORD}?{QUERY}".replace(WORD, "x"))
    client.get(f"/area?q={WORD}")
    client.get("/track", HTTP_HOST=f"{WORD}.example.org")
    strict.post("/track", {"reference": WORD})
    strange.post("/track", b"\xff" + WORD.encode(), content_type="multipart/form-data; boundary=x")
    strange.get("/track", HTTP_COOKIE=f"sessionid={WORD}; drafts={WORD}:x")
    ask(client, "telltale@example.com")
    client.post("/account/sign-in/code", {"code": "000000"})
    client.post("/account/sign-in/passkey", {"answer": WORD})
    text = written.text
    assert "WARNING" in text, "something was written at all"
    assert [one for one in TELLTALE if one in text] == []


@pytest.mark.django_db
def test_the_database_keeps_no_address_and_no_browser() -> None:
    client = browser()
    client.post("/track", {"reference": new_reference("CR"), "receipt": "1" * 16})
    client.post("/report/burglary")
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s OR t::text LIKE %s',
                [f"%{ADDRESS}%", "%Telltale%"],
            )
            assert cursor.fetchone() == (0,), table


def test_our_own_server_keeps_no_access_log() -> None:
    assert signature(Granian.__init__).parameters["log_access"].default is False
    text = (ROOT / "bluelamp" / "config" / "web.py").read_text(encoding="utf-8")
    assert "log_access=False" in text


def test_the_proxy_settings_that_we_ship_write_nothing_down_that_identifies() -> None:
    nginx = "\n".join(line.split("#")[0] for line in (PROXY / "nginx.conf").read_text(encoding="utf-8").splitlines())
    formats = dict(re.findall(r"log_format (\w+) '([^']*)'", nginx))
    used = set(re.findall(r"\$(\w+)", " ".join(formats.values())))
    assert used == {"time_iso8601", "request_method", "status", "body_bytes_sent", "request_time"}
    for server in nginx.split("server {")[1:]:
        logs = re.findall(r"access_log (.+);", server)
        assert logs
        assert all(one == "off" or one.split()[-1] in formats for one in logs)
        assert re.findall(r"error_log \S+ (\w+);", server) == ["emerg"], "a lower level names clients"
    caddy = (PROXY / "Caddyfile").read_text(encoding="utf-8")
    assert "request delete" in caddy
    assert not re.search(r"^\tlog\b", caddy.split("report.example.org {")[1], re.MULTILINE)
