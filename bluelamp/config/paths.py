"""Where the checkout and its state are. Needs no Django, so that the supervisor starts at once."""

from pathlib import Path

from bluelamp.config.env import env

ROOT = Path(__file__).resolve().parents[2]
STATE = Path(
    env("BLUELAMP_VAR", str(ROOT / "var"), "Folder for state: database, files, ledger keys, bundles.")
).absolute()
