"""How fast a large file comes in, what that costs, and whether anybody else notices.

    python bench/upload.py --megabytes 1024

"bluelamp" is all of it: the web process's own application takes the file by tus, hashes and inspects it as it arrives,
makes it durable, links it under its hash and records it in a database with an entry on the ledger. "plain" is the
least that keeps a file and knows its hash: under the same server a handler hashes each piece on the event loop, writes
it and makes it durable. They take turns, so that a busy machine is busy for both. While a file comes in, somebody asks
the same process again and again for the small answer that an event stream begins with: how long they wait says whether
the disk stops the loop. Sender and server share the machine. Exit 1 below 0.8 of the plain one's speed.
"""

# ruff: noqa: PLC0415 - Django and our own are imported once their settings point at the throw-away cluster

import argparse
import base64
import hashlib
import json
import os
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from live_fanout import Asgi, cpu, free_port, process

LEAST = 0.8  # of the plain one's speed
_PIECE = 1 << 20
_HEAD = b"\0\0\0\x18ftypisom\0\0\0\0isommp41"  # of an MP4: what it is, is judged by content
_PATIENCE = 60.0
_PAUSE = 0.01  # seconds between two small questions
_KIND = "bench"
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


# The servers -----------------------------------------------------------------------------------------------


def make_bluelamp() -> Asgi:
    """The program's own web process, with a room that keeps whatever arrives."""
    from bluelamp.config.asgi import application
    from bluelamp.files import arrivals

    def take_in(*, actor: Any, target: str, proof: str, stage: Callable[[Any], Any]) -> None:  # noqa: ARG001 - as the door calls it
        stage(actor)

    arrivals.register(_KIND, take_in)
    return application


