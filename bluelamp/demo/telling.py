"""Telling a story through the same journey that the public walks."""

from uuid import UUID

from bluelamp.contact.selectors import report_of_draft
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid
from bluelamp.demo.stories import Story
from bluelamp.journeys import selectors, services
from bluelamp.journeys.graph import route
from bluelamp.journeys.posted import Posted
from bluelamp.journeys.types import Holder
from bluelamp.ledger.writing import service
from bluelamp.portal.reporting import receive


@service
def tell(*, actor: Actor, story: Story) -> UUID:
    """Answer every question on the route and send the report; its id. ``Invalid`` when the story does not fit."""
    holder = services.begin(actor=actor, slug=story.slug)
    fill_in(actor=actor, holder=holder, story=story)
    services.submit(actor=actor, holder=holder, on_submit=receive, language=story.language)
    report = report_of_draft(actor=actor, draft_id=holder.draft_id)
    if report is None:
        raise Invalid("The story was told but no report came of it.")
    return report.id


def fill_in(*, actor: Actor, holder: Holder, story: Story) -> None:
    """Answer every question on the route of a draft that was begun; it is not sent."""
    asked: set[str] = set()
    while (name := _next(actor, holder, asked)) is not None:
        asked.add(name)
        for item in story.items.get(name, []):
            _check(name, services.add_item(actor=actor, holder=holder, name=name, posted=Posted(item)))
        _check(name, services.answer(actor=actor, holder=holder, name=name, posted=Posted(story.answers.get(name))))


def _next(actor: Actor, holder: Holder, asked: set[str]) -> str | None:
    draft = selectors.draft(actor=actor, holder=holder)
    journey = selectors.journey_of(version=draft.version_id)
    names = [stop.question.name for stop in route(journey, draft.answers)]
    return next((name for name in names if name not in asked), None)


def _check(name: str, errors: dict[str, str]) -> None:
    if errors:
        raise Invalid(f"The story does not answer “{name}”: {'; '.join(errors.values())}")
