"""What is asked after a report, on its page: a journey each, begun there and sent back there."""

from uuid import UUID

from django.urls import reverse

from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotFound
from bluelamp.flows.after_report import receive_after
from bluelamp.journeys.types import JourneyDoor, Submitted

_ABOUT = "contact.report:"


def about_report(report_id: UUID) -> str:
    """How a draft names the report that it is about."""
    return f"{_ABOUT}{report_id}"


def receive(*, actor: Actor, submitted: Submitted) -> str:
    """Inside the transaction that marks the draft as sent."""
    report_id = report_of(submitted.about)
    receive_after(actor=actor, report_id=report_id, submitted=submitted)
    return reverse("portal:thanks", args=[report_id, submitted.slug])


def page_of(about: str) -> str:
    """The page of the report that a draft is about."""
    return reverse("portal:tracking", args=[report_of(about)])


def report_of(about: str) -> UUID:
    if not about.startswith(_ABOUT):
        raise NotFound("This form belongs to a report. Open your report, and begin it there.")
    return UUID(about.removeprefix(_ABOUT))


AFTER = JourneyDoor(name="after", on_submit=receive, home_of=page_of, emergency="/emergency")
