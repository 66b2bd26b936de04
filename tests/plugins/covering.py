"""Which lines and branches of Bluelamp the tests have run: ``-p tests.plugins.covering``, with workers (``-n``).

SlipCover notes each line the first time and takes its note out of the code again, so that what is run a thousand times
costs no more than what is run once. Code is noted as it is imported: this must be loaded before anything of ours is.
"""

import atexit
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import slipcover

ENOUGH, ENOUGH_BRANCHES = 98.0, 94.5  # per cent of lines and branches together, and of branches; they only ever go up
_OURS, _NOT = Path("bluelamp"), ["*/migrations/*"]
_UNSEEN = {"bluelamp/config/__main__.py"}  # commands that are started are processes of their own
_KEPT = Path("var", "coverage")  # what each worker has seen
_WORKER = os.environ.get("PYTEST_XDIST_WORKER")


if _WORKER:
    _seen = slipcover.Slipcover(branch=True, omit=_NOT)
    slipcover.ImportManager(_seen, slipcover.FileMatcher(sources=[str(_OURS)], omit=_NOT)).__enter__()
    # Registered first, done last: its notes in the code keep alive what libraries then complain of, in 300 lines.
    atexit.register(os._exit, 0)


def pytest_configure() -> None:
    if not _WORKER:
        shutil.rmtree(_KEPT, ignore_errors=True)
        _KEPT.mkdir(parents=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if _WORKER:
        (_KEPT / f"{_WORKER}.json").write_text(json.dumps(_seen.get_coverage()))
        return
    first, *others = (json.loads(one.read_text()) for one in sorted(_KEPT.glob("*.json")))
    for one in others:
        slipcover.merge_coverage(first, one)
    (_KEPT / "total.json").write_text(json.dumps(first))
    if _wanting(first) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _wanting(total: dict[str, Any]) -> list[str]:
    """What is not enough, in words."""
    every = {str(path) for path in _OURS.rglob("*.py") if "migrations" not in path.parts}
    found = [f"No test imports {name}." for name in sorted(every - set(total["files"]) - _UNSEEN)]
    covered, branches = total["summary"]["percent_covered"], _of_branches(total)
    if covered < ENOUGH:
        found.append(f"{ENOUGH:.0f} per cent of lines and branches are wanted.")
    if branches < ENOUGH_BRANCHES:
        found.append(f"{ENOUGH_BRANCHES:.0f} per cent of branches are wanted.")
    return found


def _of_branches(total: dict[str, Any]) -> float:
    covered, missing = (float(total["summary"][f"{kind}_branches"]) for kind in ("covered", "missing"))
    return 100 * covered / (covered + missing)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    total = json.loads((_KEPT / "total.json").read_text())
    terminalreporter.section("What the tests have run")
    slipcover.print_coverage(total, outfile=sys.stdout, skip_covered=True)
    covered = total["summary"]["percent_covered"]
    terminalreporter.write_line(f"{covered:.2f} per cent of lines and branches, {_of_branches(total):.2f} of branches.")
    for words in _wanting(total):
        terminalreporter.write_line(words)
