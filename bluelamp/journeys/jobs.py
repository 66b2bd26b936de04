"""What the worker does for drafts."""

import logging

from procrastinate.contrib.django import app

from bluelamp.core.actor import Actor
from bluelamp.journeys import services

logger = logging.getLogger(__name__)


@app.periodic(cron="41 3 * * *")
@app.task(name="journeys.erase_expired", queueing_lock="journeys.erase_expired", pass_context=False)
def erase_expired(timestamp: int) -> None:  # noqa: ARG001 - when it was due, from the periodic scheduler
    """Every night: drafts that nobody came back to for 28 days."""
    actor, erased = Actor.job("journeys.erase_expired"), 0
    while load := services.erase_expired(actor=actor):
        erased += load
    logger.info("%d expired drafts erased.", erased)
