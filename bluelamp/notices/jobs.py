"""What the worker does for notices."""

from uuid import UUID

from procrastinate import JobContext
from procrastinate.contrib.django import app

from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.notices import delivery, selectors, waiting


@app.task(name=waiting.DELIVER, queue=waiting.QUEUE, pass_context=True)
def deliver(context: JobContext, *, notice_id: str) -> None:
    """A job is only begun again when whoever did it has died: then nobody else is sending."""
    begun_before = context.job.attempts > 0
    delivery.deliver(actor=Actor.job("notices.deliver"), notice_id=UUID(notice_id), again=begun_before)


@app.periodic(cron="* * * * *")
@app.task(name="notices.sweep", queue=waiting.QUEUE, queueing_lock="notices.sweep")
def sweep(timestamp: int) -> None:  # noqa: ARG001 - when it was due, from the periodic scheduler
    """Every minute: notices whose job or sender was lost. Delivering what is not due does nothing."""
    for notice_id in selectors.overdue(actor=Actor.job("notices.sweep")):
        waiting.defer_delivery(notice_id, now())
