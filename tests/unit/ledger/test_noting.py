"""Who is reading just now: loaded rows note themselves with them, and what nobody reads cannot be loaded."""

from threading import Thread
from uuid import UUID

import pytest

from bluelamp.core.actor import Actor
from bluelamp.core.errors import UnloggedReading
from bluelamp.core.ids import new_id
from bluelamp.incidents.models import Incident, Resource
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.noting import SUBJECT_LENGTH, Reading, because, saw, saw_ids, scope, subject, writing
from tests.factories.ledger import looking, personal_row

pytestmark = pytest.mark.django_db


def name(row: Incident) -> str:
    return f"incidents.incident:{row.pk}"


def test_a_row_cannot_be_loaded_when_nobody_reads() -> None:
    row = personal_row()
    for load in (
        lambda: Incident.objects.get(pk=row.pk),
        lambda: list(Incident.objects.all()),
        Incident.objects.first,
        lambda: list(Incident.objects.iterator(chunk_size=10)),
        lambda: Incident.objects.in_bulk([row.pk]),
        lambda: list(Incident.objects.only("id")),
        lambda: list(Incident.objects.defer("summary")),
        row.refresh_from_db,
    ):
        with pytest.raises(UnloggedReading):
            load()


def test_a_reason_belongs_to_a_reading() -> None:
    with pytest.raises(UnloggedReading, match="no reading open"):
        because(action="incidents.incident.search", purpose=Purpose.AUDIT, reason="x")
    with writing(), pytest.raises(UnloggedReading, match="no reading open"):
        because(action="incidents.incident.search", purpose=Purpose.AUDIT, reason="x")


def test_a_field_put_off_is_loaded_under_a_reading_too() -> None:
    personal_row()
    with looking():
        row = Incident.objects.only("grade").get()
    with pytest.raises(UnloggedReading):
        _ = row.summary


def test_a_service_may_load_what_it_changes() -> None:
    row = personal_row()
    with writing():
        assert Incident.objects.get().pk == row.pk


def test_a_service_inside_a_reading_still_notes() -> None:
    row = personal_row()
    with looking() as current, writing():
        Incident.objects.get()
    assert list(current.subjects) == [name(row)]


def test_another_thread_is_not_covered() -> None:
    refused: list[Exception] = []

    def load() -> None:
        try:
            saw_ids("records.person", [new_id()])
        except UnloggedReading as error:
            refused.append(error)

    with looking():
        thread = Thread(target=load)
        thread.start()
        thread.join()
    assert len(refused) == 1


def test_rows_read_by_hand_are_noted_by_hand() -> None:
    seen = new_id()
    with pytest.raises(UnloggedReading, match=r"records\.person"):
        saw_ids("records.person", [seen])
    with looking() as current:
        saw_ids("records.person", [seen])
    assert list(current.subjects) == [f"records.person:{seen}"]


def test_leave_to_write_ends_with_its_block_also_when_that_fails() -> None:
    with pytest.raises(ZeroDivisionError), writing():
        raise ZeroDivisionError
    with pytest.raises(UnloggedReading):
        saw_ids("records.person", [new_id()])


def test_a_service_within_a_service_takes_nothing_away_from_it() -> None:
    with writing():
        with writing():
            pass
        saw_ids("records.person", [new_id()])  # still allowed


def test_an_inner_reading_notes_for_itself_and_the_outer_one_goes_on_after_it() -> None:
    first, second = new_id(), new_id()
    with looking() as outer:
        with looking() as inner:
            saw_ids("records.person", [first])
        saw_ids("records.person", [second])
    assert (list(inner.subjects), list(outer.subjects)) == (
        [f"records.person:{first}"],
        [f"records.person:{second}"],
    )


def test_what_is_seen_twice_is_noted_once_with_each_matter_it_belongs_to() -> None:
    matters = [new_id(), new_id()]
    rows = [Incident(id=new_id(), matter_id=matter) for matter in matters]
    with looking() as current:
        saw(*rows, rows[0], Resource(id=UUID(int=7)))  # what belongs to no matter names none
    assert list(current.subjects) == [*map(name, rows), f"incidents.resource:{UUID(int=7)}"]
    assert current.matters == set(matters)


def test_who_states_a_reason_states_it_for_the_reading_that_is_open() -> None:
    with scope(Reading(actor=Actor.job("test"), purpose=None, action="page")) as current:
        because(action="incidents.incident.search", purpose=Purpose.SAFEGUARDING, reason="A child is missing.")
    assert (current.action, current.purpose, current.reason) == (
        "incidents.incident.search",
        Purpose.SAFEGUARDING,
        "A child is missing.",
    )


def test_a_name_that_is_too_long_for_the_ledger_is_cut_and_not_refused() -> None:
    with looking() as current:
        saw_ids("records.person", ["9" * 2 * SUBJECT_LENGTH])
    (noted,) = current.subjects
    assert (len(noted), noted.startswith("records.person:999")) == (SUBJECT_LENGTH, True)


def test_a_row_is_named_by_its_room_and_model_and_a_name_stays_as_it_is() -> None:
    row = Incident(id=UUID(int=7))
    assert subject(row) == f"incidents.incident:{UUID(int=7)}"
    assert subject("analytics:outcomes") == "analytics:outcomes"
