"""What the worker does for accounts."""

import logging

from procrastinate.contrib.django import app

from bluelamp.accounts import services
from bluelamp.core.actor import Actor

logger = logging.getLogger(__name__)


@app.periodic(cron="37 * * * *")
@app.task(name="accounts.forget_expired", queueing_lock="accounts.forget_expired", pass_context=False)
def forget_expired(timestamp: int) -> None:  # noqa: ARG001 - when it was due, from the periodic scheduler
    """Every hour: codes and sign-ins that are over."""
    forgotten = services.forget_expired(actor=Actor.job("accounts.forget_expired"))
    logger.info("%d codes and sign-ins that were over are forgotten.", forgotten)
