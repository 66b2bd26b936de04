"""Small pictures of what was handed in: kept beside the content, gone with it, and the original as it was."""

import hashlib
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from django.test import RequestFactory

from bluelamp.access.routes import Request
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotAllowed
from bluelamp.core.ids import new_id
from bluelamp.files import previews, responses, services, upkeep
from bluelamp.files.errors import PicturesBusy
from bluelamp.files.models import StoredFile
from bluelamp.files.objects import key_of
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading
from tests.factories import files
from tests.plugins.cast import Cast
from tests.unit.files.test_drawing import photo

pytestmark = pytest.mark.django_db
PUBLIC = Actor.public()


def seen(stored: StoredFile, actor: Actor = PUBLIC) -> bytes | None:
    with reading(actor=actor, purpose=Purpose.OWN_RECORD, action="test"):
        return previews.preview(actor=actor, stored=stored)


def test_the_original_stays_as_it_was_and_the_small_one_goes_with_it(cast: Cast, storage: Path) -> None:
    content = photo("JPEG")
    stored = files.staged_file(content=content)
    small = seen(stored)
    assert small is not None
    assert b"Secret Camera" not in small
    original = (storage / key_of(stored.sha256)).read_bytes()
    assert (original, b"Secret Camera" in original) == (content, True)
    assert hashlib.sha256(original).hexdigest() == stored.sha256
    assert seen(stored) == small
    with pytest.raises(NotAllowed):
        seen(stored, cast["analyst"])
    services.discard(actor=PUBLIC, file_id=stored.id)
    with clock.shifted(timedelta(days=8)):
        upkeep.tidy(actor=Actor.job("test"))
    assert [path for path in storage.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("content", [files.jpeg(), files.pdf()], ids=["no picture", "no photo"])
def test_what_cannot_be_drawn_is_tried_once(storage: Path, content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = files.kept_file(matter_id=new_id(), content=content)
    actor = Actor.job("test")
    assert seen(stored, actor) is None
    monkeypatch.setattr(previews, "PATIENCE", 0.0)  # nothing can be drawn any more
    assert seen(stored, actor) is None


def test_whoever_finds_others_drawing_is_sent_away_soon_and_may_come_again(
    storage: Path, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = files.staged_file(content=photo("JPEG"))
    request = cast("Request", rf.get("/"))
    request.actor = PUBLIC
    with ExitStack() as others:
        for _each in range(previews.AT_ONCE):
            others.enter_context(previews.turn())
        with reading(actor=PUBLIC, purpose=Purpose.OWN_RECORD, action="test"):
            busy = responses.preview(request, stored)
    assert previews.TURN <= 0.5
    assert (busy.status_code, busy.headers["Retry-After"], busy.headers["Content-Type"]) == (503, "5", "text/plain")
    with monkeypatch.context() as busy_machine:
        busy_machine.setattr(previews, "PATIENCE", 0.0)
        with pytest.raises(PicturesBusy):
            seen(stored)
    assert seen(stored) is not None, "nothing was kept of it"
