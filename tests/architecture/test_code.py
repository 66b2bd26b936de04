"""How the code reads: nouns of the field, small files, one clock, nothing of anybody's machine."""

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from bluelamp.config.env import DECLARED
from tests.architecture.house import PACKAGE, ROOT, Source, dotted_name, sources, templates

EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "base_utils", "shared"}


def says_nothing(names: Iterable[str]) -> list[str]:
    """Modules, folders and files whose name says nothing."""
    return [name for name in names if EMPTY_NAMES & set(re.split(r"[./]", name.removesuffix(".py").lower()))]


def test_names_are_the_fields_own() -> None:
    assert not says_nothing(source.name for source in sources())
    assert not says_nothing(str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("*") if path.is_file())


@pytest.mark.parametrize("name", ["bluelamp.records.utils", "records/helpers/names.py", "x/common/a.html", "misc.py"])
def test_a_name_that_says_nothing_is_noticed(name: str) -> None:
    assert says_nothing([name, "bluelamp.records.services"]) == [name]


LONGEST, LONG, SHORT = 500, 300, 100  # lines


def too_long(found: Iterable[Source]) -> list[str]:
    return [f"{source.name}: {source.lines} lines" for source in found if source.lines > LONGEST]


def few_are_long(found: Iterable[Source]) -> bool:
    """Half the files under 100 lines, not one in twenty above 300. Empty files do not count."""
    lines = sorted(source.lines for source in found if source.text.strip())
    return lines[len(lines) // 2] < SHORT and sum(one > LONG for one in lines) * 20 <= len(lines)


def test_files_are_small() -> None:
    assert not too_long(sources())
    assert not too_long(templates())
    assert few_are_long(sources())


def test_a_long_file_is_noticed() -> None:
    long, short = Source("long", "x\n" * 501), Source("short", "x\n" * 50)
    assert too_long([long, short]) == ["long: 501 lines"]
    assert not few_are_long([long, *[short] * 9])
    assert not few_are_long([Source("middling", "x\n" * 150)] * 3)
    assert few_are_long([long, *[short] * 19])


CLOCKS = {"now", "today", "utcnow", "localtime", "localdate", "fromtimestamp"}
CLOCK_OWNERS = {"timezone", "datetime", "date", "dt"}


def other_clocks(found: Iterable[Source]) -> Iterator[str]:
    """Times that do not come from core.clock, which tests and the demo can set."""
    for source in found:
        for node in source.nodes():
            name = dotted_name(node) if isinstance(node, ast.Attribute) else ""
            owner, _, last = name.rpartition(".")
            if last in CLOCKS - {"fromtimestamp"} and owner.split(".")[-1] in CLOCK_OWNERS:
                yield f"{source.name}:{node.lineno} {name}"  # type: ignore[attr-defined]  # attributes have lines
            if isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
                yield f"{source.name} {node.arg}"
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.timezone":
                yield from (f"{source.name} imports {one.name}" for one in node.names if one.name in CLOCKS)


def test_there_is_one_clock() -> None:
    assert not list(other_clocks(source for source in sources() if source.name != "bluelamp.core.clock"))


@pytest.mark.parametrize(
    "text",
    [
        "from django.utils import timezone\nx = timezone.now()",
        "datetime.now(UTC)",
        "datetime.datetime.utcnow()",
        "date.today()",
        "models.DateTimeField(default=timezone.now)",
        "models.DateTimeField(auto_now_add=True)",
        "from django.utils.timezone import now",
        "timezone.localdate()",
    ],
)
def test_another_clock_is_noticed(text: str) -> None:
    assert list(other_clocks([Source("bluelamp.records.models", text)]))


@pytest.mark.parametrize(
    "text", ["clock.now()", "now()", "from bluelamp.core.clock import now", "datetime.fromisoformat(x)"]
)
def test_our_clock_is_free(text: str) -> None:
    assert not list(other_clocks([Source("bluelamp.records.models", text)]))


# Written in pieces, so that this file does not contain what it forbids.
REGISTRIES = ["py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "yarn" + "pkg.com"]
REGISTRIES += ["deb." + "debian.org", "security." + "debian.org", "proxy.golang" + ".org", "crates" + ".io"]
OPTIONS = ["--index" + "-url", "--extra-index" + "-url", "--find" + "-links", '"resolved": "htt' + "p"]
MACHINES = ["/" + "root/", "/ho" + "me/", "/Us" + "ers/", "/wo" + "rk/"]
IN_COMMANDS = {"Makefile"}  # names the option that leaves index addresses out


def tracked() -> list[Path]:
    """Every file of the project that is text."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    names = listed.split("\0") if listed else [str(p.relative_to(ROOT)) for p in PACKAGE.rglob("*") if p.is_file()]
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def of_a_machine(name: str, text: str) -> list[str]:
    """Places that exist on one machine only, and addresses that a mirror may replace."""
    bad = [*REGISTRIES, *MACHINES, str(ROOT), *([] if name in IN_COMMANDS else OPTIONS)]
    return [f"{name} contains {one}" for one in bad if re.search(rf"(?<![\w.-]){re.escape(one)}", text)]


def test_nothing_of_anybodys_machine() -> None:
    found: list[str] = []
    for path in tracked():
        try:
            found += of_a_machine(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            continue
    assert not found


@pytest.mark.parametrize("text", [f"see {one}x" for one in (*REGISTRIES, *MACHINES, *OPTIONS)])
def test_something_of_a_machine_is_noticed(text: str) -> None:
    assert of_a_machine("docs/how-to.md", text)
    assert not of_a_machine("docs/how-to.md", "see docs/network/ and /tmp/x and https://www.gov.uk/")


def unexplained(found: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Silenced warnings without a word of why."""
    for name, text in found:
        for number, line in enumerate(text.splitlines(), 1):
            if re.search(r"# type: ignore(\[[\w, -]+\])?\s*$", line):
                yield f"{name}:{number}"


def test_every_silenced_type_error_says_why() -> None:
    assert not list(unexplained((source.name, source.text) for source in sources()))


def test_an_unexplained_one_is_noticed() -> None:
    assert list(unexplained([("x", "x = 1  # type: ign" + "ore[arg-type]")])) == ["x:1"]
    assert not list(unexplained([("x", "x = 1  # type: ign" + "ore[arg-type]  # because")]))


HAND_WRITTEN = {"RawSQL", "extra", "raw", "cursor"}
# Modules that speak SQL to the database themselves; each notes the personal rows it reads, or reads none.
SPEAK_SQL = {
    "bluelamp.ledger": "is below the door",
    "bluelamp.config": "looks after the database itself",
    "bluelamp.live": "events hold ids only",
    "bluelamp.analytics": "its own files of published data, not our tables",
    "bluelamp.demo.services": "how long its own transaction may wait",
    "bluelamp.files.locks": "an advisory lock",
    "bluelamp.journeys.versions": "an advisory lock",
    "bluelamp.notices.notifiers": "puts a message into the demonstration's mailbox",
    "bluelamp.records.search": "hands ids to the selectors, which load the rows",
    "bluelamp.records.selectors": "ids of merged matters",
    "bluelamp.records.services.bulk": "copies rows in",
    "bluelamp.victims.services._turn": "an advisory lock",
}


def unnoted_sql(found: Iterable[Source]) -> Iterator[str]:
    """SQL by hand in a module that never notes what it read."""
    for source in found:
        if any(source.name.startswith(one) for one in SPEAK_SQL) or re.search("saw_ids|record_batch", source.text):
            continue
        for node in source.nodes():
            called = dotted_name(node.func) if isinstance(node, ast.Call) else ""
            if called.split(".")[-1] in HAND_WRITTEN and ((called != "raw" and "." in called) or called == "RawSQL"):
                yield f"{source.name}:{node.lineno} {called}"  # type: ignore[attr-defined]  # calls have lines


def test_sql_by_hand_notes_what_it_reads() -> None:
    assert not list(unnoted_sql(sources()))


@pytest.mark.parametrize(
    "text",
    ["connection.cursor()", "Person.objects.raw('SELECT 1')", "qs.extra(select={})", "RawSQL('x', [])"],
)
def test_sql_by_hand_that_notes_nothing_is_noticed(text: str) -> None:
    assert list(unnoted_sql([Source("bluelamp.desk.search", text)]))
    assert not list(unnoted_sql([Source("bluelamp.desk.search", f"{text}\nsaw_ids('records.person', ids)")]))


# Words from one process to another (SUDO_USER: sudo's), no settings for people.
BETWEEN_PROCESSES = {"BLUELAMP_AS_OWNER", "BLUELAMP_SUPERVISOR", "DJANGO_SETTINGS_MODULE", "PATH", "SUDO_USER"}


def undeclared(found: Iterable[Source]) -> Iterator[str]:
    """Settings read past ``config.env``, which remembers them for docs/reference/settings.md."""
    for source in found:
        for node in source.nodes():
            key: ast.AST | None = None
            if isinstance(node, ast.Call) and dotted_name(node.func) in {"os.environ.get", "os.getenv", "environ.get"}:
                key = node.args[0]
            elif isinstance(node, ast.Subscript) and dotted_name(node.value) in {"os.environ", "environ"}:
                key = node.slice
            if isinstance(key, ast.Constant) and key.value not in DECLARED.keys() | BETWEEN_PROCESSES:
                yield f"{source.name} reads {key.value!r}"


def test_every_setting_is_declared_and_so_documented() -> None:
    assert DECLARED
    assert not list(undeclared(source for source in sources() if source.name != "bluelamp.config.env"))
    documented = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    assert not [name for name in DECLARED if f"`{name}`" not in documented]


@pytest.mark.parametrize("text", ['os.environ.get("BLUELAMP_SECRET_SWITCH")', 'os.environ["X_Y"]', 'os.getenv("X_Y")'])
def test_an_undeclared_setting_is_noticed(text: str) -> None:
    assert list(undeclared([Source("bluelamp.live.stream", text)]))


_IGNORED = re.compile(r"#\s*(?:ruff:\s*)?(?:noqa|type:\s*ignore)[^#\n]*")
_WITH_REASON = re.compile(r"(?:noqa:\s*[A-Z0-9, ]+|ignore\[[a-z, -]+\])\s*(?:-|#)\s*\S")


def ignored_for_no_reason(text: str) -> list[str]:
    """Lines that switch a rule off, or a type, and do not say why."""
    return [
        line.strip()
        for line in text.splitlines()
        if (found := _IGNORED.search(line)) and not _WITH_REASON.search(line[found.start() :])
    ]


def test_what_is_ignored_is_ignored_for_a_reason() -> None:
    folders = ("bluelamp", "tests", "scripts", "bench")
    found = {
        str(path.relative_to(ROOT)): bare
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if path.name != Path(__file__).name
        if (bare := ignored_for_no_reason(path.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("line", "is_bare"),
    [
        ("x = 1  # noqa: E731", True),
        ("x = 1  # noqa", True),
        ("x = 1  # type: ignore[arg-type]", True),
        ("x = 1  # noqa: E731 - once", False),
        ("x = 1  # type: ignore[arg-type]  # a slip on purpose", False),
        ("# ruff: noqa: PLC0415 - imported late", False),
        ("x = 1  # nothing of the kind", False),
    ],
)
def test_a_rule_that_is_switched_off_without_a_word_is_noticed(line: str, is_bare: bool) -> None:
    assert bool(ignored_for_no_reason(line)) is is_bare
