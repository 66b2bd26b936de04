"""What became of each thing, in the words of whoever named it, and as news when we wrote it down."""

from datetime import UTC, date, datetime

import pytest

from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.investigations.enums import ThingState
from bluelamp.investigations.types import Traced
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading
from bluelamp.portal.belongings import belongings_of, news, rows
from bluelamp.records.enums import LinkKind
from bluelamp.records.types import Ref
from tests.factories.rooms import received, told

AT = datetime(2026, 6, 3, 22, 30, tzinfo=UTC)  # 23:30 in London
DAY = date(2026, 6, 3)
NAMED = "\N{FIRST STRONG ISOLATE}Red bicycle\N{POP DIRECTIONAL ISOLATE}"


def thing(how: LinkKind = LinkKind.STOLEN_IN, **became: object) -> Traced:
    return Traced(new_id(), Ref("property", new_id()), "Red bicycle", "PROP-1", how, **became)  # type: ignore[arg-type] # of either kind


@pytest.mark.parametrize(
    ("one", "words", "tag"),
    [
        (thing(), "Reported as taken", ""),
        (thing(LinkKind.LOST_IN), "Reported as lost", ""),
        (thing(LinkKind.FOUND_IN), "Reported as found", ""),
        (thing(state=ThingState.FOUND), "Found by us", "govuk-tag--blue"),
        (thing(LinkKind.FOUND_IN, state=ThingState.FOUND), "We have it now", "govuk-tag--blue"),
        (thing(state=ThingState.KEPT), "Found, kept as evidence", "govuk-tag--blue"),
        (thing(state=ThingState.RETURNED, returned_on=DAY), "Back with you since 3 June 2026", "govuk-tag--green"),
        (
            thing(LinkKind.FOUND_IN, state=ThingState.RETURNED, returned_on=DAY),
            "Back with its owner since 3 June 2026",  # who found it is not whose it is
            "govuk-tag--green",
        ),
    ],
)
def test_each_state_in_words(one: Traced, words: str, tag: str) -> None:
    [row] = rows([one])
    assert (row.title, row.number, row.state, row.tag) == ("Red bicycle", "PROP-1", words, tag)


def test_what_has_not_happened_is_no_news() -> None:
    assert news([thing(), thing(found_on=DAY), thing(returned_on=DAY)]) == []


def test_finding_and_giving_back_are_news_each_when_it_was_written_down() -> None:
    later = datetime(2026, 6, 5, 9, 0, tzinfo=UTC)
    one = thing(found_on=DAY, found_at=AT, returned_on=date(2026, 6, 4), returned_at=later)
    assert news([one]) == [
        (AT, "Found by us", NAMED),
        (later, "Back with you", f"{NAMED}, on 4 June 2026."),
    ]


@pytest.mark.parametrize(
    ("at", "dated"),
    [
        (AT, False),
        (datetime(2026, 6, 3, 23, 30, tzinfo=UTC), True),  # half past midnight here: the next day
    ],
)
def test_the_day_is_said_only_where_it_is_not_the_day_on_which_we_wrote_it_down(at: datetime, dated: bool) -> None:
    [(_at, _title, words)] = news([thing(found_on=DAY, found_at=at)])
    assert ("3 June 2026" in words) is dated


@pytest.mark.django_db
def test_only_what_this_report_named_is_its_senders() -> None:
    from bluelamp.contact.models import Report

    report_id, other = told(), received()
    actor = Actor.receipt(report_id)
    with reading(actor=actor, purpose=Purpose.OWN_RECORD, action="test"):
        matter = Report.objects.get(pk=report_id).matter_id
        assert belongings_of(actor=actor, matter_id=matter, report_id=report_id)
        assert belongings_of(actor=actor, matter_id=matter, report_id=other.id) == []
