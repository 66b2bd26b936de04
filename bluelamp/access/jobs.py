"""What the worker does for sessions."""

from procrastinate.contrib.django import app

from bluelamp.access import sessions


@app.periodic(cron="23 * * * *")
@app.task(name="access.forget_sessions", queueing_lock="access.forget_sessions", pass_context=False)
def forget_sessions(timestamp: int) -> None:  # noqa: ARG001 - when it was due, from the periodic scheduler
    """Every hour: sessions that ran out, and with them what somebody searched for."""
    sessions.forget_expired()
