"""What becomes of a notice is news for whoever asked for it, in the transaction that it happens in."""

import pytest

from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.notices import carrying, delivery, services
from bluelamp.notices.enums import Channel, MaySay
from bluelamp.notices.models import Notice
from bluelamp.notices.notifiers import NoGateway
from tests.factories import notices
from tests.factories.rooms import announced
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
JOB = Actor.job("test")


@pytest.mark.parametrize("wording", [MaySay.FULL, MaySay.NEUTRAL])
def test_sending_and_giving_up_are_announced_to_whoever_asked(wording: MaySay) -> None:
    matter, to = new_id(), notices.safe_contact(may_say=wording)
    notice, refused = notices.notice(matter_id=matter, to=to), notices.notice(matter_id=matter, to=to)
    for _ in range(2):
        delivery.deliver(actor=JOB, notice_id=notice.id)
        delivery.deliver(actor=JOB, notice_id=refused.id, notifier=NoGateway())
    [sent], [not_sent] = announced("notices.NoticeSent"), announced("notices.NoticeNotSent")
    assert (sent["notice_id"], sent["matter_id"], sent["wording"]) == (str(notice.id), str(matter), wording)
    assert (not_sent["notice_id"], not_sent["matter_id"]) == (str(refused.id), str(matter))
    assert not_sent["reason"] == "failed"


def test_what_is_held_is_announced_with_its_reason(cast: Cast) -> None:
    matter = new_id()
    held = [
        notices.notice(to=notices.safe_contact(never=True), matter_id=matter),
        notices.notice(to=notices.safe_contact(preferred=Channel.CALL), matter_id=matter, key="call"),
        notices.notice(matter_id=matter),
    ]
    notices.notice(to=notices.safe_contact(preferred=Channel.CALL), matter_id=matter, key="call")
    services.stop(actor=cast["supervisor"], matter_id=matter)
    told = [(news["notice_id"], news["reason"]) for news in announced("notices.NoticeNotSent")]
    reasons = ("never", "call_them", "stopped")
    assert told == [(str(notice.id), reason) for notice, reason in zip(held, reasons, strict=True)]


def test_news_that_nobody_carries_is_a_fault_at_once() -> None:
    carriers = list(carrying._carriers)
    carrying._carriers.clear()
    try:
        with pytest.raises(RuntimeError, match="wiring"):
            notices.notice(to=notices.safe_contact(never=True))
    finally:
        carrying.carry_by(*carriers)
    assert not Notice.objects.exists()
