"""How fast and at what cost an event reaches everybody who is connected, against a bare fan-out of the same bytes.

    python bench/live_fanout.py --connections 3000 --broadcasts 30

"bluelamp" is all of it: a service publishes in a transaction on a database that syncs to disk, the relay numbers,
one web worker reads, asks the audience's rule and sends. "bare" is the least any server can do: one process that
is handed the bytes and sends them to every connection, with no database, no order, no replay and no access rule.
Latency is from before the transaction (or the hand-over) to each client's read, CPU that of all server processes.
Clients and servers share the machine, so the clients' own work is part of the latency, in both columns.
"""

# ruff: noqa: PLC0415 - Django and our own are imported once their settings point at the throw-away cluster

import argparse
import asyncio
import json
import os
import resource
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
KIND = "bench.told"
_PAUSE = 0.15  # seconds between two broadcasts
_PATIENCE = 60.0
_TICKS = os.sysconf("SC_CLK_TCK")
_HEADERS = [(b"content-type", b"text/event-stream")]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]


# The servers -----------------------------------------------------------------------------------------------


def make_bluelamp() -> Asgi:
    """The program's own web process, with one audience that everybody belongs to."""
    from bluelamp.config.asgi import application
    from bluelamp.live import audiences

    audiences.register("bench", audiences.each(lambda _key, candidates: candidates))
    return application


def make_bare() -> Asgi:
    """As little as possible: whatever is posted goes to everybody who listens."""
    listeners: set[asyncio.Queue[bytes]] = set()

    async def bare(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return
        body: dict[str, Any] = {"type": "http.response.body"}
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        if scope["method"] == "POST":
            said = (await receive())["body"]
            for listener in listeners:
                listener.put_nowait(said)
            await send(body)
            return
        mine: asyncio.Queue[bytes] = asyncio.Queue()
        listeners.add(mine)
        await send(body | {"body": b"id: 0\n\n", "more_body": True})
        while True:
            await send(body | {"body": await mine.get(), "more_body": True})

    return bare


@contextmanager
def serve(factory: str, port: int) -> Iterator[int]:
    """One granian worker; yields its process group."""
    command = [str(Path(sys.executable).parent / "granian"), "--interface", "asgi", "--factory", "--no-log"]
    command += ["--port", str(port), "--backlog", "8192", "--backpressure", "8192", "--workers-kill-timeout", "2s"]
    with process([*command, f"live_fanout:{factory}"]) as group:
        yield group


@contextmanager
def process(command: list[str]) -> Iterator[int]:
    environment = os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'bench'}"}
    running = subprocess.Popen(command, env=environment, cwd=ROOT, start_new_session=True)
    try:
        yield running.pid
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()


# The clients -----------------------------------------------------------------------------------------------


