"""What a reference names, in whichever room above has it and as far as the actor may see it."""

from uuid import UUID

import pytest

from bluelamp.complaints import links
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id

SEEING, OTHER = Actor.receipt(new_id()), Actor.receipt(new_id())
EXHIBIT, STATEMENT = new_id(), new_id()


@pytest.fixture(autouse=True)
def two_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhibits(actor: Actor, reference: str) -> UUID | None:
        return EXHIBIT if reference == "EX-1" and actor == SEEING else None

    def statements(_: Actor, reference: str) -> UUID | None:
        return STATEMENT if reference == "ST-1" else None

    monkeypatch.setattr(links, "_targets", {})
    links.link_target("exhibit", find=exhibits, address=lambda which: f"/exhibits/{which}")
    links.link_target("statement", find=statements, address=lambda which: f"/statements/{which}")


@pytest.mark.parametrize(
    ("actor", "reference", "found"),
    [
        (SEEING, "EX-1", ("exhibit", EXHIBIT)),
        (SEEING, "ST-1", ("statement", STATEMENT)),
        (OTHER, "EX-1", None),
        (SEEING, "EX-2", None),
    ],
)
def test_every_room_is_asked_as_the_actor(actor: Actor, reference: str, found: tuple[str, UUID] | None) -> None:
    assert links.found(actor, reference) == found


def test_what_no_room_knows_any_more_has_no_page() -> None:
    assert links.address_of("exhibit", EXHIBIT) == f"/exhibits/{EXHIBIT}"
    assert links.address_of("recording", EXHIBIT) == ""
