"""A listener for news that no room listens to yet, for tests of whoever announces it."""

from collections.abc import Iterator

import pytest

from bluelamp.core.actor import Actor
from bluelamp.core.news import Event
from bluelamp.live import news


def _listen(event: Event, /, *, actor: Actor) -> None: ...


@pytest.fixture
def heard_by_somebody() -> Iterator[None]:
    """All news of ours queues its job, as if a room listened."""
    kept = {name: dict(handlers) for name, handlers in news._handlers.items()}
    for event in Event.__subclasses__():
        if event.__module__.startswith("bluelamp."):
            news.subscribe(event, _listen, name="test")
    yield
    news._handlers.clear()
    news._handlers.update(kept)
