"""What the worker does for intelligence."""

from procrastinate.contrib.django import app

from bluelamp.core.actor import Actor
from bluelamp.intelligence import services


@app.periodic(cron="* * * * *")
@app.task(name="intelligence.expire_alerts", queueing_lock="intelligence.expire_alerts", pass_context=False)
def expire_alerts(timestamp: int) -> None:  # noqa: ARG001 - when it was due, from the periodic scheduler
    """Every minute: alerts whose time has come. Screens stop showing them at once; this writes it down."""
    services.expire_due(actor=Actor.job("intelligence.expire_alerts"))
