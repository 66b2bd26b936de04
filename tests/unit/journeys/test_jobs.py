"""What nobody came back to for 28 days is erased, with the files that were handed in for it."""

from datetime import timedelta

import pytest
from django.db import connection

from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.files.enums import FileState
from bluelamp.files.models import StoredFile
from bluelamp.files.services import discard
from bluelamp.journeys import jobs, services
from bluelamp.journeys.errors import NoSuchDraft, WrongCode
from bluelamp.journeys.models import Draft
from bluelamp.ledger.models import Entry
from tests.integration.journeys_urls import receive
from tests.integration.journeys_walker import PNG
from tests.unit.journeys.drafts import PUBLIC, finished, say

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.integration.journeys_urls"),
    pytest.mark.usefixtures("offered"),
]


def test_a_file_that_is_gone_keeps_no_expired_draft_from_being_erased() -> None:
    holder = services.begin(actor=PUBLIC, slug="trial")
    for name in ("door.png", "window.png"):
        services.attach_file(actor=PUBLIC, holder=holder, name="photos", chunks=[PNG + name.encode()], filename=name)
    gone = StoredFile.objects.order_by("id").values_list("id", flat=True)[0]
    discard(actor=Actor.job("test"), file_id=gone)
    with clock.shifted(timedelta(days=29)):
        jobs.erase_expired(timestamp=0)
    assert not Draft.objects.filter(pk=holder.draft_id).exists()
    assert not StoredFile.objects.exclude(state=FileState.DISCARDED).exists()


@pytest.mark.idempotent("journeys.erase_expired")
def test_expired_drafts_are_gone_with_their_files() -> None:
    holder, sent = services.begin(actor=PUBLIC, slug="trial"), finished()
    services.attach_file(actor=PUBLIC, holder=holder, name="photos", chunks=[PNG], filename="door.png")
    services.submit(actor=PUBLIC, holder=sent, on_submit=receive)
    code = services.make_code(actor=PUBLIC, holder=holder)
    with clock.shifted(timedelta(days=27)):
        jobs.erase_expired(timestamp=0)
        say(holder, "seen", "yes")  # another 28 days
    with clock.shifted(timedelta(days=29)):
        jobs.erase_expired(timestamp=0)
        assert Draft.objects.filter(pk=holder.draft_id).exists()
        assert not Draft.objects.filter(pk=sent.draft_id).exists()
    with clock.shifted(timedelta(days=56)):
        with pytest.raises(NoSuchDraft):
            say(holder, "seen", "no")
        with pytest.raises(WrongCode):
            services.come_back(actor=PUBLIC, code=code)
        jobs.erase_expired(timestamp=0)
        jobs.erase_expired(timestamp=0)
    assert not Draft.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT state FROM files_storedfile")
        assert cursor.fetchall() == [("discarded",)]
    erased = Entry.objects.get(act="erasure", subjects=[f"journeys.draft:{holder.draft_id}"])
    assert erased.action == "journeys.draft.erase"
