"""How long the form of a witness statement takes, beside an empty document of the same program.

    python bench/statement_pdf.py --rounds 20

"ours" is everything between a signature and its hash: the words made printable, set, counted by another program, set
again with the number that was counted, and hashed. "empty" is one call of the typesetter for a page with nothing on it.
The first of each is in a fresh process, with fonts to find and their letters to list; then the median and the slowest.
"""

# ruff: noqa: PLC0415 - Django and our own are imported once their settings point at the throw-away cluster

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date

WORDS = "He ran towards the car, #1, and the other man shouted: «رکو». It was dark. "
LENGTHS = {"one page": 10, "three pages": 90, "ten pages": 330}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rounds", type=int, default=20)
    asked.add_argument("--one", choices=["empty", *LENGTHS], help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.one:
        print(json.dumps(_measured(given.one, given.rounds)))  # noqa: T201 - for the parent
        return
    for name in ("empty", *LENGTHS):
        ran = subprocess.run(
            [sys.executable, __file__, "--rounds", str(given.rounds), "--one", name],
            capture_output=True,
            text=True,
            check=True,
        )
        found = json.loads(ran.stdout)
        cpu = f"{found['cpu']:.0f} ms of processor time"
        times = f"first {found['first']:.0f} ms, median {found['median']:.0f} ms, slowest {found['slowest']:.0f} ms"
        print(f"{name}: {times}, {cpu}; {found['pages']} page(s), {found['bytes']:,} bytes")  # noqa: T201 - what a bench is for


def _measured(name: str, rounds: int) -> dict[str, float]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.config.settings")
    import django

    django.setup()
    make = _empty if name == "empty" else _ours(LENGTHS[name])
    took, worked = [], []
    for _ in range(rounds + 1):
        start, work = time.perf_counter(), time.process_time()
        pages, size = make()
        took.append((time.perf_counter() - start) * 1000)
        worked.append((time.process_time() - work) * 1000)
    again = took[1:]
    return {
        "first": took[0],
        "median": statistics.median(again),
        "slowest": max(again),
        "cpu": statistics.median(worked[1:]),
        "pages": pages,
        "bytes": size,
    }


def _empty() -> tuple[int, int]:
    import typst

    content = typst.compile(b'#set page(paper: "a4")', format="pdf")
    assert isinstance(content, bytes)
    return 1, len(content)


def _ours(sentences: int) -> Callable[[], tuple[int, int]]:
    from bluelamp.evidence.statements.characters import printable
    from bluelamp.evidence.statements.printing import Form, print_form
    from bluelamp.evidence.statements.wording import wording_on
    from bluelamp.evidence.types import Witness

    day = date(2026, 11, 29)

    def make() -> tuple[int, int]:
        form = Form(
            reference="WS-26-7KQ4M2XPW version 1",
            force="Lantern Valley Police",
            day=day,
            witness=Witness(name="Sam Okafor", occupation="Bus driver"),
            text=printable("\n\n".join(WORDS * 5 for _ in range(sentences // 5))),
            wording=wording_on(day),
            signature=(("Signed", "Sam Okafor"), ("Date and time", "29 November 2026 at 10:02:03 GMT")),
            signed="Sam Okafor, 29 November 2026 at 10:02:03 GMT",
        )
        printed = print_form(form)
        return printed.pages, len(printed.content)

    return make


if __name__ == "__main__":
    main()
