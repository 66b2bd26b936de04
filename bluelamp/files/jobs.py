"""What the worker does for files."""

import logging

from procrastinate.contrib.django import app

from bluelamp.core.actor import Actor
from bluelamp.files import upkeep

logger = logging.getLogger(__name__)


@app.periodic(cron="17 3 * * *")
@app.task(name="files.tidy", queueing_lock="files.tidy", pass_context=False)
def tidy(timestamp: int) -> None:  # noqa: ARG001 - when it was due, from the periodic scheduler
    """Every night: broken uploads and discarded files."""
    tidied = upkeep.tidy(actor=Actor.job("files.tidy"))
    logger.info("%d drafts, %d orphans and %d discarded files removed.", tidied.drafts, tidied.orphans, tidied.erased)
