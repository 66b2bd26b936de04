"""Whoever changes a module finds its tests under its own name."""

import ast
from collections.abc import Container, Iterator
from pathlib import Path

from tests.architecture.house import ROOT, Source, sources

TESTS = ROOT / "tests"

# What only declares is tested by whatever uses it: a field by the service that writes it, a form by its page.
DECLARING = {"apps", "urls", "enums", "events", "errors", "types", "models", "forms"}


def decides(source: Source) -> bool:
    """Whether the module does more than name things: some function chooses, repeats, or takes more than one step."""
    return any(
        len(body := _steps(node)) > 1 or isinstance(body[0], ast.If | ast.For | ast.With | ast.Try)
        for node in source.nodes()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _steps(node)
    )


def _steps(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.stmt]:
    return function.body[1:] if ast.get_docstring(function) is not None else function.body


def homes(source: Source) -> Iterator[str]:
    """Where a module's tests may be: under its name, its name with its folders', or that of a folder of files alike.

    ``tests/unit/<room>`` comes first; what takes a server, a browser or a peer has ``<room>`` in the file's name.
    """
    _, room, *path = source.name.split(".")
    for name in dict.fromkeys([path[-1], "_".join(path), *path[:-1]]):
        yield f"unit/{room}/test_{name}.py"
        for kind in ("integration", "functional", "contract"):
            yield f"{kind}/test_{room}_{name}.py"


def homeless(found: tuple[Source, ...], files: Container[str]) -> list[str]:
    return [
        source.name
        for source in found
        if source.name.count(".") > 1
        and not DECLARING & set(source.name.split("."))
        and decides(source)
        and not any(home in files for home in homes(source))
    ]


def _files() -> set[str]:
    return {path.relative_to(TESTS).as_posix() for path in Path(TESTS).rglob("test_*.py")}


def test_every_module_that_decides_has_tests_of_its_name() -> None:
    assert not homeless(sources(), _files())


DECIDING = "def who(found):\n    if found:\n        return found\n    return None\n"


def test_a_module_without_tests_is_noticed() -> None:
    lone = Source("bluelamp.contact.services.reports", DECIDING)
    assert homeless((lone,), set()) == [lone.name]
    for home in ("reports", "services_reports", "services"):
        assert not homeless((lone,), {f"unit/contact/test_{home}.py"})
    assert not homeless((lone,), {"integration/test_contact_reports.py"})
    assert homeless((lone,), {"unit/desk/test_reports.py", "integration/test_reports.py"})


def test_what_only_declares_needs_none() -> None:
    assert not homeless((Source("bluelamp.contact.enums", DECIDING),), set())
    assert not homeless((Source("bluelamp.contact.lines", 'def one() -> int:\n    """One."""\n    return 1\n'),), set())
    assert not homeless((Source("bluelamp.contact", DECIDING),), set())
