"""A mixed public day: reports sent in and pages looked at, at a rate that does not wait for the answers.

    python bench/public_day.py --seconds 30 --reports 20 --pages 60

"bluelamp" is all of it as `bluelamp run` starts it, with the demo force: every report is one of its own, of every kind
in turn, filled in beforehand; its last page is read and sent, which opens a matter, writes the ledger, tells the desk
and gives a receipt. The other pages are those that people open: the gate, what somebody wrote in their own words, a
form's first page, crime in the area, a report that its sender follows. Everybody has a connection of their own. "bare"
is a Django page that says "ok" from as many workers of the same server, at the same rate of requests. Times are from
connecting, or sending a request, to the last byte of its answer, seen by clients that share the machine: more than the
server's own time. Requests come at random moments (seeded), whatever became of those before.
"""

# ruff: noqa: PLC0415 - Django and our own are imported once their settings point at the throw-away cluster

import argparse
import asyncio
import itertools
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import httpx
from _clients import Answer, Client

ROOT = Path(__file__).resolve().parents[1]
SEED = 20
_PATIENCE = 120.0
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_PAGES = (
    "/",
    "/start",
    "/report/burglary",
    "/emergency",
    "/track",
    "/area?q=B4+7AP",
)
_OWN_WORDS = "/start/what"
_SAID = "somebody took my bycicle from outside the libary"
_FOLLOWED = 20  # reports whose senders look how far they are
_WORKERS = 2  # as many web processes as `bluelamp run` starts on two cores
_BARE = """
import django
from django.conf import settings
settings.configure(SECRET_KEY="bench", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[])
from django.http import HttpResponse
from django.urls import re_path
urlpatterns = [re_path("", lambda request: HttpResponse("ok"))]
django.setup()
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
"""


@dataclass
class Day:
    """What became of the requests: milliseconds by kind, and complaints."""

    times: dict[str, list[float]] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    clients: float = 0.0  # of processor time of this process for each deed

    async def timed(self, kind: str, ask: Callable[[], Awaitable[Answer]], wanted: int) -> Answer | None:
        begun = time.perf_counter()
        try:
            answer = await ask()
        except (OSError, EOFError) as error:
            self.errors[f"{kind}: {type(error).__name__}"] += 1
            return None
        self.times.setdefault(kind, []).append((time.perf_counter() - begun) * 1000)
        if answer.status != wanted:
            self.errors[f"{kind}: {answer.status}"] += 1
            return None
        return answer

    def figures(self, seconds: float) -> dict[str, Any]:
        told: dict[str, Any] = {"errors": dict(self.errors), "clients_cpu_ms": round(self.clients, 1)}
        together = [took for times in self.times.values() for took in times]
        for kind, times in [*self.times.items(), ("together", together)]:
            cuts = statistics.quantiles(times, n=100)
            told[kind] = {"per_second": round(len(times) / seconds, 1)}
            told[kind] |= {name: round(cuts[at], 1) for name, at in (("p50_ms", 49), ("p95_ms", 94), ("p99_ms", 98))}
        return told


# The reporters ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reporter:
    """Somebody whose form is filled in: where its last page is, and the cookie that opens it."""

    check: str
    cookies: dict[str, str]


def fill_in(number: int) -> list[Reporter]:
    """As many forms as wished, of every kind in turn, by its shortest way."""
    from bluelamp.contact.report_types import report_types

    sys.path.append(str(ROOT))
    from tests.unit.journeys.ways import cover

    kinds = [report.journey for report in report_types().values()]
    ways = [min(cover(journey), key=lambda path: len(path.pages)).answers for journey in kinds]
    return [_filled(kinds[n % len(kinds)], ways[n % len(kinds)]) for n in range(number)]


def _filled(journey: Any, answers: dict[str, Any]) -> Reporter:
    from django.http import HttpResponse
    from django.test import RequestFactory

    from bluelamp.core.actor import Actor
    from bluelamp.journeys import services
    from bluelamp.journeys.definition import Files, Group
    from bluelamp.journeys.posted import Posted
    from bluelamp.journeys.views.cookie import hold

    citizen = Actor.public()
    holder = services.begin(actor=citizen, slug=journey.slug)
    for name, value in answers.items():
        question = journey.question(name)
        if isinstance(question, Files):
            continue  # a photo is another day's load
        if isinstance(question, Group):
            for item in value or []:
                given = Posted(question.item_form(item).fields())
                services.add_item(actor=citizen, holder=holder, name=name, posted=given)
        given = Posted() if value in (None, []) else Posted(question.form(value).fields())
        errors = services.answer(actor=citizen, holder=holder, name=name, posted=given)
        if errors:
            raise ValueError(f"{journey.slug} {name}: {errors}")
    response = HttpResponse()
    hold(RequestFactory().get("/"), response, holder, quiet=journey.quiet)
    cookies = {name: morsel.value for name, morsel in response.cookies.items()}
    return Reporter(f"/report/{journey.slug}/{holder.draft_id}/check", cookies)


async def send_in(day: Day, reporter: Reporter, client: Client) -> None:
    """Read the last page once more, and send."""
    page = await day.timed("page", lambda: client.get(reporter.check, reporter.cookies), 200)
    if page is None:
        return
    fields = {"csrfmiddlewaretoken": _token(page)}
    cookies = reporter.cookies | page.cookies
    await day.timed("report", lambda: client.post(reporter.check, fields, cookies), 302)


