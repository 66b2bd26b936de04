"""What was asked is kept exactly as it was, once, and nobody alters it."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction

from bluelamp.core.errors import NotFound
from bluelamp.journeys import catalogue, services, versions
from bluelamp.journeys.definition import text_of, version_of
from bluelamp.journeys.models import JourneyVersion
from tests.factories.journeys import trial
from tests.integration.journeys_walker import Walker
from tests.unit.journeys.drafts import PUBLIC, together

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.integration.journeys_urls"),
    pytest.mark.usefixtures("offered"),
]


def test_a_draft_keeps_the_questions_it_began_with() -> None:
    old = Walker(trial())
    old.begin()
    old.answer("seen", "yes")
    catalogue.register(trial("Which paint?"))
    new = Walker(trial("Which paint?"))
    new.begin()
    new.answer("seen", "yes")
    assert b"What colour?" in old.client.get(old.url("colour")).content
    assert b"Which paint?" in new.client.get(new.url("colour")).content
    assert list(JourneyVersion.objects.order_by("number").values_list("slug", "number")) == [("trial", 1), ("trial", 2)]


def test_a_version_is_stored_once_and_exactly() -> None:
    for _time in range(3):
        services.begin(actor=PUBLIC, slug="trial")
    [row] = JourneyVersion.objects.all()
    assert row.definition == text_of(trial())
    assert row.pk == version_of(trial())
    versions.stored.cache_clear()
    assert text_of(versions.stored(row.pk)) == row.definition


@pytest.mark.parametrize("statement", ["UPDATE {table} SET definition = '{{}}'", "DELETE FROM {table}"])
def test_nobody_alters_a_version(statement: str) -> None:
    services.begin(actor=PUBLIC, slug="trial")
    with pytest.raises(Exception, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table=JourneyVersion._meta.db_table))


def test_a_version_under_a_false_hash_is_refused() -> None:
    with pytest.raises(IntegrityError, match="journeys_version_sha256"), transaction.atomic():
        JourneyVersion.objects.create(sha256="0" * 64, slug="false", number=1, definition="{}")


@pytest.mark.django_db(transaction=True)
def test_a_first_use_by_many_at_once_is_one_version() -> None:
    together(lambda _place: services.begin(actor=PUBLIC, slug="trial"), 4)
    assert JourneyVersion.objects.filter(slug="trial").count() == 1


def test_versions_are_counted_for_each_form_and_one_that_comes_again_keeps_its_number() -> None:
    forms = [trial(), trial("Which paint?"), replace(trial(), slug="other"), trial()]
    with transaction.atomic():
        assert [versions.keep(form).number for form in forms] == [1, 2, 1, 1]


def test_a_version_that_is_not_known_here_is_said_to_be_none() -> None:
    with pytest.raises(NotFound):
        versions.stored("0" * 64)
    kept = versions.keep(trial())
    assert versions.stored(kept.pk).slug == "trial"
