"""A report that went to another agency survives the way back to the program that did not know it, and forth again."""

import pytest
from django.core.management import call_command

from bluelamp.contact.models import Report
from bluelamp.contact.services import set_graded
from bluelamp.ledger.reading import writing
from tests.factories.rooms import received
from tests.plugins.cast import Cast


@pytest.mark.django_db(transaction=True)
def test_a_grade_that_the_earlier_program_has_no_room_for_stays(cast: Cast, as_owner: None) -> None:
    report = received()
    set_graded(actor=cast["call_taker"], report_id=report.id, grade="other_agency")
    try:
        call_command("migrate", "contact", "0001", verbosity=0, interactive=False)
    finally:
        call_command("migrate", "contact", verbosity=0, interactive=False)
    with writing():
        assert Report.objects.get(pk=report.id).grade == "other_agency"
