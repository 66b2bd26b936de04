"""Sending at least once: leases, retries, safe hours, and a process killed at the worst moment."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotAllowed
from bluelamp.core.ids import new_id
from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import reading
from bluelamp.notices import delivery, policies, waiting
from bluelamp.notices.enums import HoldReason, MaySay, NoticeState
from bluelamp.notices.errors import Refused, Unreachable
from bluelamp.notices.hours import SafeTime
from bluelamp.notices.models import MailboxItem, Notice
from bluelamp.notices.types import Message
from tests.contract import smtp_peer
from tests.factories import notices
from tests.plugins.database import Database

pytestmark = pytest.mark.django_db
JOB = Actor.job("test")


class Recorder:
    """A road that keeps what it was given; ``fault`` is raised instead when set."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.fault = fault
        self.taken: list[Message] = []

    def send(self, message: Message) -> str:
        if self.fault is not None:
            raise self.fault
        self.taken.append(message)
        return f"kept-{len(self.taken)}"


def fresh(notice: Notice) -> Notice:
    with reading(actor=JOB, purpose=Purpose.CONTACT, action="notices.notice.read"):
        found: Notice = Notice.objects.get(pk=notice.pk)
        return found


def actions(notice: Notice) -> list[str]:
    entries = Entry.objects.filter(subjects__contains=[f"notices.notice:{notice.id}"]).exclude(act=Act.CONSULTATION)
    return [entry.action.rpartition(".")[2] for entry in entries.order_by("at", "id")]


@pytest.mark.idempotent("notices.deliver")
def test_a_notice_is_sent_once_and_disclosed_on_the_ledger() -> None:
    notice, road = notices.notice(matter_id=new_id()), Recorder()
    delivery.deliver(actor=JOB, notice_id=notice.id, notifier=road)
    delivery.deliver(actor=JOB, notice_id=notice.id, notifier=road)
    sent = fresh(notice)
    assert (sent.state, sent.attempts, sent.provider_id) == (NoticeState.SENT, 1, "kept-1")
    assert sent.sent_at is not None
    assert [(m.notice_id, m.address, m.body) for m in road.taken] == [(notice.id, "sam@example.com", notice.body)]
    entry = Entry.objects.get(act=Act.DISCLOSURE)
    assert entry.recipients == [notices.RECIPIENT]
    assert (entry.matter_id, entry.purpose) == (notice.matter_id, Purpose.CONTACT)
    assert actions(notice) == ["queue", "take", "send"]


def test_no_address_and_no_word_reaches_the_ledger_or_the_log(caplog: pytest.LogCaptureFixture) -> None:
    notice = notices.notice()
    with caplog.at_level("DEBUG"):
        delivery.deliver(actor=JOB, notice_id=notice.id, notifier=Recorder(ValueError("to sam@example.com: no")))
        with clock.shifted(timedelta(hours=1)):
            delivery.deliver(actor=JOB, notice_id=notice.id, notifier=Recorder())
    assert "sam@example.com" not in caplog.text
    assert "CR-26-7KQ4M2X" not in caplog.text
    assert "ValueError" in caplog.text
    for entry in Entry.objects.all():
        assert "sam" not in str(entry.__dict__)


def test_a_fault_is_tried_again_later_and_later_and_then_given_up() -> None:
    notice, broken = notices.notice(), Recorder(Unreachable("smtp_451"))
    at, waits = clock.now(), []
    for _ in range(policies.MOST_TRIES):
        with clock.fixed(at):
            delivery.deliver(actor=JOB, notice_id=notice.id, notifier=broken)
            delivery.deliver(actor=JOB, notice_id=notice.id, notifier=broken)  # too early: does nothing
        tried = fresh(notice)
        if tried.next_try_at is not None:
            waits.append(tried.next_try_at - at)
            at = tried.next_try_at
    assert tried.state == NoticeState.FAILED
    assert (tried.attempts, tried.fault) == (policies.MOST_TRIES, "smtp_451")
    assert waits[:3] == [timedelta(minutes=m) for m in (1, 2, 4)]
    assert len(waits) == policies.MOST_TRIES - 1
    assert not Entry.objects.filter(act=Act.DISCLOSURE).exists()


