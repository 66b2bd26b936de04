"""Every way through every report type. A new file in contact/report_types is walked here without any change."""

from collections.abc import Iterator
from itertools import chain, islice

import pytest

from bluelamp.contact.report_types import ReportType, report_type_faults, report_types
from bluelamp.journeys.data import Json
from bluelamp.journeys.definition import Files, Group, Journey, ListQuestion, text_of, version_of
from bluelamp.journeys.graph import reachable, route
from bluelamp.journeys.progress import all_done
from bluelamp.journeys.schema import answers_schema
from bluelamp.journeys.services.sending import unanswered
from bluelamp.journeys.survey import survey
from tests.integration.journeys_urls import RECEIVED
from tests.integration.journeys_walker import Walker
from tests.unit.journeys.schema_check import violations
from tests.unit.journeys.ways import Path, cover, paths, turns

TYPES = list(report_types().values())
_ONE_IN = 23  # of a type's paths; a prime, so that it keeps step with no question's number of answers
every_type = pytest.mark.parametrize("report", TYPES, ids=lambda report: report.slug)


def _covering() -> Iterator[tuple[ReportType, Path]]:
    """A few ways through each type that take every turn it has. From one question to another that both types before
    it have too, in the same words, is walked there."""
    walked = set[tuple[object, object]]()
    for report in TYPES:
        pages = {stop.name: stop for stop in (*report.journey, *report.journey.interrupts)}
        alike = {
            turn: (pages[turn[0].removeprefix("!")], pages.get(turn[1].removeprefix("!"), turn[1]))
            for path in cover(report.journey)
            for turn in turns(path)
        }
        ways = cover(report.journey, before=[turn for turn, said in alike.items() if said in walked])
        yield from ((report, path) for path in ways)
        walked |= set(alike.values())


COVERING = [
    pytest.param(report, number, path, id=f"{report.slug}-{number}")
    for number, (report, path) in enumerate(_covering())
]


def test_no_report_type_has_a_fault() -> None:
    assert [str(fault) for fault in report_type_faults()] == []
    assert TYPES


@every_type
def test_every_path_ends_complete(report: ReportType) -> None:
    journey = report.journey
    walked = 0
    for path in paths(journey):
        walked += 1
        pages = tuple(page for page in path.pages if not page.startswith("!"))
        assert tuple(stop.question.name for stop in route(journey, path.answers)) == pages
        assert all_done(journey, path.answers)
    assert walked == survey(journey).paths


@pytest.mark.parametrize("step", [_ONE_IN, pytest.param(1, marks=pytest.mark.long)])
@every_type
def test_answers_of_a_path_are_valid_and_fit_the_schema(report: ReportType, step: int) -> None:
    """What is answered is the same on many paths: all of them are checked in the long tests."""
    journey = report.journey
    schema = answers_schema(journey, version_of(journey))
    for path in chain(cover(journey), islice(paths(journey), 0, None, step)):
        assert unanswered(journey, path.answers) == {}
        assert violations(schema, reachable(journey, path.answers)) == []


@every_type
def test_every_path_without_one_answer_is_incomplete(report: ReportType) -> None:
    journey = report.journey
    schema = answers_schema(journey, version_of(journey))
    for path in cover(journey):
        for name, value in path.answers.items():
            if value is None or not journey.question(name).required:
                continue
            less = {other: kept for other, kept in path.answers.items() if other != name}
            assert name in unanswered(journey, less)
            assert violations(schema, reachable(journey, less))


@pytest.mark.django_db
@pytest.mark.urls("tests.integration.journeys_urls")
@pytest.mark.parametrize(("report", "number", "path"), COVERING)
def test_walk_in_a_browser_without_scripts(report: ReportType, number: int, path: Path) -> None:
    RECEIVED.clear()
    walked = Path(path.pages, {**path.answers, **_varied(report.journey, path.answers, number)})
    walker = Walker(report.journey)
    receipt = walker.walk(walked)

    [sent] = RECEIVED
    assert receipt == f"/sent/{sent.draft_id}"
    assert _comparable(report.journey, sent.answers) == _comparable(
        report.journey, reachable(report.journey, walked.answers)
    )
    assert violations(answers_schema(report.journey, sent.version), sent.answers) == []
    assert sent.version == version_of(report.journey)
    dangerous = [f"!{advice.name}" for advice in report.journey.interrupts if advice.danger]
    assert [f"!{name}" for name in sent.dangers] == [name for name in dangerous if name in path.pages]
    assert walker.client.get(f"{walker.base}/check")["Location"] == receipt  # and for ever the same


@pytest.mark.django_db
@every_type
def test_the_public_door_receives_it(report: ReportType) -> None:
    """The longest way of one type, the shortest of the next, through the real door to a real receipt."""
    number = TYPES.index(report)
    ways = sorted(cover(report.journey), key=lambda path: len(path.pages))
    path = ways[-(number % 2)]
    walker = Walker(report.journey, door="report")
    answers = {**path.answers, **_varied(report.journey, path.answers, number)}
    receipt = walker.walk(Path(path.pages, answers))
    assert walker.client.get(receipt).status_code == 200


def test_versions_are_canonical() -> None:
    texts = {text_of(report.journey) for report in TYPES}
    assert len(texts) == len(TYPES)


def _varied(journey: Journey, answers: dict[str, Json], number: int) -> dict[str, Json]:
    """Other valid answers where no condition cares, so that other paths post other examples."""
    varied = {}
    for name in answers:
        question = journey.question(name)
        value = question.examples()[number % len(question.examples())]
        changed = {**answers, name: value}
        same_route = [s.question for s in route(journey, changed)] == [s.question for s in route(journey, answers)]
        if same_route and _advice(journey, changed) == _advice(journey, answers):
            varied[name] = value
    return varied


def _advice(journey: Journey, answers: dict[str, Json]) -> list[str]:
    """The advice that the answers call for, for danger or not."""
    given = reachable(journey, answers)
    return [advice.name for advice in journey.interrupts if advice.when.holds(given)]


def _comparable(journey: Journey, answers: dict[str, Json]) -> dict[str, Json]:
    """Without what the server makes up: ids of items, and everything about files but their number."""
    same: dict[str, Json] = {}
    for name, value in answers.items():
        question = journey.question(name)
        if isinstance(question, Files) and isinstance(value, list):
            same[name] = len(value)
        elif isinstance(question, Group) and isinstance(value, list):
            same[name] = [{k: v for k, v in item.items() if k != "id"} for item in value if isinstance(item, dict)]
        else:
            assert not isinstance(question, ListQuestion)
            same[name] = value
    return same
