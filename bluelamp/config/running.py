"""``bluelamp run``: PostgreSQL, web, relay and worker under one supervisor."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType

import click

from bluelamp.config import stamp, status
from bluelamp.config.checks import demo_stays_here
from bluelamp.config.console import perform
from bluelamp.config.database import OWNER_SWITCH, cluster, is_embedded
from bluelamp.config.embedded import make_ready
from bluelamp.config.exits import Exit
from bluelamp.config.forking import open_files
from bluelamp.config.paths import ROOT, STATE
from bluelamp.config.postgres import Cluster
from bluelamp.config.postgres_software import PostgresError, identity
from bluelamp.config.processes import SUPERVISOR
from bluelamp.config.supervisor import Child, Program, Say, tail

_TICK = 0.05  # seconds between looks at the children
_MANY_DEATHS = 6
_FIRST_PAGE = 120.0  # seconds; it takes about five


class StoppedError(Exception):
    """Somebody pressed Ctrl-C before everything was up."""


class FailedError(click.ClickException):
    """Something does not come up; the message shows the end of its log."""

    exit_code = Exit.UNAVAILABLE


class UnsafeError(click.ClickException):
    """The environment is refused; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the person who starts it asked for."""

    host: str
    port: int
    workers: int
    demo: bool


class Running:
    """One Bluelamp. Use it once, from the main thread.

    ``load``: what all its processes need, so that they are forked from this one. Without, each loads for itself.
    """

    def __init__(self, wish: Wish, say: Say, state: Path = STATE, load: Callable[[], None] | None = None) -> None:
        self.wish = wish
        self.say = say
        self.state = state
        self.load = load
        self.url = f"http://{status.visible(wish.host)}:{wish.port}"
        self.own: Cluster | None = cluster(state) if is_embedded() else None
        self.database: Child | None = None
        self.children: dict[str, Child] = {}
        self.errand: Child | None = None
        self.stopping = False
        self._loaded_files = frozenset[int]()  # what all our processes share has a lock, for example
        self._lock: ExitStack | None = None  # the right to start and stop the database, once we have it

    def run(self, ready: Say) -> None:
        """Start everything, call ``ready`` with the address, then keep it alive until told to stop."""
        for order in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(order, self._on_signal)
        try:
            self._start()
            ready(self.url)
            while not self.stopping:
                self._pause()
        except StoppedError:
            pass
        except PostgresError:
            if not self.stopping:
                raise
        finally:
            self.stop()

    def _on_signal(self, _signal: int, _frame: FrameType | None) -> None:
        if self.stopping:  # asked twice: no more patience
            for child in self._all():
                child.kill()
        self.stopping = True

    def _all(self) -> list[Child]:
        """Those that need the database first."""
        found = [*self.children.values(), self.errand, self.database]
        return [child for child in found if child is not None]

    # Starting ---------------------------------------------------------------------------------------------

    def _start(self) -> None:
        self._check()
        self._start_database()
        self._build_demo()
        self.say("Web and event stream")
        web, *others = [Child(self._program(name, *order), self.say) for name, order in self._orders().items()]
        self.children["web"] = web
        self._await_first_page(web)
        self.say("Relay and worker")
        self.children.update({child.program.name: child for child in others})
        self._pause()

    def _await_first_page(self, web: Child) -> None:
        """Before the others are started: a page is what people wait for."""
        deadline = time.monotonic() + _FIRST_PAGE
        while not status.answers(self.url):
            self._pause()
            if time.monotonic() > deadline:
                log = web.program.log
                raise FailedError(f"No page came. The end of {log}:\n{tail(log)}")

    def _load(self) -> None:
        """Here, for all; the settings are read from what a process of ours would find in its environment."""
        if self.load is not None:
            environment = self._environment()
            os.environ.clear()
            os.environ.update(environment)
            before = open_files()
            self.load()
            self._loaded_files = open_files() - before

    def _start_database(self) -> None:
        if self.own is None:
            self._load()
            return
        self.say("PostgreSQL")
        stamp.check(self.own, self.state)
        self.own.prepare()
        self.database = Child(self._database_program(self.own), self.say)
        self._pause()
        self._load()  # while it starts
        while not self.own.answers():
            self._pause()
            if self.database.deaths > _MANY_DEATHS:
                raise PostgresError(f"PostgreSQL does not start. The end of {self.own.log}:\n{tail(self.own.log)}")
        make_ready(self.own, self.say, self.state)

    def _check(self) -> None:
        """Refuse to start what would be unsafe, before it listens; and on an unready database."""
        if reason := demo_stays_here(self.wish.host):
            raise UnsafeError(f"Bluelamp does not start like this.\n{reason}")
        is_demo = os.environ.get("BLUELAMP_ENV", "demo") == "demo"
        if self.own is not None and is_demo and "BLUELAMP_HOSTS" not in os.environ:
            return
        program = self._program("check", "check")
        found = subprocess.run(program.command, env=program.environment, capture_output=True, text=True, check=False)
        if found.returncode:
            raise UnsafeError(f"Bluelamp does not start like this.\n{found.stdout}{found.stderr}".rstrip())

    def _build_demo(self) -> None:
        """Once per database, when the demo is wanted."""
        mark = self.state / "demo-built"
        if not self.wish.demo or mark.exists():
            return
        self.say("Demo force: synthetic, not any force's data")
        self.errand = Child(self._program("demo", "demo", "build"), self.say)
        self.errand.start()
        while (code := self.errand.exit_code()) is None:
            self._pause()
        log = self.errand.program.log
        self.errand = None
        if code:
            self.say(f"The demo force could not be built. The end of {log}:\n{tail(log)}")
        else:
            mark.touch()

    # Staying alive ----------------------------------------------------------------------------------------

    def _pause(self) -> None:
        """One look at everything, and a short rest."""
        if self.stopping:
            raise StoppedError
        started = [child.tend() for child in self.children.values()]
        if self.database is not None and self._may_serve():
            started.append(self.database.tend())
        if any(started):
            status.write(self.state, self.url, {child.program.name: child.pid for child in self._all()})
        time.sleep(_TICK)

    def _may_serve(self) -> bool:
        """While another command serves the database, use that one and wait for the right to serve it ourselves."""
        assert self.own is not None
        if self._lock is None:
            lock = ExitStack()
            if lock.enter_context(self.own.lock(wait=False)):
                self._lock = lock
                self.own.stop_stale()
            else:
                lock.close()
        return self._lock is not None

    def stop(self) -> None:
        """Stop what we started: first those that use the database, then the database."""
        self.stopping = True
        users = [child for child in self._all() if child is not self.database]
        for child in users:
            child.ask_to_stop()
        for child in users:
            child.wait_until_stopped()
        if self.database is not None:
            self.database.ask_to_stop()
            self.database.wait_until_stopped()
        if self._lock is not None:
            self._lock.close()
        status.remove(self.state)

    # What is run ------------------------------------------------------------------------------------------

    def _orders(self) -> dict[str, list[str]]:
        """What each process is told, in the words of the console."""
        wish = self.wish
        web = ["web", "--host", wish.host, "--port", str(wish.port), "--workers", str(wish.workers)]
        # Nobody else can work on the embedded database; on another, there may be workers that we do not see.
        return {"web": web, "relay": ["relay"], "worker": ["worker", *(["--alone"] if self.own else [])]}

    def _environment(self) -> dict[str, str]:
        inherited = {key: value for key, value in os.environ.items() if key != OWNER_SWITCH}
        ours = {
            "DJANGO_SETTINGS_MODULE": "bluelamp.config.settings",
            "BLUELAMP_VAR": str(self.state),
            "PYTHONUNBUFFERED": "1",
            SUPERVISOR: str(os.getpid()),
        }
        return {"BLUELAMP_PUBLIC_URL": self.url, **inherited, **ours}  # links in notices lead here

    def _program(self, name: str, *order: str) -> Program:
        return Program(
            name=name,
            command=[sys.executable, "-m", "bluelamp.config", *order],
            log=self.state / "log" / f"{name}.log",
            environment=self._environment(),
            cwd=ROOT,
            deed=partial(perform, order) if self.load is not None else None,
            keep=self._loaded_files,
        )

    def _database_program(self, own: Cluster) -> Program:
        return Program(
            name="database",
            command=own.command(),
            log=own.log,
            environment=own.environment(),
            cwd=own.home,
            stop=signal.SIGINT,  # PostgreSQL's fast shutdown
            death=signal.SIGINT,
            bury=own.end_leftovers,
            popen=identity().popen,
        )
