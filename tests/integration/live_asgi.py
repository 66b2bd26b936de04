"""The program's own web process with the wiring of the live tests, and less patience."""

from bluelamp.config import bodies
from bluelamp.config.asgi import application
from bluelamp.live import watch
from tests.integration import live_wiring

bodies.IDLE, bodies.GRACE = 3.0, 5.0  # seconds
watch.HEARTBEAT, watch.STUCK = 2.0, 3.0  # seconds

__all__ = ["application", "live_wiring"]
