"""The desk decides: everything follows in one transaction, or nothing does."""

from hashlib import sha256

import pytest
from django.db import transaction

from bluelamp.contact import selectors as contact
from bluelamp.contact.models import Report, Thrive
from bluelamp.contact.types import Settled
from bluelamp.core.errors import Invalid, NotAllowed, NotFound
from bluelamp.evidence import selectors as evidence
from bluelamp.evidence.models import Exhibit
from bluelamp.files import selectors as files
from bluelamp.flows.grade_report import AlreadyGraded, grade_report
from bluelamp.incidents.models import Incident
from bluelamp.investigations.models import Case, Crime, Entitlement, RecordingDecision
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import writing
from bluelamp.live.models import Outbox
from tests.factories.files import kept_file, png
from tests.factories.ledger import entry
from tests.factories.rooms import LEVELS, announced, grading, received, told
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
MADE = (Thrive, Incident, Crime, Case, Exhibit, RecordingDecision, Entitlement)


def stored(report: Report) -> Report:
    with writing():
        return Report.objects.get(pk=report.pk)


@pytest.mark.usefixtures("heard_by_somebody")
def test_a_told_burglary_goes_all_the_way(cast: Cast) -> None:
    report_id = told()
    graded = grade_report(actor=cast["call_taker"], report_id=report_id, grading=grading())
    assert graded.incident is not None
    assert graded.crime is not None
    assert graded.case is not None
    assert graded.report.state == "graded"
    assert graded.incident.report_id == graded.crime.report_id == report_id
    assert graded.incident.latitude is not None
    assert graded.crime.victim_person_id is not None
    assert graded.crime.reported_at == graded.report.received_at
    assert [len(announced(n)) for n in ("contact.ReportGraded", "incidents.IncidentOpened")] == [1, 1]


def test_a_photo_becomes_an_exhibit_with_the_hash_of_its_bytes(cast: Cast) -> None:
    report, photo = received(), png(shade=77)
    kept_file(matter_id=report.matter_id, content=photo, name="window.png")
    grade_report(actor=cast["call_taker"], report_id=report.id, grading=grading())
    officer = cast["exhibits_officer"]
    with writing():
        [exhibit] = evidence.exhibits_for_matter(actor=officer, matter_id=report.matter_id)
        behind = evidence.stored_file_of(actor=officer, exhibit_id=exhibit.id)
        assert b"".join(files.open_bytes(actor=officer, stored=behind)) == photo
    assert (exhibit.sha256, exhibit.size) == (sha256(photo).hexdigest(), len(photo))
    assert exhibit.title == "window.png"


def test_the_same_button_again_changes_nothing(cast: Cast) -> None:
    report = received()
    grade_report(actor=cast["call_taker"], report_id=report.id, grading=grading())
    before = [model._default_manager.count() for model in (*MADE, Outbox)]
    with pytest.raises(AlreadyGraded, match=r"P2 before\. Nothing was changed"):
        grade_report(actor=cast["call_taker"], report_id=report.id, grading=grading(grade="P1"))
    assert [model._default_manager.count() for model in (*MADE, Outbox)] == before


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"grade": "P9"}, "grade"),
        ({"grade": ""}, "grade"),
        ({"levels": LEVELS | {"harm": ""}}, "harm"),
        ({"words": " "}, "words"),
        ({"summary": ""}, "summary"),
        ({"nsir_class": "picnic"}, "nsir_class"),
        ({"minutes": -1}, "minutes"),
        ({"offence": "treason"}, "offence"),
        ({"offence": "", "not_recorded_because": " "}, "not_recorded_because"),
    ],
)
def test_what_is_invalid_in_any_step_leaves_nothing(cast: Cast, changes: dict[str, object], field: str) -> None:
    report = received()
    kept_file(matter_id=report.matter_id)
    before = Entry.objects.count(), Outbox.objects.count()
    with pytest.raises(Invalid) as refused:
        grade_report(actor=cast["call_taker"], report_id=report.id, grading=grading(**changes))
    assert refused.value.field == field
    assert [model._default_manager.count() for model in MADE] == [0] * len(MADE)
    assert (Entry.objects.count(), Outbox.objects.count()) == before
    assert stored(report).state == "received"
    assert announced("contact.ReportGraded") == []


