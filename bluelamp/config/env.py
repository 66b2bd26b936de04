"""Reading the environment, remembering what was asked so that the settings reference can be generated."""

import os
import secrets
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    name: str
    default: str
    meaning: str


DECLARED: dict[str, Setting] = {}


def env(name: str, default: str, meaning: str) -> str:
    """The value of ``name`` in the environment, or ``default``."""
    DECLARED[name] = Setting(name, default, meaning)
    return os.environ.get(name, default)


def env_list(name: str, default: str, meaning: str) -> list[str]:
    """The same for a list with commas."""
    return [part.strip() for part in env(name, default, meaning).split(",") if part.strip()]


def secret(name: str, path: Path, *, production: bool) -> str:
    """A secret from the environment; in the demo, one made once and kept at ``path`` with mode 0600."""
    value = env(name, "", "Signing secret, at least 50 random characters. Made by itself in the demo.")
    if value or production:
        return value
    return stored_secret(path)


def stored_secret(path: Path) -> str:
    """The secret at ``path``, made there when it is missing. Safe when several processes start at once."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent)  # mode 0600
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write("demo-" + secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(draft, path)  # whole or not at all, and never over another's
        Path(draft).unlink()
    return path.read_text(encoding="ascii")
