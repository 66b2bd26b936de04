"""Personal data has one door: rows note themselves, and what nobody reads cannot be loaded."""

from contextlib import suppress
from uuid import UUID

import pytest
from django.db import transaction

from bluelamp.core.actor import Actor
from bluelamp.core.errors import UnloggedReading
from bluelamp.core.ids import new_id
from bluelamp.incidents.models import Assignment, Incident, LogEntry, Resource
from bluelamp.ledger.encoding import SHEET_SIZE
from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.models import Entry, Note, Sheet
from bluelamp.ledger.reading import Reading, because, commit, reading, saw_ids, scope
from bluelamp.ledger.selectors import account
from tests.factories.ledger import entry, looking, personal_row

AUDITOR = Actor.job("auditor")
pytestmark = pytest.mark.django_db


def last_entry() -> Entry:
    return Entry.objects.order_by("-id")[0]


def name(row: Incident) -> str:
    return f"incidents.incident:{row.pk}"


def test_a_reading_writes_one_entry_naming_every_row_once() -> None:
    rows = [personal_row(), personal_row()]
    before = Entry.objects.count()
    with reading(actor=AUDITOR, purpose=Purpose.AUDIT, action="incidents.incident.read"):
        list(Incident.objects.order_by("id"))
        list(Incident.objects.order_by("id"))
    written = last_entry()
    assert Entry.objects.count() == before + 1
    assert written.subjects == [name(row) for row in rows]
    assert (written.act, written.action, written.purpose, written.actor_id) == (
        Act.CONSULTATION,
        "incidents.incident.read",
        Purpose.AUDIT,
        AUDITOR.id,
    )
    assert written.matter_id is None  # two matters


def test_a_reading_of_one_matter_says_which() -> None:
    matter = new_id()
    personal_row(matter=matter)
    personal_row(matter=matter)
    with reading(actor=AUDITOR, purpose=Purpose.AUDIT, action="incidents.incident.read"):
        list(Incident.objects.all())
    assert last_entry().matter_id == matter


def test_a_reading_that_saw_nothing_writes_nothing() -> None:
    before = Entry.objects.count()
    with reading(actor=AUDITOR, purpose=Purpose.AUDIT, action="incidents.incident.read"):
        assert not Incident.objects.exists()
        assert Incident.objects.count() == 0
    assert Entry.objects.count() == before


def test_a_reader_says_why_in_the_entry_of_their_reading() -> None:
    row = personal_row()
    with reading(actor=AUDITOR, purpose=Purpose.AUDIT, action="incidents.incident.read"):
        because(action="incidents.incident.search", purpose=Purpose.SAFEGUARDING, reason="A child is missing.")
        list(Incident.objects.all())
    written = last_entry()
    assert (written.action, written.purpose) == ("incidents.incident.search", Purpose.SAFEGUARDING)
    assert written.subjects == [name(row)]
    assert Note.objects.get(pk=written.pk).text == "A child is missing."


def test_a_stated_reason_is_written_also_when_nothing_was_found_and_once() -> None:
    with scope(Reading(actor=AUDITOR, purpose=None, action="page")) as current:
        because(action="incidents.incident.search", purpose=Purpose.SAFEGUARDING, reason="A child is missing.")
        commit(current)
        before = Entry.objects.count()
        commit(current)
    assert Entry.objects.count() == before
    assert (last_entry().subjects, last_entry().purpose) == ([], Purpose.SAFEGUARDING)


def test_personal_data_without_a_purpose_does_not_leave() -> None:
    personal_row()
    with scope(Reading(actor=AUDITOR, purpose=None, action="page")) as current:
        list(Incident.objects.all())
        with pytest.raises(UnloggedReading, match="without a purpose"):
            commit(current)


def test_every_way_of_loading_rows_is_noted() -> None:
    row = personal_row()
    with transaction.atomic():
        line = LogEntry.objects.create(incident=row, by=new_id(), kind="note", text="Words")
        sent = Assignment.objects.create(
            incident=row, resource=Resource.objects.create(callsign="RA1", kind="response"), matter_id=row.matter_id
        )
        entry()
    both = [f"incidents.logentry:{line.pk}", name(row)]
    for load, expected in (
        (lambda: list(Incident.objects.iterator(chunk_size=1)), [name(row)]),
        (lambda: list(Incident.objects.only("grade")), [name(row)]),
        (lambda: list(Incident.objects.defer("summary")), [name(row)]),
        (lambda: list(LogEntry.objects.select_related("incident")), both),
        (lambda: list(LogEntry.objects.prefetch_related("incident")), both),
        (lambda: list(Incident.objects.prefetch_related("log")), both),
        (lambda: list(Assignment.objects.select_related("incident")), [name(row)]),
        (lambda: Assignment.objects.get(pk=sent.pk).incident, [name(row)]),
        (lambda: list(Incident.objects.filter(grade="P1").union(Incident.objects.filter(grade="P2"))), [name(row)]),
        (lambda: Incident.objects.in_bulk([row.pk]), [name(row)]),
        (row.refresh_from_db, [name(row)]),
        (lambda: list(Incident.objects.select_for_update()), [name(row)]),
    ):
        with looking() as current:
            load()
        assert sorted(current.subjects) == sorted(expected)


def test_an_inner_reading_has_its_own_entry() -> None:
    row = personal_row()
    with (
        looking() as outer,
        reading(actor=AUDITOR, purpose=Purpose.SAFEGUARDING, action="test.inner.read"),
    ):
        Incident.objects.get()
    assert not outer.subjects
    assert (last_entry().action, last_entry().subjects) == ("test.inner.read", [name(row)])


def test_what_fails_inside_is_not_said_to_have_been_shown() -> None:
    personal_row()
    before = Entry.objects.count()
    with suppress(RuntimeError), reading(actor=AUDITOR, purpose=Purpose.AUDIT, action="incidents.incident.read"):
        Incident.objects.get()
        raise RuntimeError
    assert Entry.objects.count() == before


@pytest.mark.parametrize("count", [SHEET_SIZE, SHEET_SIZE + 1, 3 * SHEET_SIZE])
def test_a_long_list_is_one_entry_and_each_row_of_it_is_found(count: int) -> None:
    before = Entry.objects.count()
    ids = [new_id() for _ in range(count)]
    with reading(actor=AUDITOR, purpose=Purpose.AUDIT, action="records.person.list"):
        saw_ids("records.person", ids)
    written = last_entry()
    assert Entry.objects.count() == before + 1
    if count > SHEET_SIZE:
        assert written.subjects[0].startswith(f"ledger.sheet:{count}:")
        sheets = Sheet.objects.filter(entry_id=written.pk).order_by("number")
        assert [one for sheet in sheets for one in sheet.subjects] == [f"records.person:{one}" for one in ids]
    with looking():
        for one in (ids[0], ids[-1]):
            assert [line.id for line in account(subject=f"records.person:{one}")] == [written.pk]
        assert account(subject=f"records.person:{UUID(int=1)}") == []