def test_a_fault_in_the_very_last_step_leaves_nothing(cast: Cast) -> None:
    report = received()
    stuck = kept_file(matter_id=report.matter_id)
    with writing():  # a name that was made blank behind everybody's back: its exhibit can have no title
        stuck.name = " "
        with transaction.atomic():
            stuck.save(update_fields=["name"])
            entry("files.storedfile:test")
    with pytest.raises(Invalid) as refused:
        grade_report(actor=cast["call_taker"], report_id=report.id, grading=grading())
    assert refused.value.field == "title"
    assert [model._default_manager.count() for model in MADE] == [0] * len(MADE)
    assert stored(report).state == "received"


def test_no_crime_keeps_its_reason(cast: Cast) -> None:
    report = received()
    why = "The caller found the key; nothing was taken."
    graded = grade_report(
        actor=cast["call_taker"],
        report_id=report.id,
        grading=grading(offence="", not_recorded_because=why, grade="P4"),
    )
    assert (graded.crime, graded.case) == (None, None)
    with writing():
        assert RecordingDecision.objects.get(report_id=report.id).reason == why


def test_another_agency_opens_no_incident(cast: Cast) -> None:
    report = received()
    handed = Settled("A street light: the council mends it.", "phone", agency="The council")
    decided = grading(grade="other_agency", settled=handed)
    graded = grade_report(actor=cast["call_taker"], report_id=report.id, grading=decided)
    assert graded.incident is None
    assert graded.report.state == "referred"


@pytest.mark.parametrize(
    ("role", "error"),
    [
        ("responder", NotFound),
        ("detective", NotFound),
        ("crime_registrar", NotAllowed),
        ("outsider", NotFound),
        ("citizen", NotFound),
    ],
)
def test_only_the_desk_grades(cast: Cast, role: str, error: type[Exception]) -> None:
    report = received()
    with pytest.raises(error):
        grade_report(actor=cast[role], report_id=report.id, grading=grading())
    assert stored(report).state == "received"


def test_what_the_desk_settles_by_telephone_opens_no_incident(cast: Cast) -> None:
    report, desk = received(), cast["call_taker"]
    settled = Settled("The key was at the neighbour's.", "phone")
    graded = grade_report(actor=desk, report_id=report.id, grading=grading(grade="P4", settled=settled))
    assert graded.incident is None
    assert graded.crime is not None  # whatever the grade
    with writing():
        kept = contact.settlement(actor=desk, report_id=report.id)
    assert kept is not None
    assert (kept.settled_as, kept.words, kept.by) == ("telephone", settled.words, desk.id)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"grade": "other_agency"}, "agency"),
        ({"grade": "other_agency", "settled": Settled("Told.", "phone")}, "agency"),
        ({"grade": "other_agency", "settled": Settled("Told.", "phone", "x" * 121)}, "agency"),
        ({"grade": "other_agency", "settled": Settled(" ", "phone", "The council")}, "resolution"),
        ({"grade": "other_agency", "settled": Settled("Told.", "", "The council")}, "told_how"),
        ({"grade": "P4", "settled": Settled("Told.", "phone", "The council")}, "agency"),
        ({"grade": "P1", "settled": Settled("Told.", "phone")}, "resolution"),
        ({"grade": "P3", "settled": Settled("", "phone")}, "told_how"),
    ],
)
def test_what_settles_a_report_is_whole_or_refused(cast: Cast, changes: dict[str, object], field: str) -> None:
    report = received()
    with pytest.raises(Invalid) as refused:
        grade_report(actor=cast["call_taker"], report_id=report.id, grading=grading(**changes))
    assert refused.value.field == field
    assert stored(report).state == "received"
