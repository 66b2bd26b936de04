"""Who sees which notices, what was lost on its way, and how many were asked for."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from bluelamp.access.enums import Relation
from bluelamp.access.services import involve
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotAllowed
from bluelamp.core.ids import new_id
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading
from bluelamp.notices import delivery, selectors
from bluelamp.notices.enums import Channel
from tests.factories import notices
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
JOB = Actor.job("test")


def test_the_unsent_are_for_the_supervisor_alone(cast: Cast) -> None:
    for who in sorted(set(cast) - {"supervisor"}):
        with pytest.raises(NotAllowed):
            selectors.unsent(actor=cast[who])


@pytest.mark.parametrize("who", ["call_taker", "responder", "detective"])
def test_who_sees_the_notices_of_their_own_matters(cast: Cast, who: str) -> None:
    mine, other = new_id(), new_id()
    notice = notices.notice(matter_id=mine)
    notices.notice(matter_id=other)
    involve(actor=JOB, matter=mine, who=cast[who].id, relation=Relation.ASSIGNED)
    with reading(actor=cast[who], purpose=Purpose.VICTIM_CARE, action="notices.notice.read"):
        assert selectors.for_matter(actor=cast[who], matter_id=mine) == [notice]
        assert selectors.for_matter(actor=cast[who], matter_id=other) == []


def test_a_citizen_sees_what_was_sent_to_them(cast: Cast) -> None:
    mine, other = new_id(), new_id()
    notice = notices.notice(matter_id=mine)
    notices.notice(matter_id=other)
    involve(actor=JOB, matter=mine, who=cast["citizen"].id, relation=Relation.OWN)
    with reading(actor=cast["citizen"], purpose=Purpose.OWN_RECORD, action="notices.notice.read"):
        assert selectors.for_matter(actor=cast["citizen"], matter_id=mine) == [notice]
        assert selectors.for_matter(actor=cast["citizen"], matter_id=other) == []


def test_overdue_names_what_was_lost_and_nothing_else() -> None:
    at = clock.now()
    lost, leased, dropped, sent = (notices.notice(key=str(n)) for n in range(4))
    delivery.deliver(actor=JOB, notice_id=sent.id)
    for notice in (leased, dropped):
        delivery.take(actor=JOB, notice_id=notice.id)
    assert selectors.overdue(actor=JOB) == []
    with clock.fixed(at + timedelta(minutes=1, seconds=30)):
        assert selectors.overdue(actor=JOB) == []
    with clock.fixed(at + timedelta(minutes=3)):
        assert set(selectors.overdue(actor=JOB)) == {lost.id, leased.id, dropped.id}
        delivery.deliver(actor=JOB, notice_id=lost.id)
        delivery.deliver(actor=JOB, notice_id=dropped.id)
        assert selectors.overdue(actor=JOB) == [leased.id]


def test_the_newest_that_could_not_be_sent_come_first_and_no_more_than_are_asked_for(cast: Cast) -> None:
    never = notices.safe_contact(never=True)
    for number in range(3):
        with clock.shifted(timedelta(minutes=number)):
            notices.notice(to=never, key=f"{number}")
    with reading(actor=cast["supervisor"], purpose=Purpose.SUPERVISION, action="notices.notice.review"):
        found = [notice.key for notice in selectors.unsent(actor=cast["supervisor"], limit=2)]
    assert found == ["2", "1"]


def test_whose_duty_a_notice_did_is_told_to_whoever_may_see_it(cast: Cast) -> None:
    notice = notices.notice(key="duty:7")
    with reading(actor=JOB, purpose=Purpose.CONTACT, action="notices.notice.read"):
        assert selectors.key_of(actor=JOB, notice_id=notice.id) == "duty:7"
        assert selectors.key_of(actor=JOB, notice_id=new_id()) == ""
        for who in ("outsider", "detective", "citizen"):
            assert selectors.key_of(actor=cast[who], notice_id=notice.id) == "", who


def asked(**narrowed: str) -> int:
    since = clock.now() - timedelta(hours=1)
    return selectors.asked_for(actor=JOB, template="report_received", since=since, **narrowed)


def test_the_notices_to_one_address_are_counted_however_it_is_written() -> None:
    notices.notice(to=notices.safe_contact(email="sam@example.com"))
    notices.notice(to=notices.safe_contact(email="other@example.com"))
    notices.notice(to=notices.safe_contact(preferred=Channel.SMS, phone="07700 900982"))
    assert asked() == 3
    assert asked(address=" SAM@Example.com ") == asked(address="+44 7700 900982") == asked(address="07700900982") == 1
    assert asked(address="nobody") == 0
    assert asked(recipient=notices.RECIPIENT) == 3
    assert asked(recipient="contact.report:1") == 0


def test_by_a_channel_only_what_was_not_held_counts() -> None:
    by_text = notices.safe_contact(preferred=Channel.SMS)
    notices.notice(to=by_text)
    notices.notice(to=notices.safe_contact(preferred=Channel.SMS, phone="12"))
    notices.notice()
    assert asked(channel=Channel.SMS) == 1
    with clock.shifted(timedelta(hours=1, seconds=1)):
        assert asked(channel=Channel.SMS) == 0, "an hour later it is forgotten"


def test_nobody_is_offered_a_way_that_nothing_was_set_up_for(settings: Settings) -> None:
    settings.BLUELAMP_DEMO, settings.EMAIL_HOST, settings.BLUELAMP_SMS_URL = False, "mail.example", ""
    assert selectors.has_road(channel=Channel.EMAIL)
    assert not selectors.has_road(channel=Channel.SMS)
