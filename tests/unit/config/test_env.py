"""Settings from the environment, and secrets made once."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bluelamp.config.env import DECLARED, env, env_list, secret, stored_secret


def test_what_is_asked_is_remembered_for_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DECLARED, "BLUELAMP_TRIED", DECLARED["BLUELAMP_VAR"])
    monkeypatch.setenv("BLUELAMP_TRIED", "one, two,,")
    assert env("BLUELAMP_TRIED", "none", "A trial.") == "one, two,,"
    assert env_list("BLUELAMP_TRIED", "", "A trial.") == ["one", "two"]
    assert DECLARED["BLUELAMP_TRIED"].meaning == "A trial."


def test_a_secret_is_made_once_by_however_many_start_at_once(tmp_path: Path) -> None:
    path = tmp_path / "secrets" / "django"
    with ThreadPoolExecutor(16) as pool:
        found = set(pool.map(lambda _: stored_secret(path), range(64)))
    assert len(found) == 1
    assert found.pop().startswith("demo-")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_production_makes_no_secret_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BLUELAMP_SECRET_KEY", raising=False)
    assert secret("BLUELAMP_SECRET_KEY", tmp_path / "django", production=True) == ""
    assert secret("BLUELAMP_SECRET_KEY", tmp_path / "django", production=False).startswith("demo-")
    monkeypatch.setenv("BLUELAMP_SECRET_KEY", "ours")
    assert secret("BLUELAMP_SECRET_KEY", tmp_path / "django", production=False) == "ours"
