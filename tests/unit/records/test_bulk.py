"""Bulk loads: one entry on the ledger each."""

from datetime import date

import pytest

from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid, NotAllowed
from bluelamp.core.ids import new_id
from bluelamp.ledger.enums import Act
from bluelamp.ledger.models import Entry
from bluelamp.records import selectors, services
from bluelamp.records.enums import LinkKind
from bluelamp.records.models import Person
from bluelamp.records.types import Born, PersonDetails, PersonRow
from tests.factories.records import looking, open_matter
from tests.plugins.cast import Cast

JOB = Actor.job("test")


def row(name: str, **more: object) -> PersonRow:
    given, _, family = name.rpartition(" ")
    born = Born.on(date(1990, 1, 1))
    return PersonRow(details=PersonDetails(given=given, family=family, born=born), id=new_id(), **more)  # type: ignore[arg-type] # whichever a test gives


def test_a_load_is_one_entry_with_the_root_of_its_rows(cast: Cast) -> None:
    before = Entry.objects.count()
    rows = [row(f"Ann Number{number}") for number in range(300)]
    assert services.add_people_bulk(actor=JOB, rows=iter(rows), source="import:1") == 300
    (entry,) = Entry.objects.order_by("txid", "id")[before:]
    assert (entry.act, entry.action, entry.batch_size) == (Act.COLLECTION, "records.person.load", 300)
    assert len(bytes(entry.batch_root or b"")) == 32
    assert Person.objects.count() == 300


def test_loaded_people_are_found_in_their_matters(cast: Cast) -> None:
    matter = open_matter(cast["detective"])
    mine, nowhere = row("Zoë Quill", matter=matter.id, kind=LinkKind.VICTIM_OF), row("Zoe Quill")
    services.add_people_bulk(actor=JOB, rows=[mine, nowhere], source="import:1")
    with looking(cast["detective"]) as actor:
        assert [one.pk for one in selectors.find_people(actor=actor, name="Zoe Quil")] == [mine.id]
        (link,) = selectors.matter_with_links(actor=actor, matter=matter.id).links
    assert (link.kind, link.category, link.said_in) == (LinkKind.VICTIM_OF, "victim", "import:1")


def test_one_bad_row_loads_nothing(cast: Cast) -> None:
    rows = [row("Ann Example"), PersonRow(details=PersonDetails(), id=new_id())]
    with pytest.raises(Invalid):
        services.add_people_bulk(actor=JOB, rows=rows, source="import:1")
    assert not Person.objects.exists()


def test_nothing_to_load_is_no_fault(cast: Cast) -> None:
    assert services.add_people_bulk(actor=JOB, rows=[], source="import:1") == 0


def test_only_who_may_loads(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        services.add_people_bulk(actor=cast["detective"], rows=[], source="import:1")
