"""Reports that may be about one thing: whom the desk is shown, and what somebody about to report is told."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from bluelamp.contact import selectors
from bluelamp.contact.enums import Risk
from bluelamp.contact.models import Report
from bluelamp.contact.services import receive_report
from bluelamp.contact.types import NewReport
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.journeys.facts import Fact, Facts
from bluelamp.journeys.types import Means
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading
from bluelamp.portal.reporting import before_sending
from bluelamp.records.enums import MatterKind
from bluelamp.records.services import open_matter
from tests.factories.rooms import told
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
PUBLIC = Actor.public()
HERE = (52.48, -1.89)


def reported(*, north: float = 0, slug: str = "burglary", risk: Risk = Risk.STANDARD) -> UUID:
    """A report ``north`` metres from here."""
    report_id = new_id()
    sender = Actor.receipt(report_id)
    matter = open_matter(actor=sender, kind=MatterKind.REPORT, title="Report")
    new = NewReport(
        draft_id=new_id(),
        journey_slug=slug,
        journey_version="0" * 64,
        answers={},
        safe_contact={},
        risk=risk.value,
        risk_reasons=[],
        latitude=HERE[0] + north / 111_195,
        longitude=HERE[1],
    )
    receive_report(actor=sender, report_id=report_id, matter_id=matter.id, new=new)
    return report_id


def test_the_desk_is_shown_the_likeliest_first_with_reasons(cast: Cast) -> None:
    with clock.shifted(-timedelta(days=3)):
        earlier, elsewhere = reported(north=120), reported(north=900)
    mine, other = reported(), reported(north=20, slug="criminal-damage")
    desk = cast["call_taker"]
    with reading(actor=desk, purpose=Purpose.CONTACT, action="test"):
        found = selectors.likely_same(actor=desk, report_id=mine)
    assert [one.report.id for one in found] == [earlier, other]
    assert elsewhere not in [one.report.id for one in found]
    assert found[0].reasons == ("The same kind of report", "120 metres away", "3 days between them")
    assert found[1].reasons == ("Another kind of report", "20 metres away", "Less than a day between them")


def test_whoever_grades_sees_them_and_is_led_to_both_side_by_side(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    mine, other = told(), told()
    page = sign_in("call_taker").get(f"/desk/contact/{mine}").content.decode()
    matters = dict(Report.objects.values_list("id", "matter_id"))
    assert f'href="/desk/contact/{other}"' in page
    assert f'href="/desk/records/matter/{matters[mine]}/join/{matters[other]}"' in page
    assert "The same kind of report. The same address or postcode. Less than a day between them." in page


def test_a_report_without_a_place_is_like_none(cast: Cast) -> None:
    mine = reported()
    Report.objects.filter(pk=mine).update(latitude=None)
    with reading(actor=cast["call_taker"], purpose=Purpose.CONTACT, action="test"):
        assert selectors.likely_same(actor=cast["call_taker"], report_id=mine) == []


def place(**value: str) -> Facts:
    return Facts((Fact("where", "Where", "address", Means.PLACE, {**value}, (), ()),))


SPOT = place(known="roughly", lat="52.480000", lon="-1.890000")


def test_who_is_about_to_report_is_told_only_that_one_is_known() -> None:
    def notes(slug: str = "burglary", facts: Facts = SPOT) -> tuple[str, ...]:
        return before_sending(actor=PUBLIC, slug=slug, facts=facts)

    assert notes() == ()
    reported(risk=Risk.HIGH)
    assert notes() == (), "one that tells of a risk to somebody is never counted"
    reported()
    (note,) = notes()
    assert "Somebody may have told us about this already" in note
    assert notes("criminal-damage") == ()
    for private in ("hate-crime", "missing-person"):
        reported(slug=private)
        assert notes(private) == (), "that there is one says something about a person"
    assert notes(facts=place(known="roughly", description="Somewhere")) == ()
    assert notes(facts=place(known="roughly", lat="52.600000", lon="-1.890000")) == ()
    assert notes("no-such-report") == ()
    with clock.shifted(timedelta(days=9)):
        assert not selectors.is_known_nearby(
            actor=PUBLIC, slug="burglary", latitude=HERE[0], longitude=HERE[1], at=now()
        )
