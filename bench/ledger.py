"""What a verification costs, beside nothing but SHA-256 over the same bytes in the same run.

    python bench/ledger.py --entries 200000

Fills the ledger of a throw-away cluster with entries like the live ones, seals them, then verifies in a process of
its own. Prints rates in entries a second, the most memory that verifying took, how long one proof took, how long after
its commit an entry was sealed, beside a running sealer.
"""

# ruff: noqa: PLC0415 - Django is imported once its settings point at the throw-away cluster

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from uuid import UUID

_CHUNK = 5_000


def verify() -> None:
    """In the child: verify, and say how long it took and how much memory it needed beyond what Django takes."""
    import django

    django.setup()
    from django.conf import settings

    from bluelamp.ledger.models import Entry
    from bluelamp.ledger.verification import verify_ledger

    Entry.objects.first()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    verdict = verify_ledger(settings.BLUELAMP_LEDGER_DIR)
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"ok": verdict.ok, "seconds": seconds, "mb": (after - before) / 1024}))  # noqa: T201 - for the parent


def fill(entries: int) -> list[UUID]:
    """Consultations and alterations, one in ten with a reason, a thousand to a transaction."""
    from django.db import transaction

    from bluelamp.core.actor import Actor
    from bluelamp.core.ids import new_id
    from bluelamp.ledger.enums import Act, Purpose
    from bluelamp.ledger.services import record

    actor, made = Actor.job("bench"), []
    for start in range(0, entries, 1000):
        with transaction.atomic():
            for number in range(start, min(start + 1000, entries)):
                made.append(
                    record(
                        actor=actor,
                        act=Act.CONSULTATION,
                        action="incidents.incident.read",
                        subjects=[f"incidents.incident:{new_id()}" for _ in range(1 + number % 4)],
                        matter=new_id(),
                        purpose=Purpose.RESPONSE,
                        reason="Because somebody asked" if number % 10 == 0 else "",
                    )
                )
    return made


def sealed_after(folder: Path, entries: int = 500) -> list[float]:
    """Seconds from the commit of each entry to the checkpoint over it, while about a hundred a second are written."""
    from bluelamp.ledger import sealing
    from bluelamp.ledger.tree import TreeFiles

    tree, stop = TreeFiles(folder), threading.Event()
    sealer = threading.Thread(target=sealing.run, args=[stop])
    sealer.start()
    before, committed, delays = tree.size(), list[float](), list[float]()

    def look() -> None:
        checkpoint = tree.checkpoint()
        under = (checkpoint.size if checkpoint else 0) - before
        delays.extend(time.monotonic() - moment for moment in committed[len(delays) : under])

    while len(delays) < entries:
        if len(committed) < entries:
            fill(1)
            committed.append(time.monotonic())
        look()
        time.sleep(0.01)
    stop.set()
    sealer.join()
    return sorted(delays)


def bare_sha256(ids: list[UUID]) -> tuple[float, float]:
    """Seconds and megabytes of hashing the same canonical bytes, already in memory: the least anybody could do."""
    from bluelamp.ledger.contents import contents
    from bluelamp.ledger.encoding import encode

    seconds = size = 0.0
    for start in range(0, len(ids), _CHUNK):
        leaves = [b"\x00" + encode(one) for one in contents(ids[start : start + _CHUNK]).values()]
        began = time.perf_counter()
        for leaf in leaves:
            sha256(leaf).digest()
        seconds += time.perf_counter() - began
        size += sum(map(len, leaves))
    return seconds, size / 1e6


@contextmanager
def throw_away() -> Iterator[Path]:
    """A migrated cluster that Django is connected to, and an empty ledger folder."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bluelamp-bench-")))
        folder.chmod(0o755)
        os.environ["BLUELAMP_VAR"] = str(folder)  # before anything of ours is loaded
        from bluelamp.config.database import APPLICATION, OWNER, cluster, password
        from bluelamp.config.embedded import migrate

        own = cluster(folder)
        stack.enter_context(own.serving())
        own.ensure({role: password(folder, role) for role in (OWNER, APPLICATION)}, OWNER)
        migrate(folder)
        import django

        os.environ["DJANGO_SETTINGS_MODULE"] = "bluelamp.config.settings"
        django.setup()
        yield folder / "ledger"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=200_000)
    parser.add_argument("--verify", action="store_true", help=argparse.SUPPRESS)
    wish = parser.parse_args()
    if wish.verify:
        verify()
        return
    with throw_away() as folder:
        from bluelamp.ledger.proofs import prove
        from bluelamp.ledger.sealing import Sealer

        began = time.perf_counter()
        ids = fill(wish.entries)
        written = time.perf_counter() - began
        sealer = Sealer(folder)
        began = time.perf_counter()
        sealer.recover()
        while sealer.seal():
            pass
        sealed = time.perf_counter() - began
        began = time.perf_counter()
        sealer.seal()
        look = time.perf_counter() - began
        child = subprocess.run(
            [sys.executable, __file__, "--verify"], capture_output=True, text=True, check=True, env=os.environ
        )
        verified = json.loads(child.stdout)
        began = time.perf_counter()
        prove(ids[len(ids) // 2], folder)
        proof = time.perf_counter() - began
        hashing, megabytes = bare_sha256(ids)
        delays = sealed_after(folder)
    figures = {
        "entries": len(ids),
        "megabytes": round(megabytes, 1),
        "write_per_second": round(len(ids) / written),
        "seal_per_second": round(len(ids) / sealed),
        "sealed_after_p50_s": round(delays[len(delays) // 2], 2),
        "sealed_after_p99_s": round(delays[len(delays) * 99 // 100], 2),
        "idle_look_ms": round(look * 1000, 2),
        "verify_seconds": round(verified["seconds"], 2),
        "verify_per_second": round(len(ids) / verified["seconds"]),
        "verify_extra_memory_mb": round(verified["mb"], 1),
        "bare_sha256_seconds": round(hashing, 2),
        "verify_times_bare_sha256": round(verified["seconds"] / hashing, 1),
        "prove_ms": round(proof * 1000, 2),
        "ok": verified["ok"],
    }
    print(json.dumps(figures, indent=2))  # noqa: T201 - what a bench is for


if __name__ == "__main__":
    main()
