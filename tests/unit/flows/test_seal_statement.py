"""A signature makes an exhibit and a version of the very bytes that were printed, together and once."""

import pytest

from bluelamp.access.enums import Relation
from bluelamp.access.services import involve
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid, NotAllowed, NotFound
from bluelamp.evidence import services as evidence
from bluelamp.evidence.enums import Method, ReadBy
from bluelamp.evidence.errors import ReadOtherWords
from bluelamp.evidence.models import Exhibit, Statement, StatementVersion
from bluelamp.files.models import StoredFile
from bluelamp.flows.seal_statement import seal_statement
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import writing
from tests.factories.rooms import received
from tests.factories.statements import drafted, new_statement, signed, signing
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def kept() -> tuple[int, int, int]:
    """How many versions, exhibits and files."""
    return StatementVersion.objects.count(), Exhibit.objects.count(), StoredFile.objects.count()


def state(statement: Statement) -> str:
    with writing():
        return str(Statement.objects.get(pk=statement.pk).state)


def test_what_was_signed_is_an_exhibit_that_only_readers_of_statements_open() -> None:
    statement = drafted()
    version = signed(statement)
    with writing():
        exhibit = Exhibit.objects.get()
        stored = StoredFile.objects.get()
    assert version.sha256 == exhibit.sha256 == stored.sha256
    assert (exhibit.matter_id, stored.matter_id) == (statement.matter_id, statement.matter_id)
    assert (exhibit.title, stored.name) == (f"Witness statement {statement.reference}", f"{statement.reference}.pdf")
    assert stored.needs == "evidence.statement.read"
    assert stored.media_type == "application/pdf"
    assert f"evidence.exhibit:{exhibit.id}" in Entry.objects.get(pk=version.entry_id).subjects
    assert state(statement) == "signed"


def test_pressed_twice_it_is_signed_once() -> None:
    statement = drafted()
    said, witness = signing(statement.id), Actor.receipt(statement.report_id or statement.id)
    first, again = (seal_statement(actor=witness, statement_id=statement.id, signing=said) for _ in range(2))
    assert first == again
    assert kept() == (1, 1, 1)


@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        ({"edition": 99}, ReadOtherWords, "has changed"),
        ({"signature": "  "}, Invalid, "Type your full name"),
        ({"signature": "x" * 201}, Invalid, "at most 200"),
        ({"method": Method.WITH_OFFICER}, NotAllowed, "on your own page"),
        ({"read_by": ReadBy.READER}, Invalid, "read by the witness"),
    ],
)
def test_what_is_refused_leaves_neither_a_file_nor_an_exhibit(
    changes: dict[str, object], error: type[Exception], words: str
) -> None:
    statement = drafted()
    witness = Actor.receipt(statement.report_id or statement.id)
    with pytest.raises(error, match=words):
        seal_statement(actor=witness, statement_id=statement.id, signing=signing(statement.id, **changes))
    assert kept() == (0, 0, 0)
    assert state(statement) == "draft"


def test_nobody_signs_the_statement_of_another_report() -> None:
    statement, other = drafted(), received()
    with pytest.raises((NotFound, NotAllowed)):
        seal_statement(actor=Actor.receipt(other.id), statement_id=statement.id, signing=signing(statement.id))
    assert kept() == (0, 0, 0)


def test_an_officer_seals_what_a_witness_signs_beside_them_on_a_matter_without_a_report(cast: Cast) -> None:
    officer, report = cast["responder"], received()
    involve(actor=Actor.job("test"), matter=report.matter_id, who=officer.id, relation=Relation.ASSIGNED)
    statement = evidence.begin_statement(actor=officer, matter_id=report.matter_id, new=new_statement())
    said = signing(statement.id, method=Method.WITH_OFFICER)
    version = seal_statement(actor=officer, statement_id=statement.id, signing=said)
    assert version.taken_by == officer.id
    assert kept() == (1, 1, 1)