async def follow(client: Client, reporter: Reporter) -> Reporter:
    """Send, save the receipt, and give the page where it is followed, with the cookies that open it."""
    page = await client.get(reporter.check, reporter.cookies)
    cookies = reporter.cookies | page.cookies
    sent = await client.post(reporter.check, {"csrfmiddlewaretoken": _token(page)}, cookies)
    cookies |= sent.cookies
    receipt = await client.get(sent.headers["location"], cookies)
    saved = {"csrfmiddlewaretoken": _token(receipt), "saved": "1"}
    followed = await client.post(sent.headers["location"], saved, cookies | receipt.cookies)
    return Reporter(followed.headers["location"], cookies | receipt.cookies)


def _token(page: Answer) -> str:
    found = _TOKEN.search(page.text)
    return found.group(1) if found else ""


# The day ---------------------------------------------------------------------------------------------------


Deed = Callable[[Client], Awaitable[object]]


async def visits(day: Day, url: str, reporters: list[Reporter]) -> list[Deed]:
    """Every page that people look at, as somebody who opens it: their forms are open, and their reports sent."""

    def get(page: str, cookies: dict[str, str] | None = None) -> Deed:
        return lambda client: day.timed("page", lambda: client.get(page, cookies), 200)

    with closing(Client(url)) as client:
        form = await client.get(_OWN_WORDS)
        fields = {"csrfmiddlewaretoken": _token(form), "q": _SAID}
        followed = [await follow(client, reporter) for reporter in reporters]
    say: Deed = lambda client: day.timed("page", lambda: client.post(_OWN_WORDS, fields, form.cookies), 200)  # noqa: E731 - one of several deeds, named
    own = itertools.cycle(followed)

    def see(client: Client) -> Awaitable[object]:
        report = next(own)
        return get(report.check, report.cookies)(client)

    return [*(get(page) for page in _PAGES), say, see]


async def live(url: str, reporters: list[Reporter], pages: float, seconds: float) -> Day:
    """Open loop: the moments are drawn before, and nobody waits for anybody. Without reporters, one page alone."""
    rng, day = random.Random(SEED), Day()  # noqa: S311 - a load, not a secret
    kinds: list[Deed] = [lambda client: day.timed("page", lambda: client.get("/"), 200)]
    if reporters:
        kinds = await visits(day, url, [reporters.pop() for _ in range(_FOLLOWED)])

    async def at(moment: float, deed: Deed) -> None:
        await asyncio.sleep(moment)
        with closing(Client(url)) as client:
            await deed(client)

    for kind in kinds:  # warm
        await at(0, kind)
    day.times.clear()
    deeds: list[Deed] = [partial(send_in, day, reporter) for reporter in reporters]
    deeds += [rng.choice(kinds) for _ in range(round(pages * seconds) - len(reporters))]  # each sender looks at one
    begun = time.process_time()
    await asyncio.gather(*(at(rng.uniform(0, seconds), deed) for deed in deeds))
    day.clients = (time.process_time() - begun) * 1000 / len(deeds)
    return day


@contextmanager
def bare(folder: Path) -> Iterator[str]:
    (folder / "bare_page.py").write_text(_BARE)
    command = [
        str(Path(sys.executable).parent / "granian"),
        "--interface",
        "wsgi",
        "--no-log",
        "--workers",
        str(_WORKERS),
    ]
    port = _free_port()
    environment = os.environ | {"PYTHONPATH": str(folder)}
    running = subprocess.Popen([*command, "--port", str(port), "bare_page:application"], env=environment)
    try:
        _until_answering(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait()


@contextmanager
def bluelamp(state: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "bluelamp.config", "run", "--port", "0", "--json"]
    environment = os.environ | {"BLUELAMP_VAR": str(state)}
    running = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert running.stdout is not None
        yield str(json.loads(running.stdout.readline())["url"])
    finally:
        running.terminate()
        running.wait(_PATIENCE)


def _until_answering(url: str) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            httpx.get(url)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(url)


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _until_jobs_are_done() -> float:
    """Seconds from the last answer until everybody is told who is to be told: the worker stands behind the pages."""
    from django.db import connection

    begun = time.monotonic()
    due = "SELECT 1 FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND coalesce(scheduled_at <= now(), true)"
    with connection.cursor() as cursor:
        cursor.execute(due)
        while cursor.fetchone():
            time.sleep(0.05)
            cursor.execute(due)
            if time.monotonic() - begun > _PATIENCE:
                raise TimeoutError("The worker is never done.")
    return round(time.monotonic() - begun, 1)


def run(seconds: float, reports: float, pages: float, folder: Path) -> dict[str, Any]:
    with bare(folder) as url:
        plain = asyncio.run(live(url, [], reports + pages, seconds)).figures(seconds)
    state = folder / "state"
    state.mkdir(mode=0o755)
    with bluelamp(state) as url:
        os.environ |= {"BLUELAMP_VAR": str(state), "DJANGO_SETTINGS_MODULE": "bluelamp.config.settings"}
        import django

        django.setup()
        begun = time.monotonic()
        reporters = fill_in(round(reports * seconds) + _FOLLOWED)
        filling = time.monotonic() - begun
        ours = asyncio.run(live(url, reporters, pages, seconds)).figures(seconds)
        ours["jobs_done_after_s"] = _until_jobs_are_done()
    return {"seconds": seconds, "filled_in_before_s": round(filling, 1), "bluelamp": ours, "bare": plain}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--reports", type=float, default=20, help="sent in each second")
    parser.add_argument("--pages", type=float, default=60, help="looked at each second, with those of reports")
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bluelamp-bench-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL does not run as root: it must get through to its own folders
        found = run(wish.seconds, wish.reports, wish.pages, Path(folder))
    sys.stdout.write(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    main()
