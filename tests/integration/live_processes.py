"""The real processes of the live feed, for tests that kill them: a relay, web workers on loopback, a job worker."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from bluelamp.config.processes import die_with_parent
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.live import relay, tickets
from bluelamp.live.database import CHANNEL, connect
from tests.plugins.database import Database

ROOT = Path(__file__).resolve().parents[2]
_SETUP = "import django; django.setup(); import threading; "
_RELAY = _SETUP + "from bluelamp.live import relay; relay.run(threading.Event())"
_WORKER = _SETUP + "import sys; from tests.integration.live_wiring import work; work(float(sys.argv[1]))"


# As config/working.py does, after a longer silence.
_TAKE_OVER = """
SELECT procrastinate_retry_job_v2(job.id, NULL, NULL, NULL, NULL)
FROM procrastinate_jobs AS job JOIN procrastinate_workers AS worker ON worker.id = worker_id
WHERE status = 'doing' AND last_heartbeat < now() - interval '2 seconds'
"""


def take_over() -> None:
    """Have other workers do what dead ones were doing."""
    with connect() as connection:
        connection.execute(_TAKE_OVER)


def eventually(holds: Callable[[], object], patience: float = 15) -> None:
    """Wait until ``holds``; fail when it does not come true in time."""
    deadline = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.02)


@dataclass
class Processes:
    """What one module's tests started on one database."""

    database: Database
    port: int
    running: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    clients: list["Client"] = field(default_factory=list)
    relay_process: "subprocess.Popen[bytes] | None" = None
    web_process: "subprocess.Popen[bytes] | None" = None

    def serve(self) -> None:
        """Have a relay and a web worker, knowing the feed as it is now."""
        if self.relay_process is None or self.relay_process.poll() is not None:
            self.relay()
        if self.web_process is None or self.web_process.poll() is not None:
            self.web()
        settle(self.port)

    def relay(self) -> "subprocess.Popen[bytes]":
        self.relay_process = self._start(sys.executable, "-c", _RELAY)
        return self.relay_process

    def worker(self, *, polling: float = 0.1) -> "subprocess.Popen[bytes]":
        """A job worker that looks for jobs every ``polling`` seconds, and when it is woken."""
        return self._start(sys.executable, "-c", _WORKER, str(polling))

    def web(self, *, port: int = 0, workers: int = 1) -> "subprocess.Popen[bytes]":
        """A granian that answers when this returns."""
        process = self._start(
            *(str(Path(sys.executable).parent / "granian"), "--interface", "asgi", "--port", str(port or self.port)),
            *("--workers", str(workers), "--workers-kill-timeout", "2s", "--no-log"),
            *("--backlog", "4096", "--backpressure", "4096", "tests.integration.live_asgi:application"),
        )
        eventually(lambda: _answers(port or self.port), 30)
        if not port:
            self.web_process = process
        return process

    def client(self, actor: Actor, *, last: int | None = None, port: int = 0) -> "Client":
        """A client whose stream is open."""
        client = Client(port or self.port, actor, last=last)
        self.clients.append(client)
        client.start()
        assert client.following.wait(15)
        return client

    def hang_up(self) -> None:
        """Between two tests: nobody follows."""
        while self.clients:
            self.clients.pop().end()

    def _start(self, *command: str) -> "subprocess.Popen[bytes]":
        environment = {
            **os.environ,
            "DATABASE_URL": self.database.url(),
            "BLUELAMP_DEMO_OPEN": "1",
            "BLUELAMP_SECRET_KEY": settings.SECRET_KEY,
            "BLUELAMP_STORAGE_URL": settings.BLUELAMP_STORAGE_URL,
            "BLUELAMP_UPLOAD_DIR": settings.BLUELAMP_UPLOAD_DIR,
            "DJANGO_SETTINGS_MODULE": "bluelamp.config.settings",
            "PYTHONPATH": str(ROOT),
        }
        process = subprocess.Popen(
            command,
            env=environment,
            cwd=ROOT,
            start_new_session=True,
            preexec_fn=die_with_parent(),  # noqa: PLW1509 - it calls prctl and nothing that takes a lock
        )
        self.running.append(process)
        return process


