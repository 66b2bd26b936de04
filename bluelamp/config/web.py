"""``bluelamp web``: one process that has loaded everything, and the web workers that are forked from it.

A worker that dies is so back in a tenth of a second, with its pages loaded, and what all of them have read is in
memory once. Where there is no safe fork (macOS), each worker loads for itself.
"""

import gc
import importlib
import multiprocessing
import sys
import time
from collections import defaultdict, deque
from functools import partial

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

_STREAMS = 4096  # connections queued and served: an event stream for each of 3,000 officers, and pages
_KILL_AFTER = 4  # seconds that a worker may take to end; one once hung
_MOST_DEATHS = 20  # of one worker
_WINDOW = 10.0  # seconds


class Deaths(dict[int, float]):
    """Granian's note of when it last replaced which worker; it gives up when one dies twice within 5.5 seconds.

    Giving up ends the healthy workers, too, with every stream they serve. So it is told of an earlier death only
    when one worker had ``_MOST_DEATHS`` within ``_WINDOW``: then it cannot work, and the supervisor shows the log.
    """

    def __init__(self) -> None:
        super().__init__()
        self._recent: dict[int, deque[float]] = defaultdict(partial(deque, maxlen=_MOST_DEATHS))

    def get(self, key: int, default: float = 0.0) -> float:  # type: ignore[override] # all that granian asks
        now, recent = time.monotonic(), self._recent[key]
        recent.append(now)
        looping = len(recent) == _MOST_DEATHS and now - recent[0] < _WINDOW
        return now if looping else default


def serve(*, host: str, port: int, workers: int) -> None:
    """Serve until SIGTERM or SIGINT."""
    server = Granian(
        "bluelamp.config.asgi:application",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        backlog=_STREAMS,
        backpressure=_STREAMS,
        workers_kill_timeout=_KILL_AFTER,
        respawn_failed_workers=True,
        respawn_interval=0,
        log_level=LogLevels.info,
        log_access=False,  # a line for each page would say who reads which report
    )
    server.respawned_wrks = Deaths()
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork")  # newer Pythons have another default
        load()
    server.serve()


def load() -> None:
    """Import what a worker needs, pages and templates too. Starts no thread and opens no connection: neither forks."""
    importlib.import_module("bluelamp.config.wsgi")
    importlib.import_module("bluelamp.live.stream")
    from django.template import engines  # noqa: PLC0415 - Django is ready only now
    from django.urls import get_resolver  # noqa: PLC0415 - the same

    get_resolver().url_patterns  # noqa: B018 - imports every view
    environment = engines["jinja2"].env  # type: ignore[attr-defined] # of Django's Jinja backend
    for name in environment.list_templates(["html"]):
        environment.get_template(name)
    gc.collect()
    gc.freeze()  # what is loaded stays: never to be looked at for garbage again, nor copied for it into every worker
