"""The tables in docs/reference are what the program says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bluelamp.config import reference
from bluelamp.config.console import bluelamp
from bluelamp.config.env import DECLARED
from bluelamp.config.exits import Exit
from bluelamp.config.paths import ROOT


def test_what_is_committed_is_current() -> None:
    """None tells of report types: a new one is one file, with no other change."""
    # In a process of its own: other tests announce news of their own.
    code = "import django; django.setup(); from bluelamp.config import reference, paths; "
    code += "print(*reference.outdated(paths.ROOT / 'docs' / 'reference'))"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "bluelamp.config.settings"}
    found = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr
    assert found.stdout.split() == [], "Run make docs."


def test_every_setting_says_what_it_is_for() -> None:
    assert [name for name, setting in DECLARED.items() if not setting.meaning.endswith(".")] == []


def test_no_page_tells_where_this_checkout_is() -> None:
    assert [name for name, text in reference.pages().items() if str(ROOT) in text] == []


def test_a_page_that_was_changed_by_hand_is_written_again(tmp_path: Path) -> None:
    assert sorted(reference.write(tmp_path)) == sorted(reference.pages())
    (tmp_path / "events.md").write_text("by hand", encoding="utf-8")
    assert reference.outdated(tmp_path) == ["events.md"]
    assert reference.write(tmp_path) == ["events.md"]
    assert reference.outdated(tmp_path) == []


def test_the_check_changes_nothing_and_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bluelamp.config.paths.ROOT", tmp_path)
    found = CliRunner().invoke(bluelamp, ["docs", "--check"])
    assert found.exit_code == Exit.NO
    assert "settings.md is out of date. Run make docs." in found.output
    assert list(tmp_path.iterdir()) == []


def test_every_command_and_every_exit_code_is_there() -> None:
    text = reference.pages()["commands.md"]
    for command in ("bluelamp run", "bluelamp ledger verify", "bluelamp docs"):
        assert f"## {command}\n" in text
    codes = {value for name, value in vars(Exit).items() if name.isupper()}
    assert all(f"| {code} | " in text for code in codes)