def test_a_refusal_for_good_is_given_up_at_once() -> None:
    notice = notices.notice()
    delivery.deliver(actor=JOB, notice_id=notice.id, notifier=Recorder(Refused("smtp_550")))
    failed = fresh(notice)
    assert (failed.state, failed.attempts, failed.fault) == (NoticeState.FAILED, 1, "smtp_550")
    assert failed.fault_words == "The mail server refused it (550)."
    assert actions(notice) == ["queue", "take", "give_up"]


def test_every_try_has_its_job_in_the_queue() -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    notice = notices.notice()
    delivery.deliver(actor=JOB, notice_id=notice.id, notifier=Recorder(Unreachable("down")))
    put_off = fresh(notice)
    job = ProcrastinateJob.objects.filter(task_name=waiting.DELIVER).latest("id")
    assert job.scheduled_at == put_off.next_try_at


def test_a_late_worker_still_asks_whether_it_is_safe_now() -> None:
    morning = SafeTime(time(9), time(12))
    with clock.fixed(datetime(2026, 6, 1, 9, tzinfo=UTC)):
        notice, road = notices.notice(to=notices.safe_contact(times=(morning,))), Recorder()
    with clock.fixed(datetime(2026, 6, 1, 14, tzinfo=UTC)):  # the worker was down all morning
        delivery.deliver(actor=JOB, notice_id=notice.id, notifier=road)
    assert road.taken == []
    assert fresh(notice).next_try_at == datetime(2026, 6, 2, 8, tzinfo=UTC)
    assert actions(notice) == ["queue", "postpone"]
    with clock.fixed(datetime(2026, 6, 2, 8, tzinfo=UTC)):
        delivery.deliver(actor=JOB, notice_id=notice.id, notifier=road)
    assert len(road.taken) == 1


def test_a_notice_that_can_never_be_safe_again_is_held() -> None:
    notice = notices.notice()
    from django.db import transaction

    from bluelamp.ledger.services import record

    with transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(safe_times=[["09:00", "17:00", []]])
        record(actor=JOB, act=Act.ALTERATION, action="test", subjects=[notice])
    delivery.deliver(actor=JOB, notice_id=notice.id, notifier=Recorder())
    assert fresh(notice).hold_reason == HoldReason.NO_SAFE_TIME


def test_while_one_sends_no_other_does() -> None:
    notice, road = notices.notice(), Recorder()
    lease = delivery.take(actor=JOB, notice_id=notice.id)
    assert lease is not None
    delivery.deliver(actor=JOB, notice_id=notice.id, notifier=road)
    assert road.taken == []
    delivery.mark_sent(actor=JOB, lease=lease, provider_id="x")
    assert fresh(notice).state == NoticeState.SENT


def test_a_lease_that_ran_out_is_taken_over_with_the_same_message() -> None:
    notice, road = notices.notice(), Recorder()
    first = delivery.take(actor=JOB, notice_id=notice.id)
    assert first is not None
    with clock.shifted(policies.LEASE + timedelta(seconds=1)):
        delivery.deliver(actor=JOB, notice_id=notice.id, notifier=road)
    assert road.taken == [first.message]
    assert fresh(notice).attempts == 2


def test_a_job_that_is_begun_again_does_not_wait_for_the_lease_of_its_dead_self() -> None:
    notice, road = notices.notice(), Recorder()
    first = delivery.take(actor=JOB, notice_id=notice.id)
    assert first is not None
    delivery.deliver(actor=JOB, notice_id=notice.id, notifier=road, again=True)
    delivery.deliver(actor=JOB, notice_id=notice.id, notifier=road, again=True)  # sent by now
    assert road.taken == [first.message]
    assert fresh(notice).state == NoticeState.SENT


def test_who_was_overtaken_changes_nothing_but_says_that_it_sent() -> None:
    notice = notices.notice()
    slow = delivery.take(actor=JOB, notice_id=notice.id)
    assert slow is not None
    with clock.shifted(policies.LEASE + timedelta(seconds=1)):
        delivery.deliver(actor=JOB, notice_id=notice.id, notifier=Recorder())
    delivery.mark_sent(actor=JOB, lease=slow, provider_id="late")
    delivery.put_back(actor=JOB, lease=slow, fault=Unreachable("late"))
    sent = fresh(notice)
    assert (sent.state, sent.provider_id) == (NoticeState.SENT, "kept-1")
    assert Entry.objects.filter(act=Act.DISCLOSURE).count() == 2  # it left twice, and the ledger says so


