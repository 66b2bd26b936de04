"""What the worker does for victims."""

import logging

from procrastinate.contrib.django import app

from bluelamp.core.actor import Actor
from bluelamp.victims import services

logger = logging.getLogger(__name__)


@app.periodic(cron="*/10 * * * *")
@app.task(name="victims.chase_silent", queueing_lock="victims.chase_silent", pass_context=False)
def chase_silent(timestamp: int) -> None:  # noqa: ARG001 - when it was due, from the periodic scheduler
    """Every ten minutes: referrals that nobody has answered."""
    moved = services.chase_silent(actor=Actor.job("victims.chase_silent"))
    logger.info("%d referrals chased or handed to a supervisor.", moved)
