"""A complaint names whoever investigates only when it is about them, and then they never learn of it."""

import pytest

from bluelamp.complaints.asked import COMPLAINT
from bluelamp.complaints.models import Complaint
from bluelamp.complaints.selectors import complaints_for_matter
from bluelamp.contact.models import Report
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotFound
from bluelamp.flows.complain import complain
from bluelamp.ledger.reading import writing
from tests.factories.rooms import case, crime, received
from tests.factories.submitted import answered
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def complained(report: Report, who: str) -> Complaint:
    sent = answered(COMPLAINT, {"who": who, "what": "He laughed at me.", "camera": "no"})
    for _ in range(2):  # the button was pressed twice
        complain(actor=Actor.receipt(report.id), report_id=report.id, submitted=sent)
    with writing():
        return Complaint.objects.get(matter_id=report.matter_id)


@pytest.mark.parametrize(("who", "named"), [("investigator", True), ("another", False)])
def test_the_investigator_is_named_when_it_is_about_them(cast: Cast, who: str, named: bool) -> None:
    report = received()
    crime(cast, report.matter_id, report_id=report.id)
    case(cast, report.matter_id, owner="detective")
    made = complained(report, who)
    assert made.about == ([cast["detective"].id] if named else [])
    with writing():
        assert len(complaints_for_matter(actor=cast["standards"], matter_id=report.matter_id)) == 1
        assert complaints_for_matter(actor=cast["detective"], matter_id=report.matter_id) == []


def test_while_nobody_investigates_it_names_nobody_and_is_kept(cast: Cast) -> None:
    report = received()
    assert complained(report, "investigator").about == []


def test_nobody_complains_on_the_page_of_somebody_elses_report(cast: Cast) -> None:
    report, other = received(), received()
    sent = answered(COMPLAINT, {"who": "another", "what": "He laughed at me.", "camera": "no"})
    with pytest.raises(NotFound):
        complain(actor=Actor.receipt(other.id), report_id=report.id, submitted=sent)
    assert not Complaint.objects.exists()
