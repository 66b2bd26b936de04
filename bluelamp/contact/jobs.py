"""What the worker does for reports."""

import logging

from procrastinate.contrib.django import app

from bluelamp.contact import services
from bluelamp.core.actor import Actor

logger = logging.getLogger(__name__)


@app.periodic(cron="7 * * * *")
@app.task(name="contact.forget_attempts", queueing_lock="contact.forget_attempts", pass_context=False)
def forget_attempts(timestamp: int) -> None:  # noqa: ARG001 - when it was due, from the periodic scheduler
    """Every hour: tries of receipts that an earlier version kept in the database."""
    forgotten = services.forget_attempts(actor=Actor.job("contact.forget_attempts"))
    logger.info("%d tries of receipts forgotten.", forgotten)
