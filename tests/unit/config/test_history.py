"""A database that comes from elsewhere is recognised before a migration is tried."""

import pytest
from django.core.checks import CheckMessage
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from pytest_django.fixtures import Settings

from bluelamp.config import history, stamp
from bluelamp.config.checks import check_migrations

pytestmark = pytest.mark.django_db(transaction=True)


def _loader() -> MigrationLoader:
    return MigrationLoader(connection)


@pytest.fixture
def recorder(as_owner: None) -> MigrationRecorder:
    """The owner's pen: the application may only read what has been applied. The reset puts it back."""
    return MigrationRecorder(connection)


def _found(settings: Settings) -> list[CheckMessage]:
    settings.EMBEDDED = False
    return check_migrations(databases=["default"])


@pytest.mark.usefixtures("transactional_db")
def test_our_own_database_is_of_this_version(settings: Settings) -> None:
    assert history.difference(_loader()) == ""
    assert history.missing(_loader()) == []
    history.refuse_other_lines()
    assert _found(settings) == []


def test_a_newer_one_is_refused(
    recorder: MigrationRecorder, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder.record_applied("records", "9999_from_the_future")
    assert history.unknown(_loader()) == ["records.9999_from_the_future"]
    with pytest.raises(stamp.OtherVersionError, match=r"The state in .*9999_from_the_future.*Nothing was changed"):
        history.refuse_other_lines()
    monkeypatch.setenv("DATABASE_URL", "postgresql://owner@db.example.org/force")
    with pytest.raises(stamp.OtherVersionError, match="The database was made by another Bluelamp"):
        history.refuse_other_lines()
    (message,) = _found(settings)
    assert (message.id, "9999_from_the_future" in str(message.msg)) == ("bluelamp.E016", True)


def test_one_that_lacks_a_migration_is_named_where_nobody_migrates_by_itself(
    recorder: MigrationRecorder, settings: Settings
) -> None:
    last = max(name for app, name in _loader().graph.leaf_nodes() if app == "records")
    recorder.record_unapplied("records", last)
    assert history.missing(_loader()) == [f"records.{last}"]
    (message,) = _found(settings)
    assert message.id == "bluelamp.E017"
    assert "bluelamp migrate" in str(message.msg)
    settings.EMBEDDED = True
    assert check_migrations(databases=["default"]) == []


def test_one_that_grew_in_another_order_is_refused(recorder: MigrationRecorder) -> None:
    recorder.record_unapplied("ledger", "0001_initial")
    assert history.difference(_loader()) == "whose database grew in another order"
