"""What an entry says, and what it can never say in clear."""

from uuid import UUID

import pytest
from django.db import transaction

from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.errors import NotFound, UnrecordedWrite
from bluelamp.core.ids import new_id
from bluelamp.core.merkle import leaf_hash, root_of
from bluelamp.core.roles import Role
from bluelamp.ledger.encoding import SHEET_SIZE, note_digest
from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.models import Entry, Note
from bluelamp.ledger.services import erase_note, record, record_batch
from tests.factories.ledger import ACTOR, entry, personal_row

OFFICER = Actor(ActorKind.STAFF, new_id(), frozenset({Role.RESPONDER, Role.DETECTIVE}))


@pytest.mark.django_db
def test_who_what_when_and_why() -> None:
    row, matter = personal_row(), new_id()
    made = record(
        actor=OFFICER,
        act=Act.DISCLOSURE,
        action="incidents.incident.disclose",
        subjects=[row, "records.person:1"],
        matter=matter,
        purpose=Purpose.INVESTIGATION,
        reason="The prosecutor asked",
        recipients=["partner:cps"],
    )
    found, note = Entry.objects.get(pk=made), Note.objects.get(pk=made)
    assert (found.actor_kind, found.actor_id, found.roles) == ("staff", OFFICER.id, ["detective", "responder"])
    assert found.subjects == [f"incidents.incident:{row.pk}", "records.person:1"]
    assert (found.act, found.action, found.purpose) == ("disclosure", "incidents.incident.disclose", "investigation")
    assert (found.matter_id, found.recipients) == (matter, ["partner:cps"])
    assert found.note_digest is not None
    assert bytes(found.note_digest) == note_digest(bytes(note.salt), "The prosecutor asked")
    assert "prosecutor" not in str(vars(found))


@pytest.mark.django_db
def test_salts_differ() -> None:
    made = [Entry.objects.get(pk=entry("x", reason="same")) for _ in range(2)]
    assert bytes(made[0].salt) != bytes(made[1].salt)
    assert made[0].note_digest != made[1].note_digest


@pytest.mark.django_db
@pytest.mark.parametrize("count", [0, 1, 5])
def test_a_batch_is_one_entry_with_its_root(count: int) -> None:
    leaves = [f"row {number}".encode() for number in range(count)]
    made = record_batch(actor=ACTOR, act=Act.COLLECTION, action="test.rows.load", leaves=iter(leaves))
    found = Entry.objects.get(pk=made)
    assert found.batch_root is not None
    assert (bytes(found.batch_root), found.batch_size) == (root_of(map(leaf_hash, leaves)), count)


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused() -> None:
    with pytest.raises(UnrecordedWrite, match="outside a transaction"):
        record(actor=ACTOR, act=Act.COLLECTION, action="test.thing.make", subjects=[])


@pytest.mark.django_db
def test_an_act_or_purpose_that_the_law_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="peeking"):
        record(actor=ACTOR, act="peeking", action="test.thing.peek", subjects=[])  # type: ignore[arg-type] # a slip


@pytest.mark.django_db
def test_a_batch_about_many_rows_keeps_them_on_sheets_beside_its_root() -> None:
    subjects = [f"test.thing:{number}" for number in range(SHEET_SIZE * 2)]
    made = record_batch(actor=ACTOR, act=Act.COLLECTION, action="test.load", leaves=[b"x"], subjects=subjects)
    found = Entry.objects.get(pk=made)
    assert found.batch_size == 1
    assert found.subjects[0].startswith("ledger.sheet:2000:")


@pytest.mark.django_db
def test_the_application_cannot_erase() -> None:
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        erase_note(actor=ACTOR, entry=entry(reason="x"), reason="Asked for")


@pytest.mark.usefixtures("as_owner")
def test_the_owner_erases_a_reason_and_the_erasure_is_recorded() -> None:
    matter = new_id()
    made = entry(reason="Names the wrong man", matter=matter)
    erasure = Entry.objects.get(pk=erase_note(actor=ACTOR, entry=made, reason="Court order"))
    assert not Note.objects.filter(pk=made).exists()
    assert (erasure.act, erasure.subjects, erasure.matter_id) == (Act.ERASURE, [f"ledger.note:{made}"], matter)
    for nothing in (made, UUID(int=1)):
        with pytest.raises(NotFound, match="keeps no reason"):
            erase_note(actor=ACTOR, entry=nothing, reason="Again")
