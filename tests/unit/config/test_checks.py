"""Production is refused with anything of the demo's, or open to anybody."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from pytest_django.fixtures import Settings

from bluelamp.config import checks
from bluelamp.config.checks import check_database, check_settings, refuse_unsafe_production
from bluelamp.config.database import OWNER
from tests.plugins.cast import Cast
from tests.plugins.database import Database

SECRET = "sphinx-7" * 7


@pytest.fixture
def production(settings: Settings) -> Settings:
    """Settings that are fit for production."""
    settings.ENVIRONMENT = "production"
    settings.PRODUCTION = True
    settings.DEBUG = False
    settings.SECRET_KEY = SECRET
    settings.ALLOWED_HOSTS = ["report.example.org"]
    settings.HTTPS = True
    settings.EMBEDDED = False
    settings.BLUELAMP_STAFF_MFA = True
    settings.BLUELAMP_NOTICES = True
    settings.EMAIL_HOST = "mail.example.org"
    settings.BLUELAMP_SMTP_TLS = "starttls"
    settings.DEFAULT_FROM_EMAIL = "no-reply@example.org"
    settings.BLUELAMP_NEUTRAL_FROM_EMAIL = "hello@example.net"
    return settings


def _ids() -> list[str | None]:
    return [message.id for message in check_settings()]


def test_fit_settings_pass(production: Settings) -> None:
    assert _ids() == []


def test_another_sign_in_service_is_reached_over_tls(production: Settings) -> None:
    production.BLUELAMP_OIDC_ISSUER = "http://id.example.org"
    production.BLUELAMP_OIDC_CLIENT_ID = "bluelamp"
    production.BLUELAMP_OIDC_KEY = "-----BEGIN PRIVATE KEY-----"
    assert _ids() == ["bluelamp.E023"]
    production.BLUELAMP_OIDC_ISSUER = "https://id.example.org"
    assert _ids() == []


def test_the_demo_may_be_as_it_is(settings: Settings) -> None:
    settings.DEBUG = True
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    assert _ids() == []
    assert check_database(databases=["default"]) == []


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("ENVIRONMENT", "prod", "bluelamp.E001"),
        ("SECRET_KEY", "demo-" + SECRET, "bluelamp.E002"),
        ("SECRET_KEY", "short", "bluelamp.E002"),
        ("SECRET_KEY", "a" * 50, "bluelamp.E002"),
        ("SECRET_KEY", "abcdefg" * 8, "bluelamp.E002"),
        ("SECRET_KEY_FALLBACKS", [SECRET, "demo-x"], "bluelamp.E020"),
        ("SECRET_KEY_FALLBACKS", ["demo-" + SECRET], "bluelamp.E020"),
        ("SECRET_KEY_FALLBACKS", ["a" * 50], "bluelamp.E020"),
        ("BLUELAMP_PROXIES", ["10.0.0.1", "10.0.0.1/8"], "bluelamp.E021"),
        ("BLUELAMP_PROXIES", ["proxy"], "bluelamp.E021"),
        ("BLUELAMP_OIDC_ISSUER", "https://id.example.org", "bluelamp.E022"),
        ("DEBUG", True, "bluelamp.E003"),
        ("ALLOWED_HOSTS", [], "bluelamp.E004"),
        ("ALLOWED_HOSTS", ["*"], "bluelamp.E004"),
        ("ALLOWED_HOSTS", ["report.example.org", ".uk"], "bluelamp.E004"),
        ("HTTPS", False, "bluelamp.E005"),
        ("EMBEDDED", True, "bluelamp.E006"),
        ("EMAIL_HOST", "", "bluelamp.E009"),
        ("BLUELAMP_STAFF_MFA", False, "bluelamp.W002"),
    ],
)
def test_unfit_settings_are_named(production: Settings, name: str, value: object, expected: str) -> None:
    setattr(production, name, value)
    assert _ids() == [expected]


@pytest.mark.parametrize("hosts", [[".example.org"], [".lantern.police.uk"], ["bluelamp"]])
def test_hosts_of_ones_own_pass(production: Settings, hosts: list[str]) -> None:
    production.SECRET_KEY_FALLBACKS, production.ALLOWED_HOSTS = [SECRET], hosts
    assert _ids() == []


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("EMBEDDED", False, "bluelamp.E018"),
        ("ALLOWED_HOSTS", ["localhost", "report.example.org"], "bluelamp.E019"),
        ("ALLOWED_HOSTS", ["*"], "bluelamp.E019"),
        ("ALLOWED_HOSTS", ["192.0.2.7"], "bluelamp.E019"),
    ],
)
def test_the_demo_stays_here_unless_somebody_says_so(
    settings: Settings, name: str, value: object, expected: str
) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    setattr(settings, name, value)
    assert _ids() == [expected]
    with pytest.raises(ImproperlyConfigured, match="BLUELAMP_DEMO_OPEN"):
        refuse_unsafe_production()
    settings.BLUELAMP_DEMO_OPEN = True
    assert _ids() == []


@pytest.mark.parametrize(
    ("host", "environment", "is_refused"),
    [
        ("127.0.0.1", {}, False),
        ("::1", {}, False),
        ("0.0.0.0", {}, True),
        ("::", {}, True),
        ("192.0.2.7", {"BLUELAMP_ENV": "demo"}, True),
        ("0.0.0.0", {"BLUELAMP_DEMO_OPEN": "1"}, False),
        ("0.0.0.0", {"BLUELAMP_ENV": "production"}, False),
    ],
)
def test_the_demo_listens_here(
    monkeypatch: pytest.MonkeyPatch, host: str, environment: dict[str, str], is_refused: bool
) -> None:
    for name in ("BLUELAMP_ENV", "BLUELAMP_DEMO_OPEN"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert bool(checks.demo_stays_here(host)) is is_refused


def test_the_part_of_the_proxies_that_is_none_is_named(production: Settings) -> None:
    production.BLUELAMP_PROXIES = ["10.0.0.1", "10.0.0.300"]
    assert "BLUELAMP_PROXIES has 10.0.0.300." in str(check_settings()[0].msg)


@pytest.mark.parametrize(
    ("host", "environment", "is_told"),
    [
        ("0.0.0.0", {"BLUELAMP_ENV": "production"}, True),
        ("10.1.2.10", {"BLUELAMP_ENV": "production"}, True),
        ("127.0.0.1", {"BLUELAMP_ENV": "production"}, False),
        ("0.0.0.0", {"BLUELAMP_ENV": "production", "BLUELAMP_PROXIES": "10.1.2.3"}, False),
        ("0.0.0.0", {}, False),
    ],
)
def test_who_listens_beyond_this_machine_names_proxies(
    monkeypatch: pytest.MonkeyPatch, host: str, environment: dict[str, str], is_told: bool
) -> None:
    for name in ("BLUELAMP_ENV", "BLUELAMP_PROXIES"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert bool(checks.proxies_unnamed(host)) is is_told


@pytest.mark.django_db
def test_demo_sign_ins_are_refused(production: Settings, cast: Cast) -> None:
    found = check_database(databases=["default"])
    assert [message.id for message in found] == ["bluelamp.E007"]
    assert "call-taker" in str(found[0].msg)


@pytest.mark.django_db
def test_an_empty_database_of_the_application_passes(production: Settings) -> None:
    assert check_database(databases=["default"]) == []
    refuse_unsafe_production()


@pytest.mark.django_db
def test_the_web_process_does_not_start_with_the_demo_secret(production: Settings) -> None:
    production.SECRET_KEY = "demo-" + SECRET
    with pytest.raises(ImproperlyConfigured, match="BLUELAMP_SECRET_KEY"):
        refuse_unsafe_production()


@pytest.mark.django_db
def test_a_role_that_owns_tables_is_refused(
    production: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = connections.create_connection("default")
    owner.settings_dict = {**owner.settings_dict, "USER": OWNER}
    monkeypatch.setattr(checks, "connections", {"default": owner})
    try:
        assert [message.id for message in check_database(databases=["default"])] == ["bluelamp.E008"]
    finally:
        owner.close()


def test_a_report_type_proposes_an_offence_that_the_desk_has(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.check_offences() == []
    monkeypatch.setattr("bluelamp.investigations.offences.OFFENCES", ())
    found = checks.check_offences()
    assert {message.id for message in found} == {"bluelamp.E009"}
    assert any("burglary: offence 28E is not on the list" in str(message.msg) for message in found)
