"""From the command to the first page, on a state folder of its own: the first start, with its demo force, and the next.

    python bench/start.py

"empty" is an interpreter that loads Django and ends, which nothing of ours can undercut. The software is there already:
how long `make run` takes to fetch it depends on the network.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
_PATIENCE = 120.0  # seconds
_SECOND_START, _DEMO = 10.0, 20.0  # seconds: as they were asked for


@contextmanager
def started_at(state: Path) -> Iterator[str]:
    """Bluelamp runs on this state folder, and has shown its first page; its address."""
    command = [sys.executable, "-m", "bluelamp.config", "run", "--port", "0", "--json"]
    with subprocess.Popen(
        command,
        env={**os.environ, "BLUELAMP_VAR": str(state)},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            url = json.loads(process.stdout.readline())["url"]
            httpx.get(url, timeout=_PATIENCE).raise_for_status()
            yield url
        finally:
            process.terminate()


def start(state: Path) -> float:
    """The seconds to the first page."""
    begun = time.monotonic()
    with started_at(state):
        return time.monotonic() - begun


def built(state: Path) -> dict[str, float]:
    """What `demo build` says of itself, in an empty database."""
    found = subprocess.run(
        [sys.executable, "-m", "bluelamp.config", "demo", "build", "--json"],
        env={**os.environ, "BLUELAMP_VAR": str(state)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    told: dict[str, float] = json.loads(found.stdout)
    return told


def empty() -> float:
    begun = time.monotonic()
    subprocess.run([sys.executable, "-c", "import django; django.setup()"], env=_bare(), check=True)
    return time.monotonic() - begun


def _bare() -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "django.conf.global_settings"}


def main() -> None:
    """Print one JSON object; fail when a start or the demo force takes longer than was asked for."""
    with tempfile.TemporaryDirectory(prefix="bluelamp-bench-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL does not run as root: it must get through to its own folders
        first_state, demo_state = Path(folder) / "run", Path(folder) / "demo"
        for state in (first_state, demo_state):
            state.mkdir(mode=0o755)
        first, second = start(first_state), start(first_state)
        demo = built(demo_state)["seconds"]
        found = {"first_start_s": first, "second_start_s": second, "demo_build_s": demo, "empty_s": empty()}
    sys.stdout.write(json.dumps({name: round(value, 2) for name, value in found.items()}, indent=2) + "\n")
    if second > _SECOND_START or demo > _DEMO:
        raise SystemExit("Slower than was asked for.")


if __name__ == "__main__":
    main()
