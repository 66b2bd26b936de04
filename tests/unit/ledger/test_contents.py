"""Entries as they stand in the table, in the order of their places, and what is missing said as missing."""

from pathlib import Path

import pytest

from bluelamp.core.ids import new_id
from bluelamp.ledger.contents import Standing, contents, standings, subjects_on_sheets
from bluelamp.ledger.encoding import SHEET_SIZE, hash_entry
from bluelamp.ledger.models import Entry, Leaf, Note
from bluelamp.ledger.tree import Place, TreeFiles
from tests.factories.ledger import entry, sealed

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_read_is_what_was_sealed(ledger_folder: Path) -> None:
    ids = sealed(ledger_folder, 5)
    found = contents([*ids, new_id()])
    assert set(found) == set(ids)
    places = TreeFiles(ledger_folder).places(0, 5)
    assert [hash_entry(found[place.entry_id]) for place in places] == [place.hash for place in places]


def test_entries_stand_in_the_order_asked_for_at_the_places_from_the_start(ledger_folder: Path) -> None:
    ids = sealed(ledger_folder, 5)
    found = standings(ids[2:], 2)
    assert [one.content.id for one in found if one.content] == ids[2:]
    assert [one.leaf for one in found] == TreeFiles(ledger_folder).places(2, 3)
    assert [one.note.text if one.note else None for one in standings(ids[:3], 0)] == [
        "Because somebody asked",
        None,
        "For the file",
    ]


def test_each_thing_that_is_gone_is_missed_alone(ledger_folder: Path, as_owner: None) -> None:
    ids = sealed(ledger_folder, 3)
    Entry.objects.filter(pk=ids[0]).delete()
    Leaf.objects.filter(index=1).delete()
    Note.objects.filter(pk=ids[2]).delete()
    first, second, third = standings(ids, 0)
    assert (first.content, first.leaf) == (None, TreeFiles(ledger_folder).places(0, 1)[0])
    assert second.leaf is None
    assert second.content is not None
    assert third.note is None
    assert third.content is not None
    assert third.leaf == Place(ids[2], hash_entry(third.content))


def test_a_place_says_who_stands_there_now(ledger_folder: Path) -> None:
    ids = sealed(ledger_folder, 2)
    (swapped,) = standings([ids[1]], 0)
    assert swapped.leaf is not None
    assert swapped.leaf.entry_id == ids[0]


def test_what_was_never_there_is_told_as_nothing() -> None:
    assert standings([new_id()], 0) == [Standing(None, None, None)]
    assert standings([], 0) == []


def test_subjects_on_sheets_come_in_the_order_they_were_seen() -> None:
    names = [f"test.thing:{number}" for number in range(2 * SHEET_SIZE + 1)]
    assert subjects_on_sheets(entry(*names)) == names
    assert subjects_on_sheets(entry("test.thing:1")) == []  # stands in the entry itself