def make_plain() -> Asgi:
    """As little as possible: hash, write, make durable, all on the event loop."""
    folder = Path(os.environ["BENCH_FOLDER"])

    async def plain(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return
        headers = []
        if scope["method"] == "PATCH":
            headers = [(b"digest", (await _kept(folder / "plain", receive)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    return plain


async def _kept(path: Path, receive: Receive) -> str:
    digest, more = hashlib.sha256(), True
    with path.open("wb", buffering=0) as file:
        while more:
            message = await receive()
            data, more = message.get("body", b""), message.get("more_body", False)
            digest.update(data)
            file.write(data)
        os.fsync(file.fileno())
    return digest.hexdigest()


@contextmanager
def serving(factory: str, port: int) -> Iterator[int]:
    """One granian worker; yields its process group."""
    command = [str(Path(sys.executable).parent / "granian"), "--interface", "asgi", "--factory", "--no-log"]
    with process([*command, "--port", str(port), "--workers-kill-timeout", "2s", f"upload:{factory}"]) as group:
        yield group


# The sender ------------------------------------------------------------------------------------------------


def ask(port: int, method: str, path: str, headers: dict[str, str], body: Iterable[bytes] = ()) -> str:
    """One request on a connection of its own; the answer's head. Raises ``SystemExit`` when it is refused."""
    with socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE) as link:
        lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        link.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        for piece in body:
            link.sendall(piece)
        said = b""
        while part := link.recv(65536):
            said += part
    head, _, text = said.decode().partition("\r\n\r\n")
    if method != "GET" and head.split()[1][0] != "2":
        raise SystemExit(f"{method} {path}: {head.splitlines()[0]} {text}")
    return head


def pieces(size: int, salt: bytes) -> Iterator[bytes]:
    """A file of ``size`` bytes, another one for each ``salt``; cheap to make."""
    piece, sent = os.urandom(_PIECE), 0
    while sent < size:
        part = (_HEAD + salt + piece if sent == 0 else piece)[: min(_PIECE, size - sent)]
        sent += len(part)
        yield part


def send_to_bluelamp(port: int, size: int, ticket: str) -> None:
    salt = os.urandom(16)
    name = base64.b64encode(b"camera.mp4").decode()
    known = {"Tus-Resumable": "1.0.0", "Authorization": f"Bearer {ticket}"}
    created = {**known, "Upload-Length": str(size), "Upload-Metadata": f"filename {name}", "Content-Length": "0"}
    head = ask(port, "POST", "/files/tus", created)
    place = next(line.split(": ")[1] for line in head.splitlines() if line.lower().startswith("location"))
    body = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0", "Content-Length": str(size)}
    ask(port, "PATCH", place, known | body, pieces(size, salt))


def send_to_plain(port: int, size: int, _ticket: str) -> None:
    ask(port, "PATCH", "/", {"Content-Length": str(size)}, pieces(size, os.urandom(16)))


class Bystander(threading.Thread):
    """Asks for something small all the time, and notes how long it took."""

    def __init__(self, port: int, path: str) -> None:
        super().__init__(daemon=True)
        self.port, self.path = port, path
        self.waited: list[float] = []  # milliseconds
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(_PAUSE):
            begun = time.perf_counter()
            ask(self.port, "GET", self.path, {})
            self.waited.append((time.perf_counter() - begun) * 1000)


# Measuring -------------------------------------------------------------------------------------------------


def peak(group: int) -> float:
    """The most memory that a process of this group ever had, in megabytes."""
    most = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int((folder / "stat").read_text().rsplit(")", 1)[1].split()[2]) == group:
                lines = (folder / "status").read_text().splitlines()
                most = max(most, *(int(line.split()[1]) for line in lines if line.startswith("VmHWM")))
        except (OSError, TypeError):  # ended meanwhile
            continue
    return most / 1000


def one_round(
    send: Callable[[int, int, str], None], port: int, size: int, ticket: str, groups: list[int]
) -> dict[str, float]:
    bystander = Bystander(port, "/stream")
    bystander.start()
    before, begun = cpu(groups), time.perf_counter()
    send(port, size, ticket)
    lasted, used = time.perf_counter() - begun, cpu(groups) - before
    bystander.over.set()
    bystander.join()
    cuts = statistics.quantiles(bystander.waited, n=100)
    return {
        "mb_per_s": size / lasted / 1e6,
        "cpu_s_per_gb": used / size * 1e6,
        "bystander_p50_ms": cuts[49],
        "bystander_p99_ms": cuts[98],
        "bystander_max_ms": max(bystander.waited),
    }


def medians(rounds: list[dict[str, float]]) -> dict[str, float]:
    return {name: round(statistics.median(one[name] for one in rounds), 2) for name in rounds[0]}


def run(size: int, rounds: int, state: Path) -> dict[str, Any]:
    os.environ |= {
        "BLUELAMP_VAR": str(state),
        "BENCH_FOLDER": str(state),
        "DJANGO_SETTINGS_MODULE": "bluelamp.config.settings",
    }
    import django

    from bluelamp.config.database import cluster
    from bluelamp.config.embedded import make_ready

    own = cluster(state)
    with own.serving():
        make_ready(own, lambda _: None, state)
        django.setup()
        database = os.getpgid(int((own.data / "postmaster.pid").read_text().split()[0]))
        ours, plain = free_port(), free_port()
        with serving("make_bluelamp", ours) as web, serving("make_plain", plain) as bare:
            for port in (ours, plain):
                _until_answering(port)
            return _measured(size, rounds, (ours, web, database), (plain, bare))


def _measured(size: int, rounds: int, ours: tuple[int, int, int], plain: tuple[int, int]) -> dict[str, Any]:
    from bluelamp.core.actor import Actor
    from bluelamp.files import arrivals
    from bluelamp.files.types import VIDEOS

    ticket = arrivals.issue(arrivals.Ticket(Actor.public(), _KIND, "bench", size, VIDEOS, most=10))
    warm = 50_000_000
    send_to_bluelamp(ours[0], warm, ticket)
    send_to_plain(plain[0], warm, "")
    idle = peak(ours[1])
    found: dict[str, list[dict[str, float]]] = {"bluelamp": [], "plain": []}
    for _ in range(rounds):
        found["plain"].append(one_round(send_to_plain, plain[0], size, "", [plain[1]]))
        found["bluelamp"].append(one_round(send_to_bluelamp, ours[0], size, ticket, list(ours[1:])))
    figures = {name: medians(each) for name, each in found.items()}
    ratio = round(figures["bluelamp"]["mb_per_s"] / figures["plain"]["mb_per_s"], 2)
    memory = {"peak_mb": round(peak(ours[1])), "before_mb": round(idle)}
    return {
        "megabytes": round(size / 1e6),
        "rounds": rounds,
        **figures,
        "memory": memory,
        "ratio": ratio,
        "ok": ratio >= LEAST,
    }


def _until_answering(port: int) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            ask(port, "GET", "/stream", {})
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return


def main() -> int:
    """Exit 1 when it is slower than it may be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=1074, help="of one file")
    parser.add_argument("--rounds", type=int, default=3)
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bluelamp-bench-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL does not run as root: it must get through to its own folders
        found = run(wish.megabytes * 1_000_000, wish.rounds, Path(folder))
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    return 0 if found["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