@pytest.mark.parametrize("actor", [Actor.public(), Actor.receipt(new_id())], ids=["public", "citizen"])
def test_only_the_job_sends(actor: Actor) -> None:
    notice, road = notices.notice(), Recorder()
    with pytest.raises(NotAllowed):
        delivery.deliver(actor=actor, notice_id=notice.id, notifier=road)
    lease = delivery.take(actor=JOB, notice_id=notice.id)
    assert lease is not None
    with pytest.raises(NotAllowed):
        delivery.mark_sent(actor=actor, lease=lease, provider_id="x")
    with pytest.raises(NotAllowed):
        delivery.put_back(actor=actor, lease=lease, fault=Refused("550"))
    assert road.taken == []
    assert fresh(notice).state == NoticeState.SENDING


def test_the_neutral_wording_reaches_the_road() -> None:
    road = Recorder()
    delivery.deliver(
        actor=JOB, notice_id=notices.notice(to=notices.safe_contact(may_say=MaySay.NEUTRAL)).id, notifier=road
    )
    assert road.taken[0].neutral


def test_delivering_what_is_not_there_does_nothing() -> None:
    road = Recorder()
    delivery.deliver(actor=JOB, notice_id=new_id(), notifier=road)
    assert road.taken == []
    assert not Entry.objects.filter(act=Act.DISCLOSURE).exists()


# --- with real processes

_SENDER = """
import sys, django
django.setup()
from uuid import UUID
from bluelamp.core.actor import Actor
from bluelamp.notices import delivery
delivery.deliver(actor=Actor.job("test"), notice_id=UUID(sys.argv[1]))
print("marked")
"""


@pytest.fixture
def smtp(monkeypatch: pytest.MonkeyPatch) -> Iterator[smtp_peer.Peer]:
    with smtp_peer.serving() as peer:
        monkeypatch.setattr(settings, "EMAIL_HOST", "127.0.0.1")
        monkeypatch.setattr(settings, "EMAIL_USE_TLS", False)
        monkeypatch.setattr(settings, "EMAIL_PORT", peer.port)
        yield peer


@pytest.mark.django_db(transaction=True)
def test_kill_9_between_sending_and_marking_loses_nothing_and_doubles_at_most(
    smtp: smtp_peer.Peer, database: Database
) -> None:
    notice = notices.notice()
    environment = {
        **os.environ,
        "DATABASE_URL": database.url(),
        "BLUELAMP_SMTP_HOST": "127.0.0.1",
        "BLUELAMP_SMTP_TLS": "",
        "BLUELAMP_SMTP_PORT": str(smtp.port),
        "DJANGO_SETTINGS_MODULE": "bluelamp.config.settings",
    }
    sender: subprocess.Popen[str] = subprocess.Popen(
        [sys.executable, "-c", _SENDER, str(notice.id)], env=environment, stdout=subprocess.PIPE, text=True
    )
    smtp.before_reply = lambda: os.kill(sender.pid, signal.SIGKILL)  # the message is in, the sender does not know
    output, _ = sender.communicate(timeout=60)
    smtp.before_reply = None
    assert (sender.returncode, output) == (-signal.SIGKILL, "")
    assert len(smtp.messages) == 1
    assert fresh(notice).state == NoticeState.SENDING
    assert actions(notice) == ["queue", "take"]  # the ledger knew before a byte left

    delivery.deliver(actor=JOB, notice_id=notice.id)  # the lease still holds
    assert len(smtp.messages) == 1
    with clock.shifted(policies.LEASE + timedelta(seconds=1)):
        delivery.deliver(actor=JOB, notice_id=notice.id)
    assert fresh(notice).state == NoticeState.SENT
    assert len(smtp.messages) == 2
    assert len({message["Message-ID"] for message in smtp.messages}) == 1
    assert actions(notice) == ["queue", "take", "take", "send"]


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_delivers_what_was_committed() -> None:
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    notice = notices.notice(to=notices.safe_contact(may_say=MaySay.NEUTRAL))
    assert isinstance(app.connector, DjangoConnector)

    async def work() -> None:
        async with app.open_async():
            await app.run_worker_async(wait=False, listen_notify=False, install_signal_handlers=False)

    with app.replace_connector(app.connector.get_worker_connector()):
        asyncio.run(work())
    connection.close()
    assert fresh(notice).state == NoticeState.SENT
    with reading(actor=JOB, purpose=Purpose.CONTACT, action="notices.mailbox.read"):
        item: Any = MailboxItem.objects.get()
    assert (item.address, item.body, item.copies) == ("sam@example.com", notice.body, 1)
