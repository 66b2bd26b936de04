"""What people send after their report, on its page: each goes where it belongs, in one transaction."""

from collections.abc import Callable
from uuid import UUID

from bluelamp.core.actor import Actor
from bluelamp.flows import complain, refer_victim, victim_requests
from bluelamp.journeys.types import Submitted
from bluelamp.ledger.writing import service

Receiver = Callable[..., None]


@service
def receive_after(*, actor: Actor, report_id: UUID, submitted: Submitted) -> None:
    """Receive what was sent about a report."""
    _receivers()[submitted.slug](actor=actor, report_id=report_id, submitted=submitted)


def _receivers() -> dict[str, Receiver]:
    """By the slug of its journey; each takes the actor, the report and what was submitted, and asks whose it is."""
    return {
        "victim-support": refer_victim.answer_on_page,
        "personal-statement": victim_requests.make_request,
        "ask-for-review": victim_requests.make_request,
        "more-evidence": victim_requests.send_more,
        "stop": victim_requests.make_request,
        "how-we-did": victim_requests.rate,
        "complaint": complain.complain,
    }
