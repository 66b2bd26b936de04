"""What coming online saves: only where enough is known, with its interval, of reports alone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.contact import services
from bluelamp.contact.enums import Channel
from bluelamp.contact.selectors import came
from bluelamp.contact.shift import Came, monday_of, shift, value_of
from bluelamp.core.clock import now
from bluelamp.core.errors import Invalid
from bluelamp.core.ids import new_id
from tests.factories.rooms import received
from tests.plugins.cast import Cast

_MONDAY = date(2026, 3, 2)
_AT = datetime(2026, 3, 4, 12, tzinfo=UTC)
CONTACTS = st.lists(
    st.builds(
        Came,
        st.sampled_from(Channel.values),
        st.timedeltas(timedelta(0), timedelta(days=27, hours=10)).map(lambda after: _AT - timedelta(days=2) + after),
        st.none() | st.integers(0, 300),
        st.booleans(),
    )
)


@given(CONTACTS)
def test_every_contact_is_counted_in_one_week_and_one_channel(came: list[Came]) -> None:
    found = shift(came, first=_MONDAY, weeks=4)
    assert sum(sum(counts) for counts in found.counts.values()) == len(came)
    assert sum(one.count for one in found.taken) == len(came)
    for one in found.taken:
        assert one.timed <= one.count
        assert (one.median is None) == (one.timed == 0)
        if one.interval and one.median is not None:
            assert one.interval.low <= one.median <= one.interval.high
    if found.saving:
        assert found.saving.interval.low <= found.saving.hours <= found.saving.interval.high


def test_a_saving_compares_reports_with_reports() -> None:
    web = [Came("web", _AT, 6, True)] * 40 + [Came("web", _AT, None, True)] * 20
    phone = [Came("phone", _AT, 18, True)] * 10
    advice = [Came("phone", _AT, 2, False)] * 500
    found = shift([*web, *phone, *advice], first=_MONDAY, weeks=1).saving
    assert found is not None
    assert (found.reports, found.minutes_each, found.hours) == (60, 12, 12.0)
    assert shift([*web, *phone[:5], *advice], first=_MONDAY, weeks=1).saving is None


def test_a_week_begins_on_monday_in_london() -> None:
    assert monday_of(datetime(2026, 6, 7, 23, 30, tzinfo=UTC)) == date(2026, 6, 8)
    assert monday_of(datetime(2026, 3, 8, 23, 30, tzinfo=UTC)) == date(2026, 3, 2)


def test_what_a_minute_is_worth_is_off_until_a_day_says_so() -> None:
    settings = ["2026-04-01=0.85", "2027-04-01 = 0.90"]
    days = (date(2026, 3, 31), date(2026, 4, 1), date(2028, 1, 1))
    assert [value_of(settings, day) for day in days] == [None, Decimal("0.85"), Decimal("0.90")]
    assert value_of([], date(2026, 4, 1)) is None
    with pytest.raises(Invalid, match=r"2026-04-01=0\.85"):
        value_of(["April=1"], date(2026, 4, 1))


@pytest.mark.django_db
def test_minutes_of_a_call_and_of_its_report_are_one_contact(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    desk, report = cast["call_taker"], received()
    services.set_graded(actor=desk, report_id=received().id, grade="P2", minutes=4)
    call = services.answer_call(actor=desk, client_id=new_id())
    services.attach_report(actor=desk, call_id=call.id, report_id=report.id)
    services.end_call(actor=desk, call_id=call.id, outcome="report", minutes=9)
    page = sign_in("supervisor").get("/desk/contact/shift").content.decode()
    assert "Contacts each week" in page
    assert "Too few reports have their minutes written down to say." in page
    assert sign_in("call_taker").get("/desk/contact/shift").status_code == 403
    services.set_graded(actor=desk, report_id=report.id, grade="P2", minutes=5)
    found = came(actor=cast["analyst"], start=now() - timedelta(hours=1), end=now() + timedelta(hours=1))
    assert sorted((one.channel, one.minutes) for one in found if one.minutes) == [("phone", 14), ("web", 4), ("web", 5)]
