"""The consultation is committed, for every other connection to see, before the answer is handed to the web server."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from tests.factories.ledger import personal_row
from tests.plugins.database import Database

pytestmark = pytest.mark.django_db(transaction=True)
_READ = "SELECT subjects FROM ledger_entry WHERE action = 'incidents.incident.read'"


@pytest.fixture(autouse=True)
def pages(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.unit.access.door_urls"


def test_committed_before_the_first_byte(sign_in: Callable[[str], Client], database: Database) -> None:
    row = personal_row("Man with a dog")
    with database.connect() as elsewhere:
        assert elsewhere.execute(_READ).fetchall() == []
        assert sign_in("dispatcher").get("/staff").content == b"Man with a dog"
        assert elsewhere.execute(_READ).fetchall() == [([f"incidents.incident:{row.pk}"],)]


def test_a_long_list_is_one_entry(sign_in: Callable[[str], Client], database: Database) -> None:
    for _ in range(30):
        personal_row()
    sign_in("dispatcher").get("/staff")
    with database.connect() as elsewhere:
        (found,) = elsewhere.execute(_READ).fetchall()
    assert len(found[0]) == 30
