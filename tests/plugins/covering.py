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

import pytest
import slipcover

ENOUGH = 97.0  # per cent of lines and branches; it only ever goes up
_OURS, _NOT = ["bluelamp"], ["*/migrations/*"]
_KEPT = Path("var", "coverage")  # what each worker has seen
_WORKER = os.environ.get("PYTEST_XDIST_WORKER")


def _cover(source: list[str] | None = None) -> slipcover.Slipcover:
    return slipcover.Slipcover(branch=True, source=source, omit=_NOT)


_seen = _cover()
if _WORKER:
    slipcover.ImportManager(_seen, slipcover.FileMatcher(sources=_OURS, omit=_NOT)).__enter__()
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
    total = _cover(_OURS).get_coverage()  # every file, also those that nobody has imported
    for one in sorted(_KEPT.glob("*.json")):
        slipcover.merge_coverage(total, json.loads(one.read_text()))
    (_KEPT / "total.json").write_text(json.dumps(total))
    if total["summary"]["percent_covered"] < ENOUGH and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    total = json.loads((_KEPT / "total.json").read_text())
    covered = total["summary"]["percent_covered"]
    terminalreporter.section("What the tests have run")
    slipcover.print_coverage(total, outfile=sys.stdout, skip_covered=True)
    terminalreporter.write_line(f"{covered:.2f} per cent of lines and branches; {ENOUGH:.0f} are wanted.")
