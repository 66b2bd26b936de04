"""How long a message takes from one person's button to the other's screen, with many chats open at once.

    python bench/chat.py --chats 1000 --rate 50 --seconds 30

"bluelamp" is all of it: the form is posted over HTTP with a session and its CSRF token; the message, its ledger entry
and its line in the outbox are one transaction on a database that syncs to disk; the relay numbers it; the web worker
asks who may receive it and sends. Half of the messages are the person's, half the desk's, and both sides hear each.
"bare" is the least any server can do: one process that is handed the same bytes over HTTP and sends them to the two.
Latency is from the moment at which a message was due to each side's read, whether or not the ones before were through,
so that a server that falls behind is seen to. Clients and servers share the machine.
"""

# ruff: noqa: PLC0415 - Django and our own are imported once their settings point at the throw-away cluster

import argparse
import asyncio
import json
import os
import random
import re
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from live_fanout import Asgi, Receive, Scope, Send, _until_answering, cpu, free_port, process

ROOT = Path(__file__).resolve().parents[1]
_WORKERS = 2  # web processes of ours, as many as `bluelamp run` starts
_EACH = 20  # chats that one member of staff has
_PATIENCE = 60.0
_TOKEN = "b" * 32  # a CSRF secret: cookie and form say the same
_SAID = re.compile(rb'"number": ?(\d+)[^}]*"conversation": ?"([0-9a-f-]{36})"')
_NUMBER = re.compile(rb"^id: ?(\S+)", re.MULTILINE)
_COMES_BACK = 1.0  # seconds after it was cut off
_HEADERS = [(b"content-type", b"text/event-stream")]
_WORDS = "He went towards the canal a minute ago. I can see him from the window, he has a blue jacket."


# The servers -----------------------------------------------------------------------------------------------


def make_bluelamp() -> Asgi:
    """The program's own web process."""
    from bluelamp.config.asgi import application

    return application


def make_bare() -> Asgi:
    """As little as possible: whatever is posted for a chat goes to the two who listen to it."""
    listeners: dict[bytes, asyncio.Queue[bytes]] = {}

    async def bare(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        if scope["method"] == "POST":
            said = (await receive())["body"]
            for name in scope["query_string"].split(b","):
                listeners[name].put_nowait(said)
            await send({"type": "http.response.body"})
            return
        mine = listeners[scope["query_string"]] = asyncio.Queue()
        body: dict[str, Any] = {"type": "http.response.body", "more_body": True}
        await send(body | {"body": b"id: 0\n\n"})
        while True:
            await send(body | {"body": await mine.get()})

    return bare


def serve(factory: str, port: int, workers: int = 1) -> Any:
    """Granian, as ``bluelamp web`` runs it."""
    command = [str(Path(sys.executable).parent / "granian"), "--interface", "asgi", "--factory", "--no-log"]
    command += [
        "--workers",
        str(workers),
        "--port",
        str(port),
        "--backlog",
        "8192",
        "--backpressure",
        "8192",
        "--workers-kill-timeout",
        "2s",
    ]
    return process([*command, f"chat:{factory}"])


# The clients -----------------------------------------------------------------------------------------------


@dataclass
class Chat:
    """One chat: its two sides, and how many messages it has."""

    id: UUID
    owner: UUID
    person_cookie: str = ""
    desk_cookie: str = ""
    number: int = 1
    busy: bool = False
    by_person: bool = False  # who wrote last


@dataclass
class Heard:
    """When each message was due, and when each side had it."""

    open: int = 0
    broken: int = 0  # streams that ended; whoever listened comes back to where they were
    due: dict[tuple[str, int], float] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)  # when the other side's page had its line
    got: Counter[tuple[str, tuple[str, int]]] = field(default_factory=Counter)
    refused: int = 0  # messages that were answered with something else than a yes: whoever wrote them has them still
    fetch: Callable[[str, str, int], None] = lambda _who, _chat, _number: None  # what a page does when it hears

    over: bool = False
    tasks: set["asyncio.Task[Any]"] = field(default_factory=set)

    def keep(self, task: "asyncio.Task[Any]") -> None:
        """Until it is done; the loop itself would let it go."""
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def hear(self, who: str, message: tuple[str, int]) -> None:
        self.got[who, message] += 1
        if message in self.due:
            self.times.append((time.perf_counter() - self.due[message]) * 1000)
        self.fetch(who, *message)


