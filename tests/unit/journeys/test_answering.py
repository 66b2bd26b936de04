"""An answer is kept or refused as a whole, and what is sent again is there once."""

import pytest
from django.db import connection

from bluelamp.core.errors import NotFound
from bluelamp.files.enums import FileState
from bluelamp.files.models import StoredFile
from bluelamp.journeys import catalogue, services
from bluelamp.journeys.data import Json
from bluelamp.journeys.definition import Group, Text
from bluelamp.journeys.posted import Posted
from bluelamp.journeys.questions.base import as_items
from bluelamp.journeys.types import Holder
from tests.factories.files import png
from tests.factories.journeys import journey
from tests.integration.journeys_walker import PNG
from tests.unit.journeys.drafts import PUBLIC, answers_of, say

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.integration.journeys_urls"),
    pytest.mark.usefixtures("offered"),
]

TAKEN = journey(
    Group(
        name="taken",
        text="What was taken?",
        questions=(Text(name="what", text="What?", missing="Enter what was taken"),),
    )
)


def _items(holder: Holder, name: str) -> list[dict[str, Json]]:
    return as_items(answers_of(holder).get(name))


def test_a_wrong_answer_changes_nothing() -> None:
    holder = services.begin(actor=PUBLIC, slug="trial")
    say(holder, "seen", "yes")
    assert say(holder, "seen", "perhaps") == {"seen": "Select one of the answers on this page"}
    assert answers_of(holder) == {"seen": "yes"}


def test_a_file_sent_again_because_no_answer_came_is_there_once() -> None:
    holder = services.begin(actor=PUBLIC, slug="trial")
    for content in (PNG, PNG, png()):
        services.attach_file(actor=PUBLIC, holder=holder, name="photos", chunks=[content], filename="door.png")
    kept = _items(holder, "photos")
    assert len({item["sha256"] for item in kept}) == len(kept) == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT state, count(*) FROM files_storedfile GROUP BY state ORDER BY state")
        assert cursor.fetchall() == [("discarded", 1), ("staged", 2)]


def test_a_thing_sent_again_because_no_answer_came_is_there_once() -> None:
    def things() -> list[object]:
        return [item.get("what") for item in _items(holder, "taken")]

    def add(what: str, once: str) -> dict[str, str]:
        posted = Posted.of(("what", what))
        return services.add_item(actor=PUBLIC, holder=holder, name="taken", posted=posted, once=once)

    catalogue.register(TAKEN)
    holder = services.begin(actor=PUBLIC, slug="trial")
    page, other = services.new_item_id(), services.new_item_id()
    assert add("", page) == {"what": "Enter what was taken"}
    assert add("Bike", page) == add("Bike", page) == {}
    assert things() == ["Bike"]
    assert add("Bike", other) == {}  # two of a kind, each from a page of its own
    assert add("Lamp", page) == {}  # gone back to the page, to name another thing
    assert add("Lock", "anything else") == {}
    assert things() == ["Bike", "Bike", "Lamp", "Lock"]


def test_a_thing_is_changed_in_its_place_or_said_to_be_gone() -> None:
    def change(item: Json, what: str) -> dict[str, str]:
        return services.change_item(
            actor=PUBLIC, holder=holder, name="taken", item_id=str(item), posted=Posted.of(("what", what))
        )

    catalogue.register(TAKEN)
    holder = services.begin(actor=PUBLIC, slug="trial")
    for what in ("Bike", "Lamp"):
        services.add_item(actor=PUBLIC, holder=holder, name="taken", posted=Posted.of(("what", what)))
    bike, lamp = _items(holder, "taken")
    assert change(bike["id"], "Red bike") == {}
    assert change(lamp["id"], "") == {"what": "Enter what was taken"}
    assert _items(holder, "taken") == [{"id": bike["id"], "what": "Red bike"}, lamp]
    for _ in range(2):
        services.remove_item(actor=PUBLIC, holder=holder, name="taken", item_id=str(bike["id"]))
        assert _items(holder, "taken") == [lamp]
    with pytest.raises(NotFound, match="removed from your list"):
        change(bike["id"], "Red bike")


def test_a_file_taken_off_the_list_is_put_aside_and_the_other_is_not() -> None:
    holder = services.begin(actor=PUBLIC, slug="trial")
    for content in (PNG, png()):
        services.attach_file(actor=PUBLIC, holder=holder, name="photos", chunks=[content], filename="door.png")
    first, second = _items(holder, "photos")
    services.remove_item(actor=PUBLIC, holder=holder, name="photos", item_id=str(first["id"]))
    assert _items(holder, "photos") == [second]
    states = {str(pk): state for pk, state in StoredFile.objects.values_list("id", "state")}
    assert states == {first["file"]: FileState.DISCARDED, second["file"]: FileState.STAGED}


def test_a_question_takes_only_what_it_asks_for() -> None:
    holder = services.begin(actor=PUBLIC, slug="trial")
    with pytest.raises(NotFound):
        services.add_item(actor=PUBLIC, holder=holder, name="photos", posted=Posted.of(("what", "Bike")))
    with pytest.raises(NotFound):
        services.attach_file(actor=PUBLIC, holder=holder, name="note", chunks=[PNG], filename="door.png")
    with pytest.raises(NotFound):
        services.remove_item(actor=PUBLIC, holder=holder, name="note", item_id="1")
    assert answers_of(holder) == {}
    assert not StoredFile.objects.exists()