class Crowd:
    """All clients, in one event loop: notes when each broadcast reached each of them."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.open = 0
        self.arrived: list[float] = []
        self.complete = asyncio.Event()

    async def connect(self, port: int, path: Callable[[int], str]) -> None:
        loop = asyncio.get_running_loop()
        for number in range(self.size):
            request = f"GET {path(number)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
            await loop.create_connection(partial(_Client, self, request), "127.0.0.1", port)
        async with asyncio.timeout(_PATIENCE):
            while self.open < self.size:
                await asyncio.sleep(0.05)

    async def broadcast(self, say: Callable[[], Awaitable[object]]) -> list[float]:
        """Milliseconds until each client had it."""
        self.arrived = []
        self.complete.clear()
        begun = time.perf_counter()
        await say()
        async with asyncio.timeout(_PATIENCE):
            await self.complete.wait()
        return [(moment - begun) * 1000 for moment in self.arrived]


class _Client(asyncio.Protocol):
    def __init__(self, crowd: Crowd, request: bytes) -> None:
        self.crowd = crowd
        self.request = request

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        if KIND.encode() in data:
            self.crowd.arrived.append(time.perf_counter())
            if len(self.crowd.arrived) == self.crowd.size:
                self.crowd.complete.set()
        elif b"id: " in data:
            self.crowd.open += 1


# Measuring -------------------------------------------------------------------------------------------------


def cpu(groups: list[int]) -> float:
    """CPU milliseconds that the processes of these groups have used, PostgreSQL's children included.

    Each of those has a group of its own, so the children of whoever belongs to a group are counted too.
    """
    found: dict[int, tuple[int, int, int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            facts = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            # Parent, group, and user and system time of its own and of children that have ended.
            found[int(folder.name)] = int(facts[1]), int(facts[2]), sum(map(int, facts[11:15]))
    members = {pid for pid, (_, group, _) in found.items() if group in groups}
    return sum(ticks for pid, (parent, _, ticks) in found.items() if {pid, parent} & members) * 1000 / _TICKS


async def measure(
    crowd: Crowd, say: Callable[[], Awaitable[object]], broadcasts: int, groups: list[int]
) -> dict[str, float]:
    for _ in range(3):  # warm
        await crowd.broadcast(say)
        await asyncio.sleep(_PAUSE)
    begun, before = time.perf_counter(), cpu(groups)
    times: list[float] = []
    for _ in range(broadcasts):
        times += await crowd.broadcast(say)
        await asyncio.sleep(_PAUSE)
    used, lasted = cpu(groups) - before, time.perf_counter() - begun
    idle_from = cpu(groups)
    await asyncio.sleep(2)
    idle = (cpu(groups) - idle_from) / 2 * lasted  # the relay looks, also when nothing is said
    cuts = statistics.quantiles(times, n=100)
    figures = {"p50_ms": cuts[49], "p95_ms": cuts[94], "p99_ms": cuts[98], "max_ms": max(times)}
    figures |= {"cpu_ms_per_broadcast": (used - idle) / broadcasts, "idle_cpu_percent": idle / lasted / 10}
    return {name: round(figure, 1) for name, figure in figures.items()}


async def bare(size: int, broadcasts: int, port: int) -> dict[str, float]:
    frame = f'id: 1795370000000\nevent: {KIND}\ndata: {{"n": 1}}\n\n'.encode()

    async def say() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        head = f"POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {len(frame)}\r\n\r\n"
        writer.write(head.encode() + frame)
        await reader.read()
        writer.close()

    with serve("make_bare", port) as group:
        await _until_answering(port)
        crowd = Crowd(size)
        await crowd.connect(port, lambda _: "/")
        return await measure(crowd, say, broadcasts, [group])


async def bluelamp(size: int, broadcasts: int, port: int, database: int) -> dict[str, float]:
    from django.db import transaction

    from bluelamp.core.actor import Actor
    from bluelamp.core.ids import new_id
    from bluelamp.live import tickets
    from bluelamp.live.services import publish

    def write() -> None:
        with transaction.atomic():
            publish(audience="bench:all", kind=KIND, data={"n": 1})

    relay = "import django; django.setup(); import threading; from bluelamp.live import relay as r; "
    with (
        process([sys.executable, "-c", relay + "r.run(threading.Event())"]) as relaying,
        serve("make_bluelamp", port) as web,
    ):
        await _until_answering(port)
        await asyncio.sleep(3)  # the feed is known
        crowd = Crowd(size)
        await crowd.connect(port, lambda _: f"/stream?ticket={tickets.issue(Actor.receipt(new_id()))}")
        return await measure(crowd, lambda: asyncio.to_thread(write), broadcasts, [web, relaying, database])


async def _until_answering(port: int) -> None:
    async with asyncio.timeout(_PATIENCE):
        while True:
            with suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                return
            await asyncio.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(size: int, broadcasts: int, state: Path) -> dict[str, Any]:
    os.environ |= {"BLUELAMP_VAR": str(state), "DJANGO_SETTINGS_MODULE": "bluelamp.config.settings"}
    import django

    from bluelamp.config.database import cluster
    from bluelamp.config.embedded import make_ready

    own = cluster(state)
    with own.serving():
        make_ready(own, lambda _: None, state)
        django.setup()
        server = int((own.data / "postmaster.pid").read_text().split()[0])
        plain = asyncio.run(bare(size, broadcasts, free_port()))
        ours = asyncio.run(bluelamp(size, broadcasts, free_port(), os.getpgid(server)))
    times = {name: round(ours[name] / plain[name], 2) for name in ("p50_ms", "p99_ms", "cpu_ms_per_broadcast")}
    return {"connections": size, "broadcasts": broadcasts, "bluelamp": ours, "bare": plain, "times_bare": times}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--connections", type=int, default=500)
    parser.add_argument("--broadcasts", type=int, default=30)
    wish = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with tempfile.TemporaryDirectory(prefix="bluelamp-bench-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL does not run as root: it must get through to its own folders
        found = run(wish.connections, wish.broadcasts, Path(folder))
    sys.stdout.write(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    main()
