"""Who sees which files and opens their bytes, and that every look is on the ledger."""

from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from bluelamp.access.enums import Relation
from bluelamp.access.services import involve
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotAllowed, NotFound, UnloggedReading
from bluelamp.core.ids import new_id
from bluelamp.files import selectors, services
from bluelamp.files.errors import BlobDamaged, BlobMissing
from bluelamp.files.objects import key_of
from bluelamp.files.store import store
from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import Reading, reading
from tests.factories import files
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
JOB = Actor.job("test")


def look(actor: Actor) -> AbstractContextManager[Reading]:
    return reading(actor=actor, purpose=Purpose.EVIDENCE, action="files.file.read")


@pytest.mark.parametrize("who", ["call_taker", "supervisor", "exhibits_officer", "crime_registrar"])
def test_who_sees_every_file(cast: Cast, storage: Path, who: str) -> None:
    matter = new_id()
    kept = files.kept_file(matter_id=matter)
    with look(cast[who]):
        assert selectors.for_matter(actor=cast[who], matter_id=matter) == [kept]
        assert b"".join(selectors.open_bytes(actor=cast[who], stored=kept)) == files.jpeg()


@pytest.mark.parametrize("who", ["dispatcher", "responder", "detective", "rtic_analyst"])
def test_who_sees_the_files_of_their_own_matters(cast: Cast, storage: Path, who: str) -> None:
    mine, other = new_id(), new_id()
    kept, hidden = files.kept_file(matter_id=mine), files.kept_file(matter_id=other)
    involve(actor=JOB, matter=mine, who=cast[who].id, relation=Relation.ASSIGNED)
    with look(cast[who]):
        assert selectors.for_matter(actor=cast[who], matter_id=mine) == [kept]
        assert selectors.for_matter(actor=cast[who], matter_id=other) == []
        with pytest.raises(NotFound):
            selectors.stored_file(actor=cast[who], file_id=hidden.id)
        with pytest.raises(NotAllowed):
            selectors.open_bytes(actor=cast[who], stored=hidden)


@pytest.mark.parametrize("who", ["analyst", "auditor", "administrator", "outsider"])
def test_who_sees_no_files(cast: Cast, storage: Path, who: str) -> None:
    matter = new_id()
    kept = files.kept_file(matter_id=matter)
    with look(cast[who]):
        assert selectors.for_matter(actor=cast[who], matter_id=matter) == []
        with pytest.raises(NotAllowed):
            selectors.open_bytes(actor=cast[who], stored=kept)


def test_a_citizen_sees_what_they_sent_and_no_more(cast: Cast, storage: Path) -> None:
    mine, other = new_id(), new_id()
    kept, hidden = files.kept_file(matter_id=mine), files.kept_file(matter_id=other)
    involve(actor=JOB, matter=mine, who=cast["citizen"].id, relation=Relation.OWN)
    involve(actor=JOB, matter=other, who=cast["citizen"].id, relation=Relation.ASSIGNED)
    with look(cast["citizen"]):
        assert selectors.stored_file(actor=cast["citizen"], file_id=kept.id) == kept
        with pytest.raises(NotFound):
            selectors.stored_file(actor=cast["citizen"], file_id=hidden.id)


def test_a_staged_file_is_for_its_sender_and_jobs(cast: Cast, storage: Path) -> None:
    stored = files.staged_file(actor=cast["citizen"])
    assert selectors.may_read(actor=cast["citizen"], stored=stored)
    assert selectors.may_read(actor=JOB, stored=stored)
    assert not selectors.may_read(actor=Actor.receipt(new_id()), stored=stored)
    assert not selectors.may_read(actor=Actor.public(), stored=stored)


@pytest.mark.parametrize("who", ["public", "call_taker"])
def test_staff_open_no_staged_file_but_their_own(cast: Cast, storage: Path, who: str) -> None:
    actor = Actor.public() if who == "public" else cast[who]
    stored = files.staged_file(actor=actor)
    assert selectors.may_read(actor=actor, stored=stored)
    for other in ("supervisor", "exhibits_officer", "administrator"):
        assert not selectors.may_read(actor=cast[other], stored=stored)
        with reading(actor=cast[other], purpose=Purpose.INVESTIGATION, action="test"), pytest.raises(NotFound):
            selectors.stored_file(actor=cast[other], file_id=stored.id)


def test_staff_see_a_file_once_it_was_sent(cast: Cast, storage: Path) -> None:
    kept = files.kept_file(matter_id=new_id())
    assert selectors.may_read(actor=cast["call_taker"], stored=kept)


def test_seeing_a_file_is_on_the_ledger_and_not_seen_without(cast: Cast, storage: Path) -> None:
    matter = new_id()
    kept = files.kept_file(matter_id=matter)
    with pytest.raises(UnloggedReading):
        selectors.for_matter(actor=cast["call_taker"], matter_id=matter)
    with look(cast["call_taker"]):
        selectors.for_matter(actor=cast["call_taker"], matter_id=matter)
    entry = Entry.objects.latest("at")
    assert (entry.act, entry.actor_id, entry.matter_id) == (Act.CONSULTATION, cast["call_taker"].id, matter)
    assert entry.subjects == [f"files.storedfile:{kept.id}"]


def test_changed_bytes_are_noticed_while_reading(cast: Cast, storage: Path) -> None:
    kept = files.kept_file(matter_id=new_id())
    (storage / key_of(kept.sha256)).write_bytes(files.jpeg()[:-1] + b"\x00")
    with pytest.raises(BlobDamaged):
        list(selectors.open_bytes(actor=JOB, stored=kept))


def test_missing_bytes_are_said_at_once(cast: Cast, storage: Path) -> None:
    kept = files.kept_file(matter_id=new_id())
    store().delete(kept.sha256)
    with pytest.raises(BlobMissing):
        selectors.open_bytes(actor=JOB, stored=kept)


def test_a_citizen_sees_what_officers_added_once_it_is_given(cast: Cast, storage: Path) -> None:
    matter = new_id()
    involve(actor=JOB, matter=matter, who=cast["citizen"].id, relation=Relation.OWN)
    kept = files.kept_file(matter_id=matter, actor=cast["exhibits_officer"])
    given = files.staged_file(actor=cast["exhibits_officer"], content=files.png())
    services.keep(actor=cast["exhibits_officer"], file_id=given.id, matter_id=matter, given=True)
    with look(cast["citizen"]):
        assert [one.id for one in selectors.for_matter(actor=cast["citizen"], matter_id=matter)] == [given.id]
        with pytest.raises(NotFound):
            selectors.stored_file(actor=cast["citizen"], file_id=kept.id)
    assert not selectors.may_read(actor=cast["citizen"], stored=kept)


@pytest.mark.parametrize(("who", "opens"), [("call_taker", False), ("supervisor", True)])
def test_what_needs_more_than_reading_files_is_not_listed_and_is_opened_by_who_may(
    cast: Cast, storage: Path, who: str, opens: bool
) -> None:
    matter, stored = new_id(), files.staged_file()
    kept = services.keep(actor=JOB, file_id=stored.id, matter_id=matter, needs="evidence.statement.read")
    with look(cast[who]):
        assert selectors.for_matter(actor=cast[who], matter_id=matter) == []
        assert selectors.may_read(actor=cast[who], stored=kept) is opens


def test_only_the_part_that_is_asked_for_is_read(storage: Path) -> None:
    kept = files.kept_file(matter_id=new_id(), content=files.pdf(), name="a.pdf")
    assert b"".join(selectors.open_bytes(actor=JOB, stored=kept, first=1, last=4)) == files.pdf()[1:5]