def kill(process: "subprocess.Popen[bytes] | None", order: int = signal.SIGKILL) -> None:
    """End a process, with the workers it started, and wait until it is gone."""
    assert process is not None
    with suppress(ProcessLookupError):
        os.killpg(process.pid, order)
    process.wait(20)


@contextmanager
def processes(database: Database) -> Iterator[Processes]:
    """Start what the test asks for; all of it is gone afterwards."""
    started = Processes(database, free_port())
    try:
        yield started
    finally:
        started.hang_up()
        for process in started.running:
            kill(process)


def settle(port: int) -> None:
    """After the database was emptied: a new feed, known to the web workers that outlived the old one."""
    with connect() as connection:
        relay.begin(connection)
        (seq,) = connection.execute("SELECT last_seq FROM live_feed").fetchone() or (0,)
        connection.execute(f"NOTIFY {CHANNEL}")
    eventually(lambda: f"id: {seq}\n" in _first_words(port))


def _first_words(port: int) -> str:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as link:
        ticket = tickets.issue(Actor.receipt(new_id()))
        link.sendall(f"GET /stream?ticket={ticket} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
        text = b""
        while b"id: " not in text or not text.endswith(b"\n\n"):
            text += link.recv(65536)
    return text.decode()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    """503 while the feed is unknown, 403 (no ticket) when it is served."""
    with suppress(OSError):
        return get(port, "/stream")[0] == 403
    return False


def get(port: int, path: str, *headers: str, method: str = "GET") -> tuple[int, str]:
    """Status and body of a plain request that is answered and over."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as link:
        lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close", *headers, "", ""]
        link.sendall("\r\n".join(lines).encode())
        answer = b""
        while part := link.recv(65536):
            answer += part
    head, _, body = answer.decode().partition("\r\n\r\n")
    return int(head.split()[1]), body


class Client(threading.Thread):
    """Follows the stream as a browser does: comes back by itself with what it saw last and a new ticket."""

    def __init__(self, port: int, actor: Actor, *, last: int | None = None) -> None:
        super().__init__(daemon=True)
        self.port, self.actor, self.last = port, actor, last
        self.events: list[tuple[int, str, dict[str, int | str]]] = []
        self.heads: list[str] = []
        self.connections = 0
        self.following = threading.Event()
        self._over = threading.Event()

    @property
    def numbers(self) -> list[object]:
        """What was told, in the order in which it arrived."""
        return [data["n"] for _, kind, data in self.events if kind == "test.told"]

    @property
    def kinds(self) -> list[str]:
        return [kind for _, kind, _ in self.events]

    def run(self) -> None:
        while not self._over.is_set():
            with suppress(OSError):
                self._follow()
            self.following.clear()
            time.sleep(0.02)

    def end(self) -> None:
        self._over.set()
        self.join(5)

    def _follow(self) -> None:
        address = f"/stream?ticket={tickets.issue(self.actor)}"
        seen = f"Last-Event-ID: {self.last}\r\n" if self.last is not None else ""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as link:
            link.sendall(f"GET {address} HTTP/1.0\r\nHost: localhost\r\n{seen}\r\n".encode())
            link.settimeout(0.1)
            self.connections += 1
            text = headed = b""
            while not self._over.is_set():
                try:
                    part = link.recv(65536)
                except TimeoutError:
                    continue
                if not part:
                    return
                text += part
                if not headed:
                    head, headed, text = text.partition(b"\r\n\r\n")
                    self.heads.append(head.decode())
                *blocks, text = text.split(b"\n\n")
                for block in blocks:
                    self._take(block.decode())
                    self.following.set()

    def _take(self, block: str) -> None:
        fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line)
        if "id" in fields:
            self.last = int(fields["id"])
        if "event" in fields:
            self.events.append((int(fields["id"]), fields["event"], json.loads(fields["data"])))
