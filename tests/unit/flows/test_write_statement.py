"""A witness writes alone only where nobody has to be with them: decided again, whatever the pages showed."""

from datetime import timedelta
from typing import Any

import pytest

from bluelamp.access.enums import Relation
from bluelamp.access.services import involve
from bluelamp.contact.models import Report
from bluelamp.contact.report_types import report_types
from bluelamp.core.actor import Actor
from bluelamp.core.clock import today
from bluelamp.core.errors import Conflict, NotAllowed, NotFound
from bluelamp.evidence.models import OfficerRequest, Statement
from bluelamp.evidence.statements.questions import STATEMENT, STATEMENT_WITH_OFFICER
from bluelamp.flows.submit_report import submit_report
from bluelamp.flows.write_statement import take_statement, write_statement
from bluelamp.journeys import versions
from bluelamp.journeys.data import Json
from bluelamp.journeys.types import Submitted
from bluelamp.ledger.reading import writing
from bluelamp.ledger.writing import service
from tests.factories.rooms import matter
from tests.factories.submitted import answered
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
WRITTEN: dict[str, Json] = {
    "applies": ["none"],
    "name": {"given": "Sam", "family": "Okafor"},
    "occupation": "Bus driver",
    "address": {"known": "near", "near": "By the canal"},
    "phone": "+441632960001",
    "where": "At the bus stop",
    "doing": "I waited.",
    "events": [{"event": "A man ran past me."}],
    "saw": "no",
}


@service
def _reported(slug: str, answers: dict[str, Json], *, actor: Actor) -> Report:
    journey = report_types()[slug].journey
    versions.keep(journey)
    report_id = submit_report(actor=actor, submitted=answered(journey, answers))
    with writing():
        return Report.objects.get(pk=report_id)


def reported(slug: str = "something-suspicious", **answers: Json) -> Report:
    return _reported(slug, answers, actor=Actor.public())


def statement(**changes: Json) -> Submitted:
    return answered(STATEMENT, WRITTEN | changes)


def write(report: Report, submitted: Submitted) -> Statement | None:
    return write_statement(actor=Actor.receipt(report.id), report_id=report.id, submitted=submitted)


def asked() -> OfficerRequest:
    with writing():
        return OfficerRequest.objects.get()


def test_a_witness_who_may_write_alone_has_a_first_text_in_their_words() -> None:
    report = reported()
    made = write(report, statement())
    assert made is not None
    assert (made.matter_id, made.report_id, made.taken_by) == (report.matter_id, report.id, None)
    assert "A man ran past me." in made.text
    assert made.witness["name"] == "Sam Okafor"
    assert made.contact["phone"] == "01632 960001"
    for kept_apart in ("canal", "960001"):
        assert kept_apart not in made.text
    assert not OfficerRequest.objects.exists()


def test_the_same_answers_twice_are_one_statement() -> None:
    report, once = reported(), statement()
    write(report, once)
    with pytest.raises(Conflict, match="sent before"):
        write(report, once)
    assert Statement.objects.count() == 1


@pytest.mark.parametrize(
    ("slug", "said", "applies", "why"),
    [
        ("something-suspicious", {}, ["child"], ["child"]),
        ("something-suspicious", {}, ["none", "afraid"], ["afraid"]),
        ("domestic-abuse", {}, ["none"], ["kind"]),
        ("burglary", {"threat": "weapon"}, ["none"], ["threat"]),
        ("burglary", {"threat": "threat"}, ["wish"], ["threat", "wish"]),
    ],
)
def test_whoever_should_not_write_alone_has_asked_for_an_officer_instead(
    slug: str, said: dict[str, Json], applies: list[str], why: list[str]
) -> None:
    report = reported(slug, **said)
    assert write(report, statement(applies=list(applies), suits="Mornings.")) is None
    assert not Statement.objects.exists()
    found = asked()
    assert (found.report_id, found.matter_id, found.why) == (report.id, report.matter_id, why)


@pytest.mark.parametrize("applies", ["child", None, {"child": 1}, [1, "child"]])
def test_an_answer_of_another_shape_breaks_nothing_and_is_not_read_as_a_yes_to_writing_alone(applies: Json) -> None:
    report = reported("domestic-abuse")
    sent = statement()
    sent.answers["applies"] = applies  # as no page of ours sends it
    assert write(report, sent) is None
    assert "kind" in asked().why


@pytest.mark.parametrize(("part", "alone"), [("victim", False), ("for_somebody", True)])
def test_a_child_does_not_write_alone_even_when_nothing_was_ticked(part: str, alone: bool) -> None:
    """The victim's age is the writer's where the victim writes."""
    born = (today() - timedelta(days=365 * 12)).isoformat()
    report = reported("burglary", part=part, **{"your_born" if part == "victim" else "victim_born": born})
    assert (write(report, statement()) is not None) == alone
    if not alone:
        assert asked().why == ["child"]


def test_what_suits_them_reaches_the_officer() -> None:
    write(reported(), statement(applies=["wish"], suits="After school, with my aunt."))
    assert asked().words == "After school, with my aunt."


def test_nobody_writes_a_statement_to_somebody_elses_report() -> None:
    report, other = reported(), reported()
    with pytest.raises(NotFound):
        write_statement(actor=Actor.receipt(other.id), report_id=report.id, submitted=statement())


def test_an_officer_takes_it_on_a_matter_of_theirs_from_whomever_it_is(cast: Cast) -> None:
    where, officer = matter(), cast["responder"]
    answers: dict[str, Any] = {**WRITTEN, "adult_witness": "no", "age": 12, "adult": "Her aunt"}
    sent = answered(STATEMENT_WITH_OFFICER, answers)
    with pytest.raises(NotAllowed):
        take_statement(actor=officer, matter_id=where, submitted=sent)
    involve(actor=Actor.job("test"), matter=where, who=officer.id, relation=Relation.ASSIGNED)
    made = take_statement(actor=officer, matter_id=where, submitted=sent)
    assert (made.matter_id, made.report_id, made.taken_by) == (where, None, officer.id)
    assert not OfficerRequest.objects.exists()
