"""Production writes to people only by roads that nobody else reads."""

import pytest
from pytest_django.fixtures import Settings

from bluelamp.config.notice_checks import roads_of_production


@pytest.fixture
def roads(settings: Settings) -> Settings:
    """Settings under which letters may leave."""
    settings.BLUELAMP_NOTICES = True
    settings.EMAIL_HOST = "mail.example.org"
    settings.BLUELAMP_SMTP_TLS = "starttls"
    settings.DEFAULT_FROM_EMAIL = "no-reply@example.org"
    settings.BLUELAMP_NEUTRAL_FROM_EMAIL = "hello@example.net"
    settings.BLUELAMP_SMS_URL = ""
    return settings


def _ids() -> list[str | None]:
    return [message.id for message in roads_of_production()]


def test_a_safe_road_passes(roads: Settings) -> None:
    assert _ids() == []


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("EMAIL_HOST", "", "bluelamp.E009"),
        ("BLUELAMP_SMTP_TLS", "ssl", "bluelamp.E010"),
        ("BLUELAMP_SMTP_TLS", "", "bluelamp.E011"),
        ("DEFAULT_FROM_EMAIL", "no-reply@bluelamp.invalid", "bluelamp.E012"),
        ("BLUELAMP_NEUTRAL_FROM_EMAIL", "no-reply@example.org", "bluelamp.W001"),
    ],
)
def test_an_unsafe_road_is_named(roads: Settings, name: str, value: object, expected: str) -> None:
    setattr(roads, name, value)
    assert _ids() == [expected]


@pytest.mark.parametrize(("host", "is_refused"), [("localhost", False), ("10.0.0.1", True)])
def test_mail_in_plain_text_stays_on_this_machine(roads: Settings, host: str, is_refused: bool) -> None:
    roads.BLUELAMP_SMTP_TLS, roads.EMAIL_HOST = "", host
    assert _ids() == (["bluelamp.E011"] if is_refused else [])


@pytest.mark.parametrize(
    ("url", "token", "expected"),
    [
        ("https://sms.example.org/messages", "secret", []),
        ("http://127.0.0.1:8080/", "secret", []),
        ("ftp://127.0.0.1/", "secret", ["bluelamp.E013"]),
        ("http://sms.example.org/", "secret", ["bluelamp.E013"]),
        ("sms.example.org", "secret", ["bluelamp.E013"]),
        ("https://", "secret", ["bluelamp.E013"]),
        ("https://sms.example.org/", "", ["bluelamp.E014"]),
    ],
)
def test_the_gateway_for_text_messages(roads: Settings, url: str, token: str, expected: list[str]) -> None:
    roads.EMAIL_HOST, roads.BLUELAMP_SMS_URL, roads.BLUELAMP_SMS_TOKEN = "", url, token
    assert _ids() == expected


@pytest.mark.parametrize(
    ("sender", "force", "is_refused"),
    [
        ("LanternPol", "A Force With A Long Name", False),
        ("", "Lantern Pol", False),
        ("", "Lantern Shire Police", True),
        ("Lantern Police", "Short", True),
        ("+447700900982", "Short", False),
    ],
)
def test_a_sender_that_telephones_cut_off(roads: Settings, sender: str, force: str, is_refused: bool) -> None:
    roads.BLUELAMP_SMS_URL, roads.BLUELAMP_SMS_TOKEN = "https://sms.example.org/", "secret"
    roads.BLUELAMP_SMS_SENDER, roads.BLUELAMP_FORCE_NAME = sender, force
    assert _ids() == (["bluelamp.E015"] if is_refused else [])


def test_who_writes_to_nobody_needs_no_road(roads: Settings) -> None:
    roads.BLUELAMP_NOTICES, roads.EMAIL_HOST = False, ""
    assert _ids() == []


def test_a_warning_does_not_stop_anybody(roads: Settings) -> None:
    roads.BLUELAMP_NEUTRAL_FROM_EMAIL = roads.DEFAULT_FROM_EMAIL
    assert not next(iter(roads_of_production())).is_serious()
