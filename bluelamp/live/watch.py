"""What keeps the streams of one web worker alive and honest: wake-ups, heartbeats, endings."""

import asyncio
import logging
from random import uniform

import psycopg

from bluelamp.live import frames
from bluelamp.live.database import CHANNEL, connect_async
from bluelamp.live.hub import Hub
from bluelamp.live.reader import Reader

logger = logging.getLogger(__name__)

HEARTBEAT = 15.0  # seconds of silence; proxies commonly give up after 30 or 60
STUCK = 30.0  # seconds that one send may take; then the reader is dropped, comes back and replays
_TICK = 1.0


async def listen(hub: Hub) -> None:
    """Wake the hub when the relay has moved a batch. One connection per web worker, made again when lost."""
    failures = 0
    while True:
        try:
            async with await connect_async() as connection:
                await connection.execute(f"LISTEN {CHANNEL}")
                hub.wake()  # for what came while nobody listened
                failures = 0
                async for _ in connection.notifies():
                    hub.wake()
        except (psycopg.Error, OSError) as error:
            failures += 1
            logger.warning("The live feed's connection was lost (%s); connecting again.", type(error).__name__)
        await asyncio.sleep(uniform(0.5, 1) * min(0.1 * 2**failures, 5))  # noqa: S311 - spreads load


async def tend(hub: Hub) -> None:
    """Heartbeats for the quiet, an end for those whose time is up, and for those who stopped reading."""
    loop = asyncio.get_running_loop()
    while True:
        await asyncio.sleep(_TICK)
        for reader in hub.readers:
            _tend(hub, reader, loop.time())


def _tend(hub: Hub, reader: Reader, time: float) -> None:
    if reader.sending_since is not None and time - reader.sending_since > STUCK:
        reader.abort()
    elif reader.closed or reader.sending_since is not None:
        return
    elif time >= reader.ends:
        reader.offer(frames.renew(hub.position(reader)), time)
        reader.close()
    elif time - reader.heard >= HEARTBEAT:
        reader.offer(frames.position(hub.position(reader)), time)
