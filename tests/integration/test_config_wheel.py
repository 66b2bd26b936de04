"""A wheel holds what Bluelamp needs to run, besides Python: whatever pyproject.toml does not name stays behind."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "bluelamp"
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]


def left_behind(package: Path, patterns: list[str]) -> set[str]:
    """Files that are neither Python nor named, relative to ``package``."""
    packages = [path.parent for path in package.rglob("__init__.py")]
    named = {path for folder in packages for pattern in patterns for path in folder.glob(pattern)}
    others = {path for path in package.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")}
    return {str(path.relative_to(package)) for path in others - named}


def test_a_wheel_holds_every_file_that_python_does_not_import() -> None:
    assert left_behind(PACKAGE, SETUPTOOLS["package-data"]["*"]) == set()


def test_what_is_forgotten_is_noticed() -> None:
    forgotten = left_behind(PACKAGE, ["templates/**/*"])
    assert {"core/places/gazetteer.bin", "ui/build.mjs", "mobile/assets/entry_position.js"} - forgotten == set()
    assert "portal/templates/portal/area.html" not in forgotten


def test_every_folder_of_python_is_a_package() -> None:
    assert SETUPTOOLS["packages"]["find"] == {"include": ["bluelamp*"], "namespaces": False}
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    assert {folder for folder in folders if not (folder / "__init__.py").exists()} == set()


def test_a_wheel_asks_for_what_the_lock_is_made_from() -> None:
    assert SETUPTOOLS["dynamic"] == {"dependencies": {"file": ["requirements/base.in"]}}
    assert (ROOT / "requirements" / "base.in").is_file()
