"""A story that was told, without the twenty-five answers that led to it: each of those takes a service and an entry.

``test_telling`` sees to it that what is sent is the same as question by question.
"""

from uuid import UUID

from bluelamp.contact.selectors import report_of_draft
from bluelamp.core.actor import Actor
from bluelamp.demo.stories import Fields, Story
from bluelamp.journeys import selectors, services
from bluelamp.journeys.data import Json
from bluelamp.journeys.definition import Journey, Question
from bluelamp.journeys.graph import route
from bluelamp.journeys.posted import Posted
from bluelamp.journeys.questions.lists import Group, ListQuestion
from bluelamp.journeys.services.answering import new_item_id
from bluelamp.journeys.services.opening import lock_unsent, put
from bluelamp.journeys.types import Holder
from bluelamp.ledger.writing import service
from bluelamp.portal.reporting import receive


@service
def tell(*, actor: Actor, story: Story) -> UUID:
    """The id of its report."""
    holder = services.begin(actor=actor, slug=story.slug)
    fill_in(actor=actor, holder=holder, story=story)
    services.submit(actor=actor, holder=holder, on_submit=receive, language=story.language)
    report = report_of_draft(actor=actor, draft_id=holder.draft_id)
    assert report is not None
    return report.id


@service
def fill_in(*, actor: Actor, holder: Holder, story: Story) -> None:
    """All of it with one entry; it is not sent."""
    draft = lock_unsent(actor, holder)
    kept = _answers(selectors.journey_of(version=draft.version_id), story)
    last = next(reversed(kept))
    draft.answers |= {name: value for name, value in kept.items() if name != last}
    put(actor, draft, last, kept[last])


def _answers(journey: Journey, story: Story) -> dict[str, Json]:
    """By question on the route."""
    kept: dict[str, Json] = {}
    while question := _next(journey, kept):
        if isinstance(question, ListQuestion):
            items = story.items.get(question.name, [])
            kept[question.name] = [_item(question, given) for given in items] if isinstance(question, Group) else []
        else:
            parsed = question.parse(Posted(story.answers.get(question.name)))
            assert not parsed.errors, (question.name, parsed.errors)
            kept[question.name] = parsed.value
    return kept


def _next(journey: Journey, kept: dict[str, Json]) -> Question | None:
    return next((stop.question for stop in route(journey, kept) if stop.question.name not in kept), None)


def _item(group: Group, given: Fields) -> Json:
    parsed = group.parse_item(Posted(given))
    assert isinstance(parsed.value, dict), parsed.errors
    return {"id": new_item_id(), **parsed.value}
