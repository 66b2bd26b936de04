"""Tickets to send files piece by piece: who gets in with one, how long, and what one of them never reaches."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.signing import Signer
from django.utils import translation

from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.files import arrivals
from bluelamp.files.arrivals import Ticket
from bluelamp.files.spool import Busy, Upload
from bluelamp.files.types import PHOTOS
from bluelamp.journeys import uploads

TICKET = Ticket(Actor.receipt(new_id()), "draft", "burglary/photos", 5_000, PHOTOS, 3, proof="a right")


def begun(kind: str = "draft", target: str = "burglary/photos", name: str = "roof.jpg") -> Upload:
    owner = arrivals.owner_of(kind, target)
    return arrivals.spool().create(owner, length=900, name=name, modified="1", most=9)


def test_a_ticket_says_on_the_way_back_what_it_was_given_in_the_language_of_its_page() -> None:
    with translation.override("cy"):
        text = arrivals.issue(TICKET)
    assert arrivals.check(text) == replace(TICKET, language="cy")


def test_a_ticket_is_good_for_half_an_hour() -> None:
    text = arrivals.issue(TICKET)
    with clock.shifted(timedelta(minutes=29)):
        assert arrivals.check(text).target == TICKET.target
    with clock.shifted(timedelta(minutes=30)), pytest.raises(NotAllowed) as refused:
        arrivals.check(text)
    assert refused.value.code == "ticket_expired"


def changed(text: str) -> str:
    return ("B" if text[5] == "A" else "A").join((text[:5], text[6:]))


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "nonsense",
        ":" * 9_000,
        changed(arrivals.issue(TICKET)),
        arrivals.issue(TICKET).rpartition(":")[0],
        Signer(salt="of.something.else").sign_object({"u": 9**11}, compress=True),
        Signer(salt="bluelamp.files.arrivals").sign("not one of our objects"),
    ],
    ids=["empty", "nonsense", "endless", "changed", "unsigned", "signed for something else", "no ticket inside"],
)
def test_what_we_did_not_sign_for_this_lets_nobody_in(forged: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        arrivals.check(forged)
    assert refused.value.code == "ticket_forged"


@pytest.mark.parametrize(
    ("kind", "target"), [("draft", "burglary/photo"), ("conversation", "burglary/photos"), ("draft burglary", "photos")]
)
def test_uploads_for_one_thing_are_not_found_for_another(storage: Path, kind: str, target: str) -> None:
    upload = begun()
    assert [one.upload_id for one in arrivals.unfinished(kind="draft", target="burglary/photos")] == [upload.id]
    assert arrivals.unfinished(kind=kind, target=target) == []
    with pytest.raises(NotFound):
        arrivals.drop(kind=kind, target=target, upload_id=upload.id)
    assert upload.part.exists()


def test_the_folder_of_uploads_tells_nobody_whose_they_are(storage: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    matter = new_id()
    folder = begun(target=str(matter)).folder.name
    assert not {"draft", str(matter), matter.hex} & {folder, folder[:5]}
    monkeypatch.setattr(settings, "SECRET_KEY", "of another installation")
    assert arrivals.owner_of("draft", str(matter)) != folder, "it cannot be worked out from what it is for"


def test_what_is_taken_back_is_gone_but_not_while_bytes_of_it_arrive(storage: Path) -> None:
    upload = begun()
    begun(name="door.jpg")
    where: dict[str, Any] = {"kind": "draft", "target": "burglary/photos"}
    with upload.locked(), pytest.raises(Busy):
        arrivals.drop(**where, upload_id=upload.id)
    arrivals.drop(**where, upload_id=upload.id)
    assert [one.shown for one in arrivals.unfinished(**where)] == ["door.jpg"]
    with pytest.raises(NotFound):
        arrivals.drop(**where, upload_id=upload.id)


def test_two_rooms_do_not_take_in_the_same_uploads() -> None:
    taken = arrivals.receiver(uploads.KIND)
    arrivals.register(uploads.KIND, taken)
    with pytest.raises(ValueError, match="Two rooms"):
        arrivals.register(uploads.KIND, lambda **_: None)
    assert arrivals.receiver(uploads.KIND) is taken
