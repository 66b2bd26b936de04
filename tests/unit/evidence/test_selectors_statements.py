"""Who sees which statement: its witness their own, officers those of their matters, and nobody what was thrown away."""

from typing import Any

import pytest

from bluelamp.access.enums import Relation
from bluelamp.access.services import involve
from bluelamp.contact.models import Report
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotAllowed, NotFound
from bluelamp.evidence import selectors, services
from bluelamp.evidence.models import Statement
from bluelamp.ledger.reading import writing
from tests.factories.rooms import received
from tests.factories.statements import CONTACT, drafted, new_statement, signed
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
JOB = Actor.job("test")


@pytest.fixture
def report() -> Report:
    return received()


def sees(actor: Actor, statement: Statement) -> bool:
    """By every door that leads to it, which agree."""
    with writing():
        found = {
            statement.id in [one.statement.id for one in listed]
            for listed in (
                selectors.statements_for_matter(actor=actor, matter_id=statement.matter_id),
                selectors.statements_for_matters(actor=actor, matters=[statement.matter_id]),
            )
        }
        try:
            selectors.statement(actor=actor, statement_id=statement.id)
        except NotFound:
            found.add(False)
        else:
            found.add(True)
    assert len(found) == 1
    return found.pop()


def works_on(actor: Actor, report: Report, relation: Relation = Relation.ASSIGNED) -> Actor:
    involve(actor=JOB, matter=report.matter_id, who=actor.id, relation=relation)
    return actor


@pytest.mark.parametrize(
    ("role", "before", "after"),
    [
        ("detective", False, True),
        ("responder", False, True),
        ("supervisor", True, True),
        ("exhibits_officer", True, True),
        ("call_taker", False, False),
        ("crime_registrar", False, False),
        ("analyst", False, False),
    ],
)
def test_officers_see_the_statements_of_the_matters_they_work_on(
    cast: Cast, report: Report, role: str, before: bool, after: bool
) -> None:
    statement = drafted(report=report)
    assert sees(cast[role], statement) is before
    assert sees(works_on(cast[role], report), statement) is after


def test_of_two_who_reported_the_same_each_sees_what_they_stated_themselves(cast: Cast, report: Report) -> None:
    second = received(matter_id=report.matter_id)
    first, other = drafted("One man.", report=report), drafted("Two men.", report=second)
    for whose, theirs, not_theirs in ((report, first, other), (second, other, first)):
        witness = Actor.receipt(whose.id)
        assert sees(witness, theirs)
        assert not sees(witness, not_theirs)
        with writing():
            assert selectors.statements_for_report(actor=witness, report_id=not_theirs.report_id or whose.id) == []


def test_what_an_officer_took_from_somebody_is_not_there_for_whoever_reported(cast: Cast, report: Report) -> None:
    officer = works_on(cast["responder"], report)
    taken = services.begin_statement(actor=officer, matter_id=report.matter_id, new=new_statement())
    assert sees(officer, taken)
    assert not sees(Actor.receipt(report.id), taken)


def test_what_was_thrown_away_is_shown_to_nobody(cast: Cast, report: Report) -> None:
    witness, statement = Actor.receipt(report.id), drafted(report=report)
    services.discard_statement(actor=witness, statement_id=statement.id)
    for actor in (witness, cast["supervisor"], works_on(cast["detective"], report)):
        assert not sees(actor, statement)


def test_only_a_version_that_was_signed_is_there(cast: Cast, report: Report) -> None:
    witness, statement = Actor.receipt(report.id), drafted(report=report)
    read: tuple[Any, ...] = (selectors.signed_version, selectors.stored_file_of_version)
    with writing():
        for selector in read:
            with pytest.raises(NotFound):
                selector(actor=witness, statement_id=statement.id, number=1)
    version = signed(statement)
    with writing():
        found = selectors.stored_file_of_version(actor=witness, statement_id=statement.id, number=1)
        assert found.sha256 == version.sha256
        for selector in read:
            with pytest.raises(NotFound):
                selector(actor=witness, statement_id=statement.id, number=2)
            with pytest.raises(NotFound):
                selector(actor=cast["detective"], statement_id=statement.id, number=1)


def test_where_a_witness_lives_is_for_whoever_works_on_the_matter(cast: Cast, report: Report) -> None:
    statement, detective = drafted(report=report), works_on(cast["detective"], report)
    with writing():
        assert selectors.contact_of_witness(actor=detective, statement_id=statement.id) == CONTACT
        for who in ("supervisor", "exhibits_officer"):
            assert selectors.contact_of_witness(actor=cast[who], statement_id=statement.id) == {}
        with pytest.raises(NotFound):
            selectors.contact_of_witness(actor=cast["responder"], statement_id=statement.id)


def test_bytes_are_known_as_what_was_signed_by_those_who_may_see_it(cast: Cast, report: Report) -> None:
    version = signed(drafted(report=report))
    with writing():
        typed = f"  {version.sha256.upper()}\n"
        found = selectors.sealed_as(actor=cast["supervisor"], sha256=typed)
        assert found is not None
        assert (found.version.id, found.is_latest) == (version.id, True)
        assert selectors.sealed_as(actor=cast["supervisor"], sha256="0" * 64) is None
        assert selectors.sealed_as(actor=cast["detective"], sha256=version.sha256) is None
        with pytest.raises(NotAllowed):
            selectors.sealed_as(actor=cast["call_taker"], sha256=version.sha256)
    assert latest_after_a_correction(cast, version.statement_id, report) == [False, True]


def latest_after_a_correction(cast: Cast, statement_id: Any, report: Report) -> list[bool]:
    """Whether the first and the second version are the latest, once it was corrected."""
    witness = Actor.receipt(report.id)
    services.amend_statement(actor=witness, statement_id=statement_id, reason="The colour was wrong.")
    with writing():
        statement = Statement.objects.get(pk=statement_id)
    signed(statement)
    with writing():
        versions = selectors.statement(actor=witness, statement_id=statement_id).versions
        assert [one.number for one in versions] == [2, 1], "the latest first"
        sealed = [selectors.sealed_as(actor=cast["supervisor"], sha256=one.sha256) for one in reversed(versions)]
    return [one is not None and one.is_latest for one in sealed]
