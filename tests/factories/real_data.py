"""Where real open data lie, beside the checkout and never in it."""

import os
from pathlib import Path

import pytest

from bluelamp.config.paths import ROOT

SHARED = Path(os.environ.get("BLUELAMP_SHARED_DATA", ROOT.parent / "shared" / "data"))
needs_real_files = pytest.mark.skipif(not SHARED.is_dir(), reason="the real open data are not on this machine")
