"""A report's way through the rooms, each step as its own room takes it, and what it left behind."""

from random import Random
from uuid import UUID

from procrastinate.contrib.django.models import ProcrastinateJob

from bluelamp.access.selectors import team_by_name
from bluelamp.contact import services as contact
from bluelamp.contact.models import Report
from bluelamp.contact.types import NewReport
from bluelamp.conversations import services as conversations
from bluelamp.conversations.models import Conversation
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.demo import stories
from bluelamp.flows.grade_report import Grading
from bluelamp.investigations import services as investigations
from bluelamp.investigations.models import Case, Crime
from bluelamp.journeys.catalogue import current
from bluelamp.journeys.versions import keep
from bluelamp.ledger.models import Entry
from bluelamp.live import news
from bluelamp.live.models import Outbox
from bluelamp.notices.delivery import deliver
from bluelamp.notices.waiting import DELIVER
from bluelamp.records.enums import MatterKind
from bluelamp.records.services import open_matter
from tests.factories.telling import tell
from tests.plugins.cast import Cast

LEVELS = dict.fromkeys(("threat", "harm", "risk", "investigation", "vulnerability", "engagement"), "low")


def told(seed: int = 7, *, hurt: bool = False) -> UUID:
    """A burglary as the public tells it, question by question; the report's id."""
    story = stories.burglary(Random(seed), postcode="B4 7AP", hurt=hurt)
    return tell(actor=Actor.public(), story=story)


def matter(actor: Actor | None = None) -> UUID:
    """A matter that nobody but ``actor`` is involved in."""
    return open_matter(actor=actor or Actor.job("test"), kind=MatterKind.REPORT, title="Burglary").id


def received(
    risk: str = "3_standard",
    *,
    draft_id: UUID | None = None,
    matter_id: UUID | None = None,
    from_victim: bool = True,
) -> Report:
    """A report without the questions that led to it, by somebody unnamed."""
    report_id = new_id()
    sender = Actor.receipt(report_id)
    new = NewReport(
        draft_id=draft_id or new_id(),
        journey_slug="burglary",
        journey_version=keep(current("burglary")).pk,
        answers={},
        safe_contact={"how": "email", "email": "sam@example.com", "when": ["any"], "may_say": "subject"},
        risk=risk,
        risk_reasons=[],
        place_label="1 Lantern Row",
        from_victim=from_victim,
    )
    kept = matter_id or matter(sender)
    return contact.receive_report(actor=sender, report_id=report_id, matter_id=kept, new=new)


def chat(text: str = "Somebody tried my door.", *, name: str = "", contact: str = "") -> Conversation:
    """A chat that somebody unnamed has begun."""
    return conversations.start_chat(actor=Actor.public(), text=text, client_id=new_id(), name=name, contact=contact)


def grading(**changes: object) -> Grading:
    """A priority burglary, unless said otherwise."""
    decided: dict[str, object] = {
        "grade": "P2",
        "levels": LEVELS,
        "words": "Nobody is in danger now.",
        "summary": "Home broken into.",
        "nsir_class": "crime",
        "offence": "burglary_home",
        "minutes": 9,
    }
    return Grading(**(decided | changes))  # type: ignore[arg-type]  # a table of changes, checked by the dataclass


def crime(cast: Cast, matter_id: UUID, *, report_id: UUID | None = None, offence: str = "burglary_home") -> Crime:
    """A crime that the desk recorded."""
    return investigations.record_crime(
        actor=cast["call_taker"], matter_id=matter_id, report_id=report_id, offence=offence, reported_at=now()
    )


def case(cast: Cast, matter_id: UUID, *, owner: str = "") -> Case:
    """A case of the investigators' team."""
    opened = investigations.open_case(
        actor=cast["call_taker"], matter_id=matter_id, team_id=team_by_name(name="Investigations")
    )
    if owner:
        investigations.assign_case(actor=cast["supervisor"], case_id=opened.id, owner_id=cast[owner].id)
    return opened


def on_ledger(action: str) -> int:
    """How many entries say that this was done."""
    return Entry.objects.filter(action=action).count()


def published(kind: str) -> list[str]:
    """The audiences that were told, in order."""
    return list(Outbox.objects.filter(kind=kind).order_by("id").values_list("audience", flat=True))


def announced(name: str) -> list[dict[str, object]]:
    """The news of one name that waits to be brought."""
    jobs = ProcrastinateJob.objects.filter(task_name=news.TASK).order_by("id")
    return [job.args["fields"] for job in jobs if job.args["name"] == name]


def post_notices() -> None:
    """Send every notice that waits, as the worker does."""
    for job in ProcrastinateJob.objects.filter(task_name=DELIVER).order_by("id"):
        deliver(actor=Actor.job("notices.deliver"), notice_id=UUID(job.args["notice_id"]))


def bring_news() -> None:
    """Bring everything that waits to its handlers, as the worker does; raises when a handler fails."""
    for job in ProcrastinateJob.objects.filter(task_name=news.TASK).order_by("id"):
        news.deliver(job.args["name"], job.args["fields"])
