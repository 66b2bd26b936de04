"""Asking for notices, stopping them and seeing what was not sent, with a real database."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, time

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from bluelamp.access.enums import Relation
from bluelamp.access.services import involve
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import IllegalTransition, NotAllowed, NotFound, UnloggedReading
from bluelamp.core.ids import new_id
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import reading
from bluelamp.notices import delivery, selectors, services, waiting
from bluelamp.notices.enums import Channel, HoldReason, MaySay, NoticeState
from bluelamp.notices.errors import Refused
from bluelamp.notices.hours import SafeTime
from bluelamp.notices.models import MailboxItem, Notice
from bluelamp.notices.types import Message
from tests.factories import notices
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
JOB = Actor.job("test")


def jobs() -> list[ProcrastinateJob]:
    return list(ProcrastinateJob.objects.filter(task_name=waiting.DELIVER).order_by("id"))


def fresh(notice: Notice) -> Notice:
    with reading(actor=JOB, purpose=Purpose.CONTACT, action="notices.notice.read"):
        found: Notice = Notice.objects.get(pk=notice.pk)
        return found


def test_a_notice_is_queued_with_its_words_and_its_job() -> None:
    matter = new_id()
    notice = notices.notice(matter_id=matter)
    assert (notice.state, notice.channel, notice.address) == (NoticeState.QUEUED, "email", "sam@example.com")
    assert notice.subject == "An update about your report"
    assert "CR-26-7KQ4M2X" in notice.body
    assert len(notice.version) == 12
    assert [job.args for job in jobs()] == [{"notice_id": str(notice.id)}]
    entry = Entry.objects.latest("at")
    assert (entry.action, entry.matter_id) == ("notices.notice.queue", matter)
    assert entry.subjects == [f"notices.notice:{notice.id}"]


def test_neutral_words_hold_nothing_of_the_report() -> None:
    notice = notices.notice(to=notices.safe_contact(may_say=MaySay.NEUTRAL))
    assert "CR-26-7KQ4M2X" not in notice.body
    assert "http" not in notice.body
    assert notice.body.startswith("Hello Sam,")


def test_asking_twice_with_one_key_sends_once() -> None:
    first = notices.notice(key="report:1:received")
    entries = Entry.objects.count()
    assert notices.notice(key="report:1:received", to=notices.safe_contact(email="other@example.com")) == first
    assert Notice.objects.count() == len(jobs()) == 1
    assert Entry.objects.count() == entries


def test_asking_without_a_key_is_a_notice_each() -> None:
    assert notices.notice().id != notices.notice().id


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_with_one_key_send_once() -> None:
    together, found = threading.Barrier(2), []

    def ask() -> None:
        together.wait()
        try:
            found.append(notices.notice(key="the same").id)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    assert Notice.objects.count() == len(jobs()) == 1


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_transaction_sends_nothing() -> None:
    with transaction.atomic():
        notices.notice()
        transaction.set_rollback(True)
    assert Notice.objects.count() == 0
    assert jobs() == []


def test_what_may_not_be_sent_is_held_with_its_reason_and_without_words() -> None:
    notice = notices.notice(to=notices.safe_contact(may_say=MaySay.NOTHING))
    assert (notice.state, notice.hold_reason) == (NoticeState.HELD, HoldReason.NOTHING_MAY_BE_SAID)
    assert (notice.address, notice.subject, notice.body) == ("", "", "")
    assert jobs() == []
    assert Entry.objects.latest("at").action == "notices.notice.hold"


def test_a_notice_outside_safe_hours_waits_in_the_queue() -> None:
    evening = SafeTime(time(17), time(21))
    with clock.fixed(datetime(2099, 6, 1, 9, tzinfo=UTC)):
        notice = notices.notice(to=notices.safe_contact(times=(evening,)))
    assert notice.next_try_at == datetime(2099, 6, 1, 16, tzinfo=UTC)
    assert [job.scheduled_at for job in jobs()] == [notice.next_try_at]


def test_a_notice_with_the_wrong_fields_is_a_fault_even_when_held() -> None:
    for to in (notices.safe_contact(), notices.safe_contact(never=True)):
        with pytest.raises(ValueError, match="needs"):
            services.send(actor=JOB, matter_id=None, to=to, template="report_received", context={})


def test_the_recipient_on_the_ledger_is_never_an_address() -> None:
    named, unnamed = notices.notice(), notices.notice(to=notices.safe_contact(ref=""))
    assert named.recipient == notices.RECIPIENT
    assert unnamed.recipient == f"notices.notice:{unnamed.id}"


def test_what_is_waiting_about_a_matter_can_be_stopped(cast: Cast) -> None:
    matter, other = new_id(), new_id()
    mine, theirs = notices.notice(matter_id=matter), notices.notice(matter_id=other)
    assert services.stop(actor=cast["supervisor"], matter_id=matter) == 1
    assert services.stop(actor=cast["supervisor"], matter_id=matter) == 0
    assert fresh(mine).hold_reason == HoldReason.STOPPED
    assert fresh(theirs).state == NoticeState.QUEUED
    delivery.deliver(actor=JOB, notice_id=mine.id)
    assert MailboxItem.objects.count() == 0


def test_a_citizen_stops_messages_about_their_own_report_only(cast: Cast) -> None:
    matter = new_id()
    notices.notice(matter_id=matter)
    with pytest.raises(NotAllowed):
        services.stop(actor=cast["citizen"], matter_id=matter)
    involve(actor=JOB, matter=matter, who=cast["citizen"].id, relation=Relation.OWN)
    assert services.stop(actor=cast["citizen"], matter_id=matter) == 1


@pytest.mark.parametrize("who", ["analyst", "outsider", "auditor"])
def test_who_may_not_stop_or_try_again(cast: Cast, who: str) -> None:
    notice = notices.notice(matter_id=new_id())
    with pytest.raises(NotAllowed):
        services.stop(actor=cast[who], matter_id=notice.matter_id or new_id())
    with pytest.raises(NotAllowed):
        services.try_again(actor=cast[who], notice_id=notice.id)


class NeverTaken:
    def send(self, message: Message) -> str:
        raise Refused(f"no_road_for_{message.channel}")


def test_what_was_given_up_is_seen_by_the_supervisor_and_can_be_tried_again(cast: Cast) -> None:
    notice, held = notices.notice(), notices.notice(to=notices.safe_contact(never=True))
    delivery.deliver(actor=JOB, notice_id=notice.id, notifier=NeverTaken())
    with reading(actor=cast["supervisor"], purpose=Purpose.SUPERVISION, action="notices.notice.review"):
        assert {found.id for found in selectors.unsent(actor=cast["supervisor"])} == {notice.id, held.id}
    services.try_again(actor=cast["supervisor"], notice_id=notice.id)
    delivery.deliver(actor=JOB, notice_id=notice.id)
    assert fresh(notice).state == NoticeState.SENT
    with reading(actor=cast["supervisor"], purpose=Purpose.SUPERVISION, action="notices.notice.review"):
        assert [found.id for found in selectors.unsent(actor=cast["supervisor"])] == [held.id]


def test_only_what_was_given_up_can_be_tried_again(cast: Cast) -> None:
    for notice in (notices.notice(), notices.notice(to=notices.safe_contact(never=True))):
        with pytest.raises(IllegalTransition):
            services.try_again(actor=cast["supervisor"], notice_id=notice.id)
    with pytest.raises(NotFound):
        services.try_again(actor=cast["supervisor"], notice_id=new_id())


def test_notices_are_not_read_without_the_ledger() -> None:
    notices.notice()
    read: list[Callable[[], object]] = [
        lambda: list(Notice.objects.all()),
        lambda: list(Notice.objects.values("address")),
        lambda: list(Notice.objects.values_list("body", flat=True)),
    ]
    for look in read:
        with pytest.raises(UnloggedReading):
            look()


def test_the_database_itself_refuses_nonsense() -> None:
    from django.db import IntegrityError

    notice = notices.notice()
    for change in ({"state": "sent"}, {"state": "held"}, {"hold_reason": "never"}, {"next_try_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Notice.objects.filter(pk=notice.pk).update(**change)


def test_an_unlisted_channel_is_held_for_a_person_to_call() -> None:
    notice = notices.notice(to=notices.safe_contact(preferred=Channel.CALL))
    assert (notice.state, notice.hold_reason) == (NoticeState.HELD, HoldReason.CALL_THEM)
