"""A return code by email: in the words that are safe, not too often, and not kept once it is sent."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.conf import settings

from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.flows import send_return_code as flow
from bluelamp.ledger.enums import Act
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import writing
from bluelamp.notices import delivery
from bluelamp.notices.models import MailboxItem, Notice

pytestmark = pytest.mark.django_db
CODE = "7KQ4-M2XA-90TD-JW5E"
URL = "https://report.example.org/report/return"


def ask(*, draft: UUID | None = None, email: str = "sam@example.com", neutral: bool = True) -> bool:
    return flow.send_return_code(
        actor=Actor.public(), draft_id=draft or new_id(), code=CODE, email=email, neutral=neutral, return_url=URL
    )


def delivered() -> MailboxItem:
    """The one message that reached the mailbox."""
    with writing():
        for notice in Notice.objects.filter(state="queued"):
            delivery.deliver(actor=Actor.job("test"), notice_id=notice.pk)
        item: MailboxItem = MailboxItem.objects.get()
        return item


def test_neutral_words_hold_the_code_and_nothing_else_of_ours() -> None:
    assert ask(neutral=True)
    item = delivered()
    assert CODE in item.body
    words = f"{item.subject} {item.body} {item.sender}".lower()
    for telling in ("police", "report", "crime", "http", settings.BLUELAMP_FORCE_NAME.lower()):
        assert telling not in words


def test_full_words_hold_the_way_back() -> None:
    assert ask(neutral=False)
    item = delivered()
    assert CODE in item.body
    assert URL in item.body
    assert settings.BLUELAMP_FORCE_NAME in item.sender


def test_the_code_is_not_kept_once_it_is_sent_and_never_on_the_ledger() -> None:
    draft = new_id()
    ask(draft=draft)
    delivered()
    with writing():
        notice = Notice.objects.get()
    assert (notice.state, notice.body) == ("sent", "")
    disclosed = Entry.objects.get(act=Act.DISCLOSURE)
    assert disclosed.recipients == [f"journeys.draft:{draft}"]
    assert all(CODE not in str(entry.__dict__) for entry in Entry.objects.all())


def test_a_draft_has_its_number_of_them_a_day() -> None:
    draft = new_id()
    for number in range(flow.PER_DRAFT):
        assert ask(draft=draft, email=f"sam{number}@example.com")
    assert not ask(draft=draft, email="another@example.com")
    assert ask(email="another@example.com"), "another draft has its own"
    with clock.shifted(flow.DAY + timedelta(seconds=1)):
        assert ask(draft=draft, email="another@example.com")


def test_an_address_has_its_number_of_them_a_day_however_it_is_written() -> None:
    for spelling in ["sam@example.com", " SAM@example.com ", "Sam@Example.com"][: flow.PER_ADDRESS]:
        assert ask(email=spelling)
    assert not ask(email="sAM@example.com")
    assert ask(email="someone.else@example.com")


def test_all_together_have_a_limit_an_hour(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(flow, "ALTOGETHER", 2)
    assert ask(email="a@example.com")
    assert ask(email="b@example.com")
    assert not ask(email="c@example.com")
    assert "not emailed for now" in caplog.text
    assert "example.com" not in caplog.text
    with clock.shifted(timedelta(hours=1, seconds=1)):
        assert ask(email="c@example.com")
