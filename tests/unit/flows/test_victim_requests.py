"""What victims write after their report: whose it is to answer, what is urgent, and until when it may be asked."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bluelamp.contact.models import Report
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Conflict, NotFound
from bluelamp.evidence.models import Exhibit
from bluelamp.files.models import StoredFile
from bluelamp.flows import victim_requests as flow
from bluelamp.flows.grade_report import grade_report
from bluelamp.investigations import services as investigations
from bluelamp.investigations.models import Crime
from bluelamp.journeys.data import Json
from bluelamp.journeys.types import Submitted
from bluelamp.ledger.reading import writing
from bluelamp.victims.asked import JOURNEYS
from bluelamp.victims.models import Satisfaction, VictimRequest
from tests.factories.files import png, staged_file
from tests.factories.rooms import case, crime, grading, received
from tests.factories.submitted import answered
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
STOP: dict[str, Json] = {"pressure": "no", "because": ["time"]}
REVIEW: dict[str, Json] = {"why": "I do not agree."}
MORE: dict[str, Json] = {"words": "He limped."}


def sent(slug: str, answers: dict[str, Json], **more: object) -> Submitted:
    return answered(JOURNEYS[slug], answers, **more)


def write(report: Report, slug: str, answers: dict[str, Json]) -> VictimRequest:
    return _kept(flow.make_request, report, sent(slug, answers))


def _kept(receive: Callable[..., None], report: Report, submitted: Submitted) -> VictimRequest:
    receive(actor=Actor.receipt(report.id), report_id=report.id, submitted=submitted)
    with writing():
        return VictimRequest.objects.get(draft_id=submitted.draft_id)


def investigated(cast: Cast, report: Report) -> Crime:
    recorded = crime(cast, report.matter_id, report_id=report.id)
    case(cast, report.matter_id, owner="detective")
    return recorded


def stopped(cast: Cast, recorded: Crime) -> None:
    investigations.record_outcome(actor=cast["detective"], crime_id=recorded.id, code=18, reason="No suspect.")


@pytest.mark.parametrize(
    ("slug", "answers", "kind"),
    [
        ("personal-statement", {"words": "I do not sleep.", "read_out": "later"}, "statement"),
        ("stop", STOP, "withdrawal"),
    ],
)
def test_what_they_write_is_kept_as_what_it_is(slug: str, answers: dict[str, Json], kind: str) -> None:
    made = write(received(), slug, answers)
    assert (made.kind, made.answers, made.owner_id, made.not_by) == (kind, answers, None, None)


@pytest.mark.parametrize(
    ("risk", "answers", "flagged"),
    [
        ("3_standard", STOP, False),
        ("3_standard", STOP | {"pressure": "yes"}, True),
        ("3_standard", STOP | {"pressure": "not_say"}, True),
        ("3_standard", {"because": ["time"]}, True),  # who does not say that nobody presses them
        ("1_high", STOP, True),
    ],
)
def test_a_wish_to_stop_is_looked_at_first_unless_nobody_is_in_danger(
    risk: str, answers: dict[str, Json], flagged: bool
) -> None:
    assert write(received(risk), "stop", answers).flagged is flagged


def test_a_statement_is_not_urgent_only_because_the_report_was() -> None:
    assert not write(received("1_high"), "personal-statement", {"words": "I do not sleep.", "read_out": "no"}).flagged


def test_a_review_is_for_somebody_other_than_whoever_decided(cast: Cast) -> None:
    report = received()
    stopped(cast, investigated(cast, report))
    assert write(report, "ask-for-review", REVIEW).not_by == cast["detective"].id
    assert write(report, "stop", STOP).not_by is None, "whoever speaks with them may be whoever knows them"


def test_before_a_decision_there_is_nothing_to_review(cast: Cast) -> None:
    report = received()
    investigated(cast, report)
    with pytest.raises(Conflict, match="no decision yet"):
        write(report, "ask-for-review", REVIEW)
    assert not VictimRequest.objects.exists()


@pytest.mark.parametrize(("days", "late"), [(92, False), (93, True)])
def test_a_review_can_be_asked_for_until_its_last_day(cast: Cast, days: int, late: bool) -> None:
    report = received()
    stopped(cast, investigated(cast, report))
    with clock.shifted(timedelta(days=days)):
        if late:
            with pytest.raises(Conflict, match="say why you ask only now"):
                write(report, "ask-for-review", REVIEW)
        else:
            assert write(report, "ask-for-review", REVIEW).kind == "review"


def test_nobody_writes_about_somebody_elses_report() -> None:
    report, other = received(), received()
    for receive, submitted in (
        (flow.make_request, sent("stop", STOP)),
        (flow.send_more, sent("more-evidence", MORE)),
        (flow.rate, sent("how-we-did", {"rating": "good"})),
    ):
        with pytest.raises(NotFound):
            receive(actor=Actor.receipt(other.id), report_id=report.id, submitted=submitted)
    assert not VictimRequest.objects.exists()


@pytest.mark.parametrize("graded", [False, True])
def test_more_evidence_is_kept_at_once_and_an_exhibit_once_the_desk_has_decided(cast: Cast, graded: bool) -> None:
    report, photo = received(), staged_file(content=png(), name="doorbell.png")
    if graded:
        grade_report(actor=cast["call_taker"], report_id=report.id, grading=grading())
    _kept(flow.send_more, report, sent("more-evidence", MORE, files=(photo.id,)))
    with writing():
        assert StoredFile.objects.get(pk=photo.id).matter_id == report.matter_id
        assert [exhibit.title for exhibit in Exhibit.objects.all()] == (["doorbell.png"] if graded else [])


@pytest.mark.parametrize("risk", ["1_high", "3_standard"])
def test_more_evidence_waits_for_the_investigator_where_there_is_one(cast: Cast, risk: str) -> None:
    report = received(risk)
    first = _kept(flow.send_more, report, sent("more-evidence", MORE))
    assert (first.owner_id, first.flagged) == (None, risk == "1_high")
    investigated(cast, report)
    assert _kept(flow.send_more, report, sent("more-evidence", MORE)).owner_id == cast["detective"].id


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        (
            {"rating": "poor", "shortfalls": ["slow", "nonsense"], "confidence": "fair"},
            ("poor", ["slow"], "fair"),
        ),
        ({"rating": "good", "shortfalls": "slow", "confidence": None}, ("good", [], "")),
        ({"rating": "good"}, ("good", [], "")),
    ],
)
def test_what_they_think_is_kept_apart_and_counted_once(
    answers: dict[str, Json], kept: tuple[str, list[str], str]
) -> None:
    report = received()
    for _ in range(2):
        flow.rate(actor=Actor.receipt(report.id), report_id=report.id, submitted=sent("how-we-did", answers))
    with writing():
        [said] = Satisfaction.objects.all()
    assert (said.rating, said.shortfalls, said.confidence) == kept
    assert str(report.id) not in str(said.__dict__)
    assert str(report.matter_id) not in str(said.__dict__)
