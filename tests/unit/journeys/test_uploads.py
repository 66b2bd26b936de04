"""Whose a file is while it comes piece by piece, by what right it comes, and how it is taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.ids import new_id
from bluelamp.files import arrivals
from bluelamp.journeys import uploads
from bluelamp.journeys.definition import Files
from bluelamp.journeys.enums import KeyKind
from bluelamp.journeys.keys import digest
from bluelamp.journeys.types import Holder
from tests.integration.tus_client import Sender

PHOTOS = Files(name="photos", text="Photos?", max=3, required=False)
PAPERS = Files(name="papers", text="Papers?", required=False)
PUBLIC = Actor.public()


@pytest.mark.parametrize(
    ("kind", "their_own"),
    [
        (ActorKind.STAFF, True),
        (ActorKind.DEVICE, True),
        (ActorKind.JOB, True),
        (ActorKind.CITIZEN, False),
        (ActorKind.RECEIPT, False),
        (ActorKind.PUBLIC, False),
    ],
)
def test_what_a_citizen_hands_in_is_the_publics_whether_they_sign_in_or_out_meanwhile(
    kind: ActorKind, their_own: bool
) -> None:
    actor = Actor(kind, new_id())
    assert uploads.sender_of(actor) == (actor if their_own else PUBLIC)


def test_a_ticket_proves_the_key_without_holding_it_and_is_for_one_question() -> None:
    holder = Holder(new_id(), "a-key-of-this-device")
    given = arrivals.check(uploads.ticket(actor=PUBLIC, holder=holder, question=PHOTOS))
    assert (given.kind, given.target) == (uploads.KIND, f"{holder.draft_id}/photos")
    assert given.proof == digest(KeyKind.DEVICE, holder.key)
    assert (given.max_bytes, given.most) == (PHOTOS.max_resumable_bytes, 3)
    assert given.allowed == frozenset(PHOTOS.media_types)


def test_whoever_has_no_key_proves_nothing() -> None:
    given = arrivals.check(uploads.ticket(actor=PUBLIC, holder=Holder(new_id()), question=PHOTOS))
    assert given.proof == ""


@pytest.fixture
def begun(storage: Path) -> Callable[[Holder, Files], str]:
    """Begin an upload; its id."""

    def begin(holder: Holder, question: Files) -> str:
        ticket = uploads.ticket(actor=PUBLIC, holder=holder, question=question)
        return Sender(ticket).begun(2_000, "roof.mp4").rpartition("/")[2]

    return begin


@pytest.mark.django_db
def test_what_is_on_its_way_is_taken_back_at_its_own_question_alone(begun: Callable[[Holder, Files], str]) -> None:
    mine, other = Holder(new_id(), "key"), Holder(new_id(), "key")
    upload = begun(mine, PHOTOS)
    assert [one.upload_id.hex for one in uploads.unfinished(holder=mine, question=PHOTOS)] == [upload]
    for holder, question in ((mine, PAPERS), (other, PHOTOS)):
        assert uploads.unfinished(holder=holder, question=question) == []
        uploads.drop(holder=holder, question=question, upload_id=upload)
    elsewhere = Holder(mine.draft_id, "the key of another device")
    assert len(uploads.unfinished(holder=elsewhere, question=PHOTOS)) == 1
    for upload_id in (upload, upload, "nonsense"):
        uploads.drop(holder=mine, question=PHOTOS, upload_id=upload_id)
    assert uploads.unfinished(holder=mine, question=PHOTOS) == []
