"""From the dispatcher's click to the incident on the officer's phone page, both in Chromium, on the whole platform.

    python bench/dispatch_to_phone.py [--times 5]

"page" is what the phone page takes to come when the officer asks for it again, as one would without the feed.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser as Chromium

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from start import started_at  # noqa: E402 - found beside this file

from tests.functional.screen_thread import ScreenThread  # noqa: E402 - found from the folder above
from tests.plugins.browser import launched  # noqa: E402 - the same

_WITHIN = 1.0  # seconds: as it was asked for


def dispatched(url: str, chromium: Chromium) -> tuple[float, float]:
    """One report, told at screens to its end, so that the crew is free for the next: seconds to the phone, and of the
    phone's page when it is asked for."""
    thread = ScreenThread(url, chromium)
    try:
        for _name, deed in thread.steps():
            deed()
        begun = time.monotonic()
        thread.screen("responder").tab.reload()
        return thread.seconds_to_phone, time.monotonic() - begun
    finally:
        thread.close()


def main() -> None:
    """Print one JSON object; fail when half of the dispatches take longer than was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory(prefix="bluelamp-bench-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL does not run as root: it must get through to its own folders
        with started_at(Path(folder)) as url, launched() as chromium:
            found = [dispatched(url, chromium) for _ in range(times)]
    phone, page = ([round(one[at], 3) for one in found] for at in (0, 1))
    median = statistics.median(phone)
    told = {"phone_s": phone, "phone_median_s": median, "page_median_s": statistics.median(page)}
    sys.stdout.write(json.dumps(told, indent=2) + "\n")
    if median > _WITHIN:
        raise SystemExit("Slower than was asked for.")


if __name__ == "__main__":
    main()
