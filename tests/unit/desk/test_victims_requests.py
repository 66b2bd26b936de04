"""What victims have written to us: who answers what, with which results; and what they think of us, as counts."""

from collections.abc import Callable
from datetime import datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client

from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.clock import LONDON
from bluelamp.ledger.reading import writing
from bluelamp.victims import services
from bluelamp.victims.models import VictimRequest
from tests.factories.rooms import received
from tests.factories.victims import written
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
LIST, COUNTS = "/desk/victims/requests", "/desk/victims/satisfaction"
TAKE = "I deal with this"


def text(response: Any) -> str:
    return unescape(response.content.decode())


def page(one: VictimRequest) -> str:
    return f"{LIST}/{one.id}"


def state(one: VictimRequest) -> str:
    with writing():
        return str(VictimRequest.objects.values_list("state", flat=True).get(pk=one.id))


def test_whoever_deals_with_it_is_not_asked_to_take_it_again(cast: Cast, sign_in: SignIn) -> None:
    one, desk = written(received(), "statement"), sign_in("call_taker")
    assert TAKE in text(desk.get(page(one)))
    assert desk.post(f"{page(one)}/take").headers["Location"] == page(one)
    assert TAKE not in text(desk.get(page(one)))
    assert TAKE in text(sign_in("supervisor").get(page(one)))
    assert state(one) == "in_hand"


def test_a_review_is_decided_by_a_supervisor_who_did_not_make_the_decision(cast: Cast, sign_in: SignIn) -> None:
    theirs, own = written(received(), "review"), written(received(), "review", not_by=cast["supervisor"].id)
    answer = {"outcome": "stands", "result": "We looked at it again."}
    desk, boss = sign_in("call_taker"), sign_in("supervisor")
    shown = text(desk.get(page(theirs)))
    assert "I do not agree." in shown
    assert "A supervisor who did not investigate the case answers this." in shown
    refused = desk.post(page(theirs), answer)
    assert refused.status_code == 422
    assert "You cannot do this." in text(refused)
    refused = boss.post(page(own), answer)
    assert refused.status_code == 422
    assert "Somebody else has to review it." in text(refused)
    assert boss.post(page(theirs), answer).headers["Location"] == page(theirs)
    assert (state(theirs), state(own)) == ("settled", "received")


@pytest.mark.parametrize(
    ("kind", "results"),
    [
        ("statement", {"read"}),
        ("more", {"read"}),
        ("withdrawal", {"goes_on", "no_support", "pressure"}),
        ("review", {"stands", "again"}),
    ],
)
def test_each_kind_has_results_of_its_own_and_takes_no_other(sign_in: SignIn, kind: str, results: set[str]) -> None:
    one, boss = written(received(), kind), sign_in("supervisor")
    every = {"read", "stands", "again", "goes_on", "no_support", "pressure"}
    shown = text(boss.get(page(one)))
    assert {code for code in every if f'value="{code}"' in shown} == results
    for other in every - results:
        assert boss.post(page(one), {"outcome": other, "result": "Thank you."}).status_code == 422
    assert state(one) == "received"


def test_an_answer_has_words_for_whoever_wrote_to_us(sign_in: SignIn) -> None:
    one = written(received(), "statement")
    refused = sign_in("call_taker").post(page(one), {"outcome": "read", "result": " "})
    assert refused.status_code == 422
    assert "Write what we tell them, in plain words." in text(refused)
    assert state(one) == "received"


def test_whoever_answers_what_was_answered_meanwhile_is_told_so_beside_that_answer(sign_in: SignIn) -> None:
    one = written(received(), "statement")
    first, second = sign_in("call_taker"), sign_in("supervisor")
    assert first.post(page(one), {"outcome": "read", "result": "Kept with the case."}).status_code == 302
    late = second.post(page(one), {"outcome": "read", "result": "Thank you for writing."})
    assert late.status_code == 422
    shown = text(late)
    assert "so it cannot be changed" in shown
    assert "Kept with the case." in shown
    assert page(one) not in text(second.get(LIST))


def test_what_is_about_somebodys_safety_stands_first(sign_in: SignIn) -> None:
    calm, afraid = written(received(), "more"), written(received(), "withdrawal", flagged=True)
    shown = text(sign_in("call_taker").get(LIST))
    assert shown.index(page(afraid)) < shown.index(page(calm))
    opened = text(sign_in("call_taker").get(page(afraid)))
    assert "Safety first" in opened
    assert "Safety first" not in text(sign_in("call_taker").get(page(calm)))


def test_an_officer_of_another_matter_sees_no_request(sign_in: SignIn) -> None:
    one, officer = written(received(), "statement"), sign_in("detective")
    assert officer.get(LIST).status_code == 403
    assert officer.get(page(one)).status_code == 404
    assert officer.post(f"{page(one)}/take").status_code == 403


def _rated(on: datetime, rating: str, people: int) -> None:
    with clock.fixed(on):
        for _ in range(people):
            report = received()
            services.rate_service(
                actor=Actor.receipt(report.id), report_id=report.id, matter_id=report.matter_id, rating=rating
            )


def test_counts_are_of_twelve_whole_months_so_that_nobody_is_known_by_the_difference_of_a_day(
    sign_in: SignIn,
) -> None:
    _rated(datetime(2025, 5, 31, 12, tzinfo=LONDON), "poor", 1)  # a month too early
    _rated(datetime(2025, 6, 1, 12, tzinfo=LONDON), "good", 2)
    _rated(datetime(2026, 5, 31, 12, tzinfo=LONDON), "good", 3)
    _rated(datetime(2026, 6, 15, 9, tzinfo=LONDON), "poor", 1)  # of the month that runs
    with clock.fixed(datetime(2026, 6, 15, 12, tzinfo=LONDON)):
        shown = text(sign_in("supervisor").get(COUNTS))
    assert "from 1 June 2025 until before 1 June 2026" in shown
    assert "chose to answer: 5." in shown
    assert "Good: <strong>5</strong>" in shown
    assert "Poor: <strong>0</strong>" in shown


def test_of_too_few_people_nothing_is_shown(sign_in: SignIn) -> None:
    _rated(datetime(2026, 5, 2, 12, tzinfo=LONDON), "poor", 4)
    with clock.fixed(datetime(2026, 6, 15, 12, tzinfo=LONDON)):
        shown = text(sign_in("analyst").get(COUNTS))
    assert "Fewer than 5 people have answered." in shown
    assert "<strong>4</strong>" not in shown
