"""Every job can run twice: a queue that never loses one will sometimes bring one again."""

import ast
from collections.abc import Iterable, Iterator

from procrastinate.contrib.django import app

from tests.architecture.house import ROOT, Source, dotted_name

MARK = "idempotent"


def jobs() -> set[str]:
    """The names of our own jobs."""
    return {name for name, task in app.tasks.items() if task.func.__module__.startswith("bluelamp.")}


def modules_of_tests() -> Iterator[Source]:
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        yield Source(path.stem, path.read_text(encoding="utf-8"))


def shown_to_be_idempotent(found: Iterable[Source]) -> set[str]:
    """Jobs that a test marked ``@pytest.mark.idempotent("room.job")`` runs twice."""
    return {
        str(node.args[0].value)
        for source in found
        if MARK in source.text
        for function in source.nodes()
        if isinstance(function, ast.FunctionDef)
        for node in function.decorator_list
        if isinstance(node, ast.Call) and dotted_name(node.func).endswith(f"mark.{MARK}")
        if node.args and isinstance(node.args[0], ast.Constant)
    }


def test_every_job_has_a_test_that_runs_it_twice() -> None:
    assert jobs()
    assert not jobs() - shown_to_be_idempotent(modules_of_tests())


def test_no_mark_outlives_its_job() -> None:
    assert not shown_to_be_idempotent(modules_of_tests()) - jobs()


def test_an_unproved_job_is_noticed() -> None:
    proved = Source("test_x", '@pytest.mark.idempotent("a.b")\ndef test_a(): ...\n# pytest.mark.idempotent("c.d")')
    assert shown_to_be_idempotent([proved]) == {"a.b"}
