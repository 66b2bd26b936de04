"""Cancellations from before they were decisions of their own kind are reworded, and back again."""

import pytest
from django.core.management import call_command

from bluelamp.investigations.models import RecordingDecision
from bluelamp.investigations.services import cancel_crime
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import writing
from tests.factories.rooms import crime, matter, received
from tests.plugins.cast import Cast


def _migrate(*target: str) -> None:
    call_command("migrate", "investigations", *target, verbosity=0, interactive=False)


def _kept() -> dict[str, tuple[object, ...]]:
    """By what was said, everything that the migration may change."""
    with writing():
        return {one.reason: (one.decision, one.report_id, one.crime_id) for one in RecordingDecision.objects.all()}


@pytest.mark.django_db(transaction=True)
def test_back_and_forth_keeps_every_decision(cast: Cast, as_owner: None) -> None:
    report = received()
    ours, theirs = crime(cast, matter()), crime(cast, report.matter_id, report_id=report.id)
    for one, information in ((ours, "Seen by an officer."), (theirs, "Told by the victim.")):
        cancel_crime(actor=cast["crime_registrar"], crime_id=one.id, because="no_crime", information=information)
    before = _kept()
    assert before["Seen by an officer."] == ("cancelled", None, ours.id)
    assert before["Told by the victim."] == ("cancelled", report.id, theirs.id)
    try:
        _migrate("0002")
        then = _kept()
        assert then["Seen by an officer."] == ("not_recorded", ours.id, ours.id)
        assert then["Told by the victim."] == ("not_recorded", report.id, theirs.id)
    finally:
        _migrate()
    assert _kept() == before
    assert Entry.objects.filter(action="investigations.crime.cancel", subjects__len=2).count() >= 2