class Listener(asyncio.Protocol):
    """A page that listens; like a browser it comes back when it was cut off, and says what it saw last."""

    def __init__(self, heard: Heard, who: str, port: int, address: Callable[[], str], seen: bytes = b"") -> None:
        self.heard, self.who, self.port, self.address, self.seen = heard, who, port, address, seen
        self.rest = b""
        self.is_open = bool(seen)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        back = b"Last-Event-ID: " + self.seen + b"\r\n" if self.seen else b""
        transport.write(f"GET {self.address()} HTTP/1.1\r\nHost: localhost\r\n".encode() + back + b"\r\n")

    def connection_lost(self, _error: Exception | None) -> None:
        if not self.heard.over:
            self.heard.broken += 1
            loop = asyncio.get_running_loop()
            loop.call_later(_COMES_BACK, lambda: self.heard.keep(loop.create_task(self.connect(self.seen))))

    async def connect(self, seen: bytes = b"") -> None:
        again = partial(Listener, self.heard, self.who, self.port, self.address, seen)
        await asyncio.get_running_loop().create_connection(again, "127.0.0.1", self.port)

    def data_received(self, data: bytes) -> None:
        text = self.rest + data
        *blocks, self.rest = text.split(b"\n\n")
        for block in blocks:
            if number := _NUMBER.search(block):
                self.seen = number[1]
                self.heard.open += not self.is_open
                self.is_open = True
            if b"event: conversation.message" in block and (found := _SAID.search(block)):
                self.heard.hear(self.who, (found[2].decode(), int(found[1])))


async def get(port: int, address: str, cookie: str) -> bytes:
    """The first line of the answer to a script of a page."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Live: 1\r\nCookie: {cookie}\r\n\r\n"
    writer.write(head.encode())
    answer = await reader.read()
    writer.close()
    return answer.split(b"\r\n", 1)[0]


async def post(port: int, address: str, body: bytes, cookie: str = "") -> bytes:
    """The first line of the answer to a form."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = (
        f"POST {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Live: 1\r\n"
        f"Cookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    writer.write(head.encode() + body)
    answer = await reader.read()
    writer.close()
    return answer.split(b"\r\n", 1)[0]


Say = Callable[[Chat, bool], Awaitable[None]]


async def measure(
    heard: Heard, chats: list[Chat], say: Say, *, rate: int, seconds: int, groups: dict[str, int]
) -> dict[str, Any]:
    """Messages at an even pace, each in a chat where nothing is under way."""
    await _pace(heard, chats, say, rate, 3)  # warm
    heard.times.clear()
    heard.refused = 0
    heard.shown.clear()
    heard.due.clear()
    begun, before = time.perf_counter(), _used(groups)
    sent = await _pace(heard, chats, say, rate, seconds)
    lasted, after = time.perf_counter() - begun, _used(groups)
    with suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE):
            while len(heard.times) < 2 * (len(sent) - heard.refused):
                await asyncio.sleep(0.05)
    heard.over = True
    twice = sum(count > 1 for count in heard.got.values())
    cuts = statistics.quantiles(heard.times, n=100)
    figures: dict[str, Any] = {"p50_ms": cuts[49], "p95_ms": cuts[94], "p99_ms": cuts[98], "max_ms": max(heard.times)}
    figures["messages_per_s"] = len(sent) / lasted
    each = {name: (after[name] - before[name]) / len(sent) for name in groups}
    figures["cpu_ms_per_message"] = sum(each.values())
    figures |= {f"cpu_ms_{name}": value for name, value in each.items()}
    return {name: round(value, 1) for name, value in figures.items()} | {
        "messages": len(sent),
        "told_twice": twice,
        "came_back": heard.broken,
        "refused": heard.refused,
        "not_heard": 2 * (len(sent) - heard.refused) - len(heard.times),
    }


