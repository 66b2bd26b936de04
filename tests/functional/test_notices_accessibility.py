"""Both pages of notices in a real browser: nothing for axe to find, nothing wider than a telephone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bluelamp.core.actor import Actor
from bluelamp.notices import delivery
from bluelamp.notices.enums import Channel
from bluelamp.notices.notifiers import NoGateway
from tests.factories import notices
from tests.functional.pictures import faults

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
JOB = Actor.job("test")


@pytest.fixture
def pages(client: Client, sign_in: Callable[[str], Client]) -> dict[str, Any]:
    """What the server answers, full and empty. Asked for first: Django and the browser's driver share no thread."""
    supervisor = sign_in("supervisor")
    found = {"empty-mailbox": client.get("/dev/mailbox"), "empty-list": supervisor.get("/desk/notices/")}
    for to in (notices.safe_contact(), notices.safe_contact(preferred=Channel.SMS)):
        delivery.deliver(actor=JOB, notice_id=notices.notice(to=to).id)
    notices.notice(to=notices.safe_contact(never=True))
    delivery.deliver(actor=JOB, notice_id=notices.notice().id, notifier=NoGateway())
    return found | {
        "mailbox": client.get("/dev/mailbox"),
        "list": supervisor.get("/desk/notices/"),
        "again": supervisor.get("/desk/notices/?again=1"),
    }


def test_nothing_stands_in_anybodys_way(pages: dict[str, Any]) -> None:
    assert [page.status_code for page in pages.values()] == [200] * 5
    assert faults(pages) == []
