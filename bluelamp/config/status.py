"""What a running Bluelamp tells others about itself, and the promise that there is only one per state folder."""

import json
import socket
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from fcntl import LOCK_EX, LOCK_NB, flock
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_EVERYWHERE = frozenset({"127.0.0.1", "0.0.0.0", "::1", "::", ""})  # noqa: S104 - recognised, not bound


@contextmanager
def alone(state: Path) -> Iterator[bool]:
    """True while this is the only supervisor of ``state``; the kernel lets go when we are killed."""
    state.mkdir(parents=True, exist_ok=True)
    with (state / "run.lock").open("w") as file:
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def write(state: Path, url: str, pids: Mapping[str, int | None]) -> None:
    """For other commands and for tests: the address and who runs as what."""
    draft = state / "run.json.new"
    draft.write_text(json.dumps({"url": url, "pids": pids}), encoding="utf-8")
    draft.replace(state / "run.json")


def read(state: Path) -> dict[str, Any] | None:
    """What ``write`` wrote, or None when nothing runs."""
    with alone(state) as nobody:
        if nobody:
            return None
    with suppress(FileNotFoundError):
        content: dict[str, Any] = json.loads((state / "run.json").read_text(encoding="utf-8"))
        return content
    return None


def remove(state: Path) -> None:
    """Nothing runs any more."""
    (state / "run.json").unlink(missing_ok=True)


def answers(url: str) -> bool:
    """True when a page comes, whatever it says."""
    address = urlsplit(url)
    connection = HTTPConnection(address.hostname or "localhost", address.port, timeout=5)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


def is_free(host: str, port: int) -> bool:
    """True when nobody listens there. Granian shares a port with whoever is there already, so we look first."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    if sys.platform == "darwin" and _listens(family, host, port):  # it lets two listen where one listens everywhere
        return False
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _listens(family: int, host: str, port: int) -> bool:
    """True when somebody takes a call there."""
    with socket.socket(family, socket.SOCK_STREAM) as caller:
        caller.settimeout(1)
        return caller.connect_ex((host, port)) == 0


def wait_until_free(host: str, port: int, patience: float = 2.0) -> bool:
    """The same, giving a Bluelamp that was just killed the moment its web processes need to notice."""
    deadline = time.monotonic() + patience
    while not is_free(host, port):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def free_port(host: str) -> int:
    """A port that nobody uses at this moment."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port


def visible(host: str) -> str:
    """The name to open in a browser on this machine. By name, because passkeys and cookies are bound to it."""
    return "localhost" if host in _EVERYWHERE else host