def _used(groups: dict[str, int]) -> dict[str, float]:
    return {name: cpu([group]) for name, group in groups.items()}


async def _pace(heard: Heard, chats: list[Chat], say: Say, rate: int, seconds: int) -> list[asyncio.Task[None]]:
    first, tasks, turn = time.perf_counter(), [], 0
    order = random.Random(7).sample(chats, len(chats))  # noqa: S311 - the same every time, guards nothing
    for number in range(rate * seconds):
        due = first + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        while order[turn % len(order)].busy:
            turn += 1
        chat = order[turn % len(order)]
        turn += 1
        chat.number += 1
        chat.busy, chat.by_person = True, number % 2 == 0
        heard.due[str(chat.id), chat.number] = due
        tasks.append(asyncio.create_task(_once(say, chat, number % 2 == 0)))
    await asyncio.gather(*tasks)
    return tasks


async def _once(say: Say, chat: Chat, by_person: bool) -> None:
    await say(chat, by_person)
    chat.busy = False


async def listen(heard: Heard, port: int, addresses: dict[str, Callable[[], str]]) -> None:
    for who, address in addresses.items():
        await Listener(heard, who, port, address).connect()
    async with asyncio.timeout(_PATIENCE):
        while heard.open < len(addresses):
            await asyncio.sleep(0.05)


# The two runs ----------------------------------------------------------------------------------------------


async def bare(chats: list[Chat], rate: int, seconds: int, port: int) -> dict[str, Any]:
    async def say(chat: Chat, by_person: bool) -> None:  # noqa: ARG001 - both sides hear it
        data = f'{{"number": {chat.number}, "side": "person", "message": "{uuid4()}", "conversation": "{chat.id}"}}'
        frame = f"id: 1795370000000\nevent: conversation.message\ndata: {data}\n\n".encode()
        await post(port, f"/?{chat.id},{chat.owner}", frame)

    with serve("make_bare", port) as group:
        await _until_answering(port)
        heard = Heard()
        names = {str(chat.id) for chat in chats} | {str(chat.owner) for chat in chats}
        await listen(heard, port, {name: partial("/?{}".format, name) for name in names})
        fresh = [Chat(chat.id, chat.owner) for chat in chats]
        return await measure(heard, fresh, say, rate=rate, seconds=seconds, groups={"web": group})


def as_pages(chats: list[Chat], heard: Heard, port: int) -> None:
    """Have the other side's page fetch each line that it hears of, as it does."""
    known = {str(chat.id): chat for chat in chats}

    async def line(chat: Chat, who: str, number: int) -> None:
        by_desk = who == str(chat.owner)
        address = f"/desk/conversations/{chat.id}/said" if by_desk else f"/chat/{chat.id}/latest"
        first = await get(port, f"{address}?after={number - 1}", chat.desk_cookie if by_desk else chat.person_cookie)
        assert b" 200 " in first, first
        if (due := heard.due.get((str(chat.id), number))) is not None:
            heard.shown.append((time.perf_counter() - due) * 1000)

    def fetch(who: str, chat_id: str, number: int) -> None:
        chat = known[chat_id]
        if chat.by_person == (who == str(chat.owner)):
            heard.keep(asyncio.create_task(line(chat, who, number)))

    heard.fetch = fetch


