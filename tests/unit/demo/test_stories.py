"""Every story fits the form that the public fills in, and is about nobody."""

from collections.abc import Callable
from datetime import UTC, datetime
from random import Random

import pytest

from bluelamp.contact.models import Report
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.demo import stories
from bluelamp.demo.stories import Story
from bluelamp.demo.telling import tell
from bluelamp.ledger.reading import writing

pytestmark = pytest.mark.django_db
Teller = Callable[..., Story]
TELLERS: tuple[Teller, ...] = (
    stories.burglary,
    stories.suspicious,
    stories.vehicle,
    stories.hate_crime,
    stories.bicycle,
    stories.antisocial,
    stories.stalking,
)


def told(story: Story) -> Report:
    report_id = tell(actor=Actor.public(), story=story)
    with writing():
        return Report.objects.get(pk=report_id)


@pytest.mark.parametrize("teller", TELLERS, ids=lambda teller: teller.__name__)
def test_a_story_is_told_to_its_end_and_its_words_arrive(teller: Teller) -> None:
    story = teller(Random(5), postcode="B70 8RB")
    report = told(story)
    assert (report.journey_slug, report.language) == (story.slug, story.language or "en-gb")
    assert report.answers["account"] == story.answers["account"]["account"][0]
    for name, items in story.items.items():
        assert len(report.answers[name]) == len(items)


@pytest.mark.parametrize("teller", TELLERS, ids=lambda teller: teller.__name__)
def test_the_same_seed_tells_the_same_and_another_another(teller: Teller) -> None:
    with clock.fixed(datetime(2026, 3, 11, 12, tzinfo=UTC)):
        one, same, another = (teller(Random(seed), postcode="B70 8RB") for seed in (5, 5, 6))
    assert one == same != another


def test_the_desk_sees_in_which_language_it_was_told() -> None:
    assert told(stories.hate_crime(Random(5), postcode="B4 7AP")).language == "pl"


def test_nobody_can_be_written_to() -> None:
    for teller in TELLERS:
        [address] = teller(Random(5), postcode="B4 7AP").answers["contact"]["contact-email"]
        assert address.endswith("@example.invalid")


def test_it_happened_yesterday_as_the_clocks_on_the_wall_say() -> None:
    with clock.fixed(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)):  # half past midnight in London, on 1 July
        moment = stories.burglary(Random(5), postcode="B4 7AP").answers["moment"]
    assert [moment[f"moment-exact-{part}"] for part in ("day", "month", "year")] == [["30"], ["6"], ["2026"]]


def test_whoever_is_hurt_or_alone_is_seen_first() -> None:
    calm, alone, hurt = (
        told(stories.burglary(Random(5), postcode="B4 7AP", **more))
        for more in ({}, {"vulnerable": "alone"}, {"hurt": True})
    )
    assert hurt.risk < calm.risk
    assert "Somebody hurt" in hurt.risk_reasons
    assert alone.risk < calm.risk
