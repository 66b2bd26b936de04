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

SECRET = "k" * 25 + "9" * 25


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
    return settings


def _ids() -> list[str | None]:
    return [message.id for message in check_settings()]


def test_fit_settings_pass(production: Settings) -> None:
    assert _ids() == []


def test_the_demo_may_be_as_it_is(settings: Settings) -> None:
    settings.DEBUG = True
    assert _ids() == []
    assert check_database(databases=["default"]) == []


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("ENVIRONMENT", "prod", "bluelamp.E001"),
        ("SECRET_KEY", "demo-" + SECRET, "bluelamp.E002"),
        ("SECRET_KEY", "short", "bluelamp.E002"),
        ("DEBUG", True, "bluelamp.E003"),
        ("ALLOWED_HOSTS", [], "bluelamp.E004"),
        ("ALLOWED_HOSTS", ["*"], "bluelamp.E004"),
        ("HTTPS", False, "bluelamp.E005"),
        ("EMBEDDED", True, "bluelamp.E006"),
    ],
)
def test_unfit_settings_are_named(production: Settings, name: str, value: object, expected: str) -> None:
    setattr(production, name, value)
    assert _ids() == [expected]


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
