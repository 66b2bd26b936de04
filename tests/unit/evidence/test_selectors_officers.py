"""Who sees which witness waits for an officer, and until when."""

import pytest

from bluelamp.access.enums import Relation
from bluelamp.access.services import involve
from bluelamp.contact.models import Report
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotFound
from bluelamp.core.ids import new_id
from bluelamp.evidence import selectors, services
from bluelamp.evidence.models import OfficerRequest
from bluelamp.ledger.reading import writing
from tests.factories.rooms import received
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def asked(report: Report, *why: str) -> OfficerRequest:
    return services.ask_for_officer(
        actor=Actor.receipt(report.id), matter_id=report.matter_id, report_id=report.id, why=why or ("wish",)
    )


def waiting(actor: Actor) -> list[tuple[list[str], object]]:
    return [(why, which) for why, _since, which, _who in selectors.requests_waiting(actor=actor)]


@pytest.mark.parametrize(
    ("role", "before", "after"),
    [
        ("call_taker", True, True),
        ("supervisor", True, True),
        ("detective", False, True),
        ("responder", False, False),
        ("exhibits_officer", False, False),
        ("outsider", False, False),
    ],
)
def test_the_desk_sees_who_waits_and_an_investigator_whoever_is_theirs(
    cast: Cast, role: str, before: bool, after: bool
) -> None:
    report, actor = received(), cast[role]
    request = asked(report)
    asked(received())  # of a matter that stays somebody else's
    for sees in (before, after):
        assert (request.id in [which for _why, which in waiting(actor)]) is sees
        with writing():
            assert (request.id in selectors.requests_by_id(actor=actor, ids=[request.id])) is sees
            assert bool(selectors.requests_for_matter(actor=actor, matter_id=report.matter_id)) is sees
            if not sees:
                with pytest.raises(NotFound):
                    selectors.officer_request(actor=actor, request_id=request.id)
        involve(actor=Actor.job("test"), matter=report.matter_id, who=actor.id, relation=Relation.ASSIGNED)
    assert len(waiting(actor)) == (2 if before else int(after))


def test_what_is_dealt_with_waits_no_longer_and_is_still_there_for_the_matter(cast: Cast) -> None:
    desk, report = cast["call_taker"], received()
    request = asked(report)
    services.take_request(actor=desk, request_id=request.id)
    [(_why, _since, which, who)] = selectors.requests_waiting(actor=desk)
    assert (which, who) == (request.id, desk.id)
    services.finish_request(actor=desk, request_id=request.id, result="Friday at ten.")
    again = asked(report)
    assert [which for _why, which in waiting(desk)] == [again.id]
    with writing():
        found = selectors.requests_for_matter(actor=desk, matter_id=report.matter_id)
    assert [one.id for one in found] == [again.id, request.id]


def test_whoever_asked_sees_that_they_did_until_it_is_dealt_with_and_nobody_elses(cast: Cast) -> None:
    report, other = received(), received()
    request = asked(report)
    with writing():
        mine = selectors.open_request(actor=Actor.receipt(report.id), report_id=report.id)
        assert mine is not None
        assert mine.id == request.id
        assert selectors.open_request(actor=Actor.receipt(other.id), report_id=report.id) is None
        assert selectors.requests_for_matter(actor=Actor.receipt(report.id), matter_id=report.matter_id) == []
    services.take_request(actor=cast["call_taker"], request_id=request.id)
    services.finish_request(actor=cast["call_taker"], request_id=request.id, result="Friday at ten.")
    with writing():
        assert selectors.open_request(actor=Actor.receipt(report.id), report_id=report.id) is None


def test_why_is_said_in_words_and_a_reason_that_is_no_longer_known_is_left_out(cast: Cast) -> None:
    request = OfficerRequest(id=new_id(), why=["child", "of an earlier program", "wish"])
    assert selectors.reasons_of(actor=cast["call_taker"], found=request) == [
        "Under 18",
        "Would rather speak with an officer",
    ]
