"""A story is told question by question: one that does not fit the form says where, and leaves nothing behind."""

from dataclasses import replace
from random import Random

import pytest

from bluelamp.contact.models import Report
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid
from bluelamp.demo import stories
from bluelamp.demo.stories import Story
from bluelamp.demo.telling import fill_in, tell
from bluelamp.journeys import services
from bluelamp.journeys.models import Draft
from bluelamp.ledger.reading import writing
from bluelamp.records.models import Matter
from tests.factories import telling as at_once

pytestmark = pytest.mark.django_db
PUBLIC = Actor.public()


@pytest.fixture
def story() -> Story:
    return stories.burglary(Random(5), postcode="B4 7AP")


def without(story: Story, name: str) -> Story:
    return replace(story, answers={asked: said for asked, said in story.answers.items() if asked != name})


@pytest.mark.parametrize("name", ["still_there", "account", "contact"])
def test_a_question_that_must_be_answered_and_is_not_is_named(story: Story, name: str) -> None:
    with pytest.raises(Invalid, match=f"does not answer “{name}”"):
        tell(actor=PUBLIC, story=without(story, name))
    with writing():
        assert not Draft.objects.exists()
        assert not Matter.objects.exists()


def test_an_item_that_does_not_fit_is_named_by_its_question(story: Story) -> None:
    with pytest.raises(Invalid, match="does not answer “taken”"):
        tell(actor=PUBLIC, story=replace(story, items={"taken": [{"kind": ["zeppelin"]}]}))


def test_what_is_not_asked_is_not_answered(story: Story) -> None:
    """Nobody is hurt, so who is hurt and how is never asked, though the story could say it."""
    report_id = tell(actor=PUBLIC, story=story)
    with writing():
        answers = Report.objects.get(pk=report_id).answers
    assert "hurt_account" in story.answers
    assert "hurt_account" not in answers


def test_what_other_tests_tell_at_once_is_what_is_told_question_by_question(story: Story) -> None:
    kept = []
    for way in (tell, at_once.tell):
        with writing():
            kept.append(Report.objects.get(pk=way(actor=PUBLIC, story=story)))
    one, other = ({**report.answers, "taken": without_ids(report.answers["taken"])} for report in kept)
    assert one == other
    assert kept[0].risk_reasons == kept[1].risk_reasons
    assert kept[0].safe_contact == kept[1].safe_contact


def without_ids(items: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{name: said for name, said in item.items() if name != "id"} for item in items]


def test_a_form_that_was_filled_in_is_not_sent_yet(story: Story) -> None:
    holder = services.begin(actor=PUBLIC, slug=story.slug)
    with writing():
        fill_in(actor=PUBLIC, holder=holder, story=story)
        assert Draft.objects.get(pk=holder.draft_id).answers["account"]
    assert not Report.objects.exists()
