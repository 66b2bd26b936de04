"""The embedded database made ready for whoever needs it: started, with its roles, migrated to this code."""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_SH, flock
from pathlib import Path
from typing import TextIO

from bluelamp.config import stamp
from bluelamp.config.database import APPLICATION, OWNER, OWNER_SWITCH, cluster, is_embedded, password
from bluelamp.config.exits import Exit
from bluelamp.config.paths import ROOT, STATE
from bluelamp.config.postgres import Cluster
from bluelamp.config.postgres_software import PostgresError, make_folder
from bluelamp.config.supervisor import Say

PATIENCE = 60.0  # seconds; a supervisor restarts a killed database within one or two


@contextmanager
def available(say: Say, state: Path = STATE) -> Iterator[None]:
    """A database for as long as the block lasts; started and stopped here only when nobody else serves it."""
    if not is_embedded():
        yield
        return
    own = cluster(state)
    with _users(own) as users:
        deadline = time.monotonic() + PATIENCE
        while not own.answers():
            with own.lock(wait=False) as mine:
                if mine:
                    with _served(own, say, state, users):
                        yield
                    return
            if time.monotonic() > deadline:
                raise PostgresError(f"The database of {state} is in use but does not answer. See {own.log}.")
            time.sleep(0.1)
        yield


@contextmanager
def _users(own: Cluster) -> Iterator[TextIO]:
    """Count as a command that uses the database, so that the one that started it does not stop it under us."""
    make_folder(own.home)
    with (own.home / "users").open("w") as users:
        flock(users, LOCK_SH)  # waits while somebody is stopping it
        yield users


@contextmanager
def _served(own: Cluster, say: Say, state: Path, users: TextIO) -> Iterator[None]:
    say("Starting the database for this command.")
    stamp.check(own, state)
    with own.serving():
        make_ready(own, say, state)
        try:
            yield
        finally:
            flock(users, LOCK_EX)  # waits for the other commands that use it


def make_ready(own: Cluster, say: Say, state: Path = STATE) -> None:
    """Roles, database and, when the code has changed, migrations. The server is running."""
    own.ensure({role: password(state, role) for role in (OWNER, APPLICATION)}, OWNER)
    mark = own.home / "migrated"
    wanted = fingerprint()
    if mark.exists() and mark.read_text(encoding="ascii") == wanted:
        return
    say("Bringing the database up to this version.")
    migrate(state)
    mark.write_text(wanted, encoding="ascii")
    stamp.write(state)


def migrate(state: Path = STATE) -> None:
    """Run migrations in a process of their own, as the role that owns the tables."""
    outcome = subprocess.run(
        [sys.executable, "-m", "bluelamp.config", "migrate"],
        env={**os.environ, OWNER_SWITCH: "1", "BLUELAMP_VAR": str(state)},
        capture_output=True,
        text=True,
        check=False,
    )
    if outcome.returncode == Exit.UNAVAILABLE:  # it said why, in words
        raise PostgresError(outcome.stderr.strip())
    if outcome.returncode:
        log = state / "log" / "migrate.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(outcome.stdout + outcome.stderr, encoding="utf-8")
        last = (outcome.stderr.strip() or outcome.stdout.strip()).splitlines()[-1:]
        raise PostgresError(
            f"The migrations failed: {''.join(last)}\nAll that was said is in {log}. The state was made by"
            f" {stamp.maker(state)}.\n{stamp.ways_out()}"
        )


def fingerprint() -> str:
    """Changes with any of our code or of the libraries that bring tables of their own."""
    digest = hashlib.sha256()
    for path in [ROOT / "requirements" / "base.txt", *sorted((ROOT / "bluelamp").rglob("*.py"))]:
        digest.update(path.read_bytes())
    return digest.hexdigest()
