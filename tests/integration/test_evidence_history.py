"""Statements that were signed before their files were kept apart are marked, and are as they were on the way back."""

import pytest
from django.core.management import call_command

from bluelamp.files.models import StoredFile
from bluelamp.ledger.enums import Act
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import writing
from tests.factories.files import kept_file
from tests.factories.rooms import received
from tests.factories.statements import drafted, signed
from tests.plugins.cast import Cast


def _migrate(*target: str) -> None:
    call_command("migrate", "evidence", *target, verbosity=0, interactive=False)


def _needs() -> dict[str, str]:
    with writing():
        return {one.name: one.needs for one in StoredFile.objects.all()}


@pytest.mark.django_db(transaction=True)
def test_back_and_forth_marks_what_was_signed_alone(cast: Cast, as_owner: None) -> None:
    report = received()
    kept_file(matter_id=report.matter_id)
    pdf = f"{signed(drafted(report=report)).statement.reference}.pdf"
    before = _needs()
    assert before == {"p.jpg": "", pdf: "evidence.statement.read"}
    try:
        _migrate("0002")
        assert set(_needs().values()) == {""}
    finally:
        _migrate()
    assert _needs() == before
    assert Entry.objects.filter(action="files.file.keep", act=Act.ALTERATION).count() == 2