async def bluelamp(
    chats: list[Chat], rate: int, seconds: int, port: int, database: int, *, pages: bool
) -> dict[str, Any]:
    from bluelamp.core.actor import Actor, ActorKind
    from bluelamp.core.roles import Role
    from bluelamp.live import tickets

    answers, heard = Counter[bytes](), Heard()

    async def say(chat: Chat, by_person: bool) -> None:
        fields = {"text": _WORDS, "client_id": str(uuid4()), "csrfmiddlewaretoken": _TOKEN}
        address = f"/chat/{chat.id}" if by_person else f"/desk/conversations/{chat.id}/say"
        cookie = chat.person_cookie if by_person else chat.desk_cookie
        answer = await post(port, address, urlencode(fields).encode(), cookie)
        answers[answer] += 1
        heard.refused += b" 200 " not in answer

    relay = "import django; django.setup(); import threading; from bluelamp.live import relay as r; "
    with (
        process([sys.executable, "-c", relay + "r.run(threading.Event())"]) as relaying,
        serve("make_bluelamp", port, _WORKERS) as web,
    ):
        await _until_answering(port)
        await asyncio.sleep(3)  # the feed is known
        if pages:
            as_pages(chats, heard, port)
        people = {str(chat.id): Actor.receipt(chat.id) for chat in chats}
        desk = {str(chat.owner): Actor(ActorKind.STAFF, chat.owner, frozenset({Role.CALL_TAKER})) for chat in chats}

        def address(actor: Actor) -> str:
            return f"/stream?ticket={tickets.issue(actor)}"

        await listen(heard, port, {who: partial(address, actor) for who, actor in (people | desk).items()})
        found = await measure(
            heard, chats, say, rate=rate, seconds=seconds, groups={"web": web, "relay": relaying, "postgres": database}
        )
    if heard.shown:
        found["line_shown_p95_ms"] = round(statistics.quantiles(heard.shown, n=20)[18], 1)
    return found | {"answers": {line.decode(): count for line, count in answers.items()}}


def begin_chats(count: int) -> list[Chat]:
    """Chats that were taken, and the cookies of both sides."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from bluelamp.access.actors import actor_of_user
    from bluelamp.access.services import create_user
    from bluelamp.conversations.services import start_chat, take_chat
    from bluelamp.core.actor import Actor
    from bluelamp.core.roles import Role

    def cookie(facts: dict[str, str]) -> str:
        session = SessionStore()
        session.update(facts)
        session.create()
        return f"sessionid={session.session_key}; csrftoken={_TOKEN}"

    chats: list[Chat] = []
    for number in range(count):
        if number % _EACH == 0:
            user = create_user(
                actor=Actor.job("bench"),
                username=f"desk{number}",
                display_name="Desk",
                password=None,
                roles=[Role.CALL_TAKER],
            )
            signed_in = {SESSION_KEY: str(user.pk), HASH_SESSION_KEY: user.get_session_auth_hash()}
            desk = cookie(signed_in | {BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend"})
            owner = actor_of_user(user)
        chat = start_chat(actor=Actor.public(), text="Hello, can you help me?", client_id=uuid4())
        take_chat(actor=owner, conversation_id=chat.id)
        chats.append(Chat(chat.id, owner.id, cookie({"receipt": str(chat.id)}), desk))
    return chats


def run(size: int, rate: int, seconds: int, state: Path, *, pages: bool) -> dict[str, Any]:
    os.environ |= {"BLUELAMP_VAR": str(state), "DJANGO_SETTINGS_MODULE": "bluelamp.config.settings"}
    import django

    from bluelamp.config.database import cluster
    from bluelamp.config.embedded import make_ready

    own = cluster(state)
    with own.serving():
        make_ready(own, lambda _: None, state)
        django.setup()
        server = int((own.data / "postmaster.pid").read_text().split()[0])
        chats = begin_chats(size)
        plain = asyncio.run(bare(chats, rate, seconds, free_port()))
        ours = asyncio.run(bluelamp(chats, rate, seconds, free_port(), os.getpgid(server), pages=pages))
    return {"chats": size, "pages": pages, "rate": rate, "seconds": seconds, "bluelamp": ours, "bare": plain}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chats", type=int, default=1000)
    parser.add_argument("--rate", type=int, default=50, help="messages a second, of all chats together")
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--pages", action="store_true", help="the other side's page also fetches each line")
    wish = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with tempfile.TemporaryDirectory(prefix="bluelamp-bench-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL does not run as root: it must get through to its own folders
        found = run(wish.chats, wish.rate, wish.seconds, Path(folder), pages=wish.pages)
    sys.stdout.write(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    main()
