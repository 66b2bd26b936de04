"""The tutorial's example is a report type, whole and without a fault."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bluelamp.config.paths import ROOT
from bluelamp.contact.report_types import ReportType, _discovery
from bluelamp.journeys import definition
from bluelamp.journeys.survey import survey

TUTORIAL = (ROOT / "docs" / "tutorial-add-a-report-type.md").read_text(encoding="utf-8")
[EXAMPLE] = re.findall(r"```python\n(.*?)```", TUTORIAL, re.DOTALL)
PACKAGE = "tutorial_report_types"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package of report types with room for one more."""
    folder = tmp_path / PACKAGE
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield folder
    for name in [name for name in sys.modules if name.startswith(PACKAGE)]:
        del sys.modules[name]
    _discovery._read.cache_clear()


def faults(folder: Path, text: str) -> list[str]:
    (folder / "bicycle_theft.py").write_text(text, encoding="utf-8")
    return [str(fault) for fault in _discovery.faults(PACKAGE, [str(folder)])]


def test_the_example_works_as_it_stands(folder: Path) -> None:
    assert faults(folder, EXAMPLE) == []
    report = _discovery.found(PACKAGE, [str(folder)])["bicycle-theft"]
    assert isinstance(report, ReportType)
    assert survey(report.journey).paths > 1


def test_the_example_is_the_file_that_is_used() -> None:
    file = ROOT / "bluelamp" / "contact" / "report_types" / "bicycle_theft.py"
    assert file.read_text(encoding="utf-8") == EXAMPLE


def test_the_mistake_on_purpose_says_what_the_tutorial_shows(folder: Path) -> None:
    [fault] = faults(folder, EXAMPLE.replace('Is("on_sale", "yes")', 'Is("on_sale", "sure")'))
    shown = " ".join(TUTORIAL.split("bluelamp/contact/report_types/bicycle_theft.py: ")[1].split("\n\n")[0].split())
    assert fault == f"{PACKAGE}/bicycle_theft.py: {shown}"


def test_every_type_and_condition_it_lists_exists() -> None:
    named = set(re.findall(r"`([A-Z][A-Za-z]+)(?:\(|`)", TUTORIAL.split("## What else you can ask")[1]))
    assert named
    assert [name for name in named if not hasattr(definition, name)] == []
