"""What the worker does for the desk."""

import logging

from procrastinate.contrib.django import app

from bluelamp.core.actor import Actor
from bluelamp.desk.contact.escalating import escalate_waiting

logger = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="desk.escalate", queueing_lock="desk.escalate", pass_context=False)
def escalate(timestamp: int) -> None:  # noqa: ARG001 - when it was due, from the periodic scheduler
    """Every minute: whoever has waited too long is put before a supervisor."""
    raised = escalate_waiting(actor=Actor.job("desk.escalate"))
    if raised:
        logger.info("%d put before a supervisor.", raised)
