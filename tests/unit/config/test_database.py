"""Which server and which role Django connects to."""

from pathlib import Path

import pytest

from bluelamp.config.database import APPLICATION, OWNER, OWNER_SWITCH, database_settings, is_embedded
from bluelamp.config.env import stored_secret


def test_without_an_address_the_embedded_database_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert is_embedded()
    found = database_settings(tmp_path)
    assert found["USER"] == APPLICATION
    assert found["HOST"].startswith("/")
    assert found["OPTIONS"]["pool"]["max_size"] == 8


def test_only_migrations_connect_as_the_owner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv(OWNER_SWITCH, "1")
    found = database_settings(tmp_path)
    assert found["USER"] == OWNER
    assert found["PASSWORD"] != stored_secret(tmp_path / "secrets" / f"database-{APPLICATION}")


def test_an_address_is_taken_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app:p%40ss@db.example.org:6432/force?sslmode=verify-full")
    monkeypatch.setenv("BLUELAMP_OWNER_DATABASE_URL", "postgresql://owner@db.example.org/force")
    assert not is_embedded()
    found = database_settings(tmp_path)
    assert [found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "force",
        "app",
        "p@ss",
        "db.example.org",
        "6432",
    ]
    assert found["OPTIONS"]["sslmode"] == "verify-full"
    monkeypatch.setenv(OWNER_SWITCH, "1")
    assert database_settings(tmp_path)["USER"] == "owner"
    assert list(tmp_path.iterdir()) == []  # no secret is made for a server of somebody else's


def test_an_idle_transaction_is_ended_unless_the_address_says_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db.example.org/force")
    assert "idle_in_transaction_session_timeout=30s" in database_settings(tmp_path)["OPTIONS"]["options"]
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db.example.org/force?options=-c%20lock_timeout%3D1s")
    assert database_settings(tmp_path)["OPTIONS"]["options"] == "-c lock_timeout=1s"


@pytest.mark.parametrize("where", ["", "postgresql://app@db.example.org/force"])
def test_pages_keep_a_pool_and_migrations_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    monkeypatch.setenv("DATABASE_URL", where)
    monkeypatch.setenv("BLUELAMP_DATABASE_POOL", "3")
    assert database_settings(tmp_path)["OPTIONS"]["pool"]["max_size"] == 3
    monkeypatch.setenv(OWNER_SWITCH, "1")
    assert "pool" not in database_settings(tmp_path)["OPTIONS"]


def test_without_an_address_of_the_owners_migrations_use_the_one_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db.example.org/force")
    monkeypatch.delenv("BLUELAMP_OWNER_DATABASE_URL", raising=False)
    monkeypatch.setenv(OWNER_SWITCH, "1")
    assert database_settings(tmp_path)["USER"] == "app"
