"""Every process loads all models and services when it starts. What only a few of them need must not be there."""

import subprocess
import sys

from bluelamp.config.paths import ROOT

# What takes a tenth of a second and more to load, and who loads it when they come to need it.
LONG_TO_LOAD = {
    "httpx": "whoever sends a text message",
    "holidays": "whoever counts working days",
    "webauthn": "whoever comes in by a passkey",
    "pypdf": "whoever prints a statement",
}
_START = "from bluelamp.config.console import prepare_django; prepare_django(); import sys; print(*sys.modules)"


def test_a_process_that_only_starts_loads_nothing_that_few_need() -> None:
    found = subprocess.run([sys.executable, "-c", _START], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(found.stdout.split())
    assert "django" in loaded
    assert {name: who for name, who in LONG_TO_LOAD.items() if name in loaded} == {}
