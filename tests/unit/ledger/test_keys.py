"""One key for ever, readable by nobody else."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bluelamp.ledger.keys import public_key, signing_key


def test_made_once_and_private(ledger_folder: Path) -> None:
    assert public_key(ledger_folder) is None
    first = signing_key(ledger_folder)
    assert signing_key(ledger_folder).private_bytes_raw() == first.private_bytes_raw()
    found = public_key(ledger_folder)
    assert found is not None
    assert found.public_bytes_raw() == first.public_key().public_bytes_raw()
    assert stat.S_IMODE((ledger_folder / "signing-key").stat().st_mode) == 0o600
    assert stat.S_IMODE(ledger_folder.stat().st_mode) == 0o700


def test_two_who_start_at_once_agree(ledger_folder: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = {key.private_bytes_raw() for key in pool.map(signing_key, [ledger_folder] * 16)}
    assert len(keys) == 1
    assert sorted(path.name for path in ledger_folder.iterdir()) == ["public-key", "signing-key"]
