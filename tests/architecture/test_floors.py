"""The floors hold: no import, no string foreign key and no page address points upwards, and models stay at home."""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.house import ROOT, Source, floors, sources, templates

PUBLIC = {"services", "selectors", "exports", "events", "enums", "errors", "types"}
# What some rooms show beside these, and why. A value of None opens the module, a set only those names of it.
HELPERS: dict[str, set[str] | None] = {
    "bluelamp.ledger.models": {"PersonalModel"},  # what every model of personal data is
    "bluelamp.ledger.reading": None,  # the one door out for personal data
    "bluelamp.ledger.writing": {"service", "sent_before"},  # the one way to write
    "bluelamp.ledger.verification": {"verify_ledger"},  # for the auditor's page; commands call it too
    "bluelamp.ledger.tree": {"TreeFiles"},
    "bluelamp.records.models": {"Matter"},  # the one thing that all rooms refer to
    "bluelamp.access.headers": {"may_locate"},  # what one page may do that no other may
    "bluelamp.records.timeline": None,  # where rooms add what happened in a matter
    "bluelamp.records.links": {"kinds_between"},  # what a form may offer
    "bluelamp.records.asking": None,  # what somebody typed, read as a question
    "bluelamp.access.routes": None,  # the rule that every route carries
    "bluelamp.access.home": None,  # where desks put themselves on the first page
    "bluelamp.access.table": None,
    "bluelamp.access.permissions": None,
    "bluelamp.access.actors": None,  # from a request to its actor
    "bluelamp.access.demo": None,
    "bluelamp.access.words": None,  # what roles and actors are called on pages
    "bluelamp.access.sealed": None,  # what a session keeps that nobody else may read
    "bluelamp.access.lasting": None,  # how long a device that anybody may use stays let in
    "bluelamp.access.leaving": {"left"},  # whoever is signed out is cut off
    "bluelamp.access.sessions": {"end"},  # staff who sign in as a citizen are out
    "bluelamp.access.origin": {"address_of"},  # where a request comes from, to count by
    "bluelamp.access.strangers": {"STRANGERS"},  # how often somebody tries, whoever it is
    "bluelamp.accounts.devices": {"device_of"},  # how coarsely a device is told
    "bluelamp.accounts.passkeys": None,  # what a page has a device do
    "bluelamp.accounts.provider": None,  # another sign-in service
    "bluelamp.accounts.sessions": None,  # the browser's side of a sign-in
    "bluelamp.notices.addresses": {"usable"},  # what can be written to
    "bluelamp.access.speaking": None,  # the language that a browser asks for
    "bluelamp.access.submitting": None,  # a refused form comes back with its words
    "bluelamp.live.audiences": None,
    "bluelamp.live.news": None,
    "bluelamp.live.tickets": None,
    "bluelamp.journeys.mounting": None,  # how a door gives a journey its pages
    "bluelamp.journeys.definition": None,  # journeys are data: their words,
    "bluelamp.journeys.catalogue": None,  # where they are registered,
    "bluelamp.journeys.faults": {"faults"},  # what is wrong with one,
    "bluelamp.journeys.survey": {"survey"},  # and its paths
    "bluelamp.notices.links": {"link_recipients"},  # link targets are registered by upper rooms
    "bluelamp.files.arrivals": None,  # who may send a file piece by piece, and what is done with it then
    "bluelamp.files.responses": {"attachment", "made", "preview"},  # bytes on their way out
    # Dated reference data of the field, which choices and labels on pages are made of.
    "bluelamp.contact.report_types": None,
    "bluelamp.contact.signposts": None,
    "bluelamp.victims.wishes": None,  # from what was said, pure
    "bluelamp.victims.near": None,  # who helps where, as the force lists it
    "bluelamp.contact.finding": {"LONGEST", "Place", "find"},  # words to forms: nothing is read or kept
    "bluelamp.contact.danger": {"shows_danger"},
    "bluelamp.contact.receipts": {"new_receipt", "spaced"},
    "bluelamp.records.rows": {"fits"},
    "bluelamp.contact.escalation": None,
    "bluelamp.contact.replies": None,
    "bluelamp.contact.shift": None,  # figures of a page, pure
    "bluelamp.conversations.replies": None,
    "bluelamp.evidence.statements": {"compose", "contact_of", "witness_of"},  # from answers to a statement
    "bluelamp.incidents.grades": None,
    "bluelamp.languages.offering": {"words_for"},  # tells of nobody
    "bluelamp.investigations.hearings": None,
    "bluelamp.investigations.offences": None,
    "bluelamp.investigations.outcomes": None,
    "bluelamp.investigations.victims_code": None,
    "bluelamp.investigations.suspect_steps": None,
    "bluelamp.investigations.cancellations": None,
    "bluelamp.languages.tongues": None,
    "bluelamp.languages.words": None,
    "bluelamp.victims.rules": {"review_days"},  # until when a review can be asked for
    "bluelamp.complaints.asked": None,
    "bluelamp.complaints.independent": {"independent"},  # whom else somebody can turn to
    "bluelamp.complaints.links": {"address_of", "link_target"},  # link targets are registered by upper rooms
    "bluelamp.victims.asked": None,  # what is asked after a report, and what is said when it has arrived
    "bluelamp.incidents.pictures": None,  # incidents as marks on a map, the same on every door
}
# A door may show the form of a room and ask its pure rules what is possible.
FOR_DOORS = {"forms", "policies"}
OPEN_ROOMS = {"core", "quant", "ui", "flows"}  # ground, and one thing that a person does: all of it is for others
JOINERS = {"config", "demo"}  # they put the house together, so they may open every door


def lint(package: Path) -> str:
    """The contracts of pyproject.toml, applied to another package of the same name; nothing when all are kept."""
    shutil.copy(ROOT / "pyproject.toml", package.parent / "pyproject.toml")
    ran = subprocess.run(
        [ROOT / ".venv" / "bin" / "lint-imports", "--no-cache"],
        cwd=package.parent,
        env={"PYTHONPATH": str(package.parent), "PATH": "", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if ran.returncode == 0 else ran.stdout + ran.stderr


def test_the_contracts_are_kept(tmp_path: Path) -> None:
    copy = tmp_path / "bluelamp"
    shutil.copytree(ROOT / "bluelamp", copy, ignore=lambda _, names: [n for n in names if n == "__pycache__"])
    assert lint(copy) == ""


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("records.links", "import bluelamp.incidents.models", "Floors"),
        ("portal.pages", "from bluelamp.desk import frames", "Floors"),
        ("ledger.later", "def f():\n    import bluelamp.access.services", "Floors"),
        ("attic.things", "", "Floors"),
        ("core.sums", "import django.db", "Ground"),
        ("records.selectors", "import bluelamp.records.views", "Inside a room"),
        ("contact.models", "import bluelamp.contact.services", "Inside a room"),
        ("records.names", "import bluelamp.records.links", "No circles"),
    ],
)
def test_a_broken_contract_is_noticed(tmp_path: Path, module: str, line: str, contract: str) -> None:
    package = tmp_path / "bluelamp"
    package.mkdir()
    for name in ("", *(f"{room}/" for room in floors())):
        (package / name).mkdir(exist_ok=True)
        (package / name / "__init__.py").touch()
    for name in ("incidents/models", "desk/frames", "access/services", "records/views", "contact/services"):
        (package / f"{name}.py").touch()
    (package / "records" / "links.py").write_text("import bluelamp.records.names")
    (package / "records" / "names.py").touch()
    assert lint(package) == ""
    guilty = package / f"{module.replace('.', '/')}.py"
    guilty.parent.mkdir(exist_ok=True)
    (guilty.parent / "__init__.py").touch()
    guilty.write_text(line)
    report = lint(package)
    assert "BROKEN" in report or "missing" in report.lower(), report
    assert contract in report


def private_imports(found: Iterable[Source]) -> Iterator[str]:
    """Imports of another room's inside."""
    for source in found:
        if source.room in JOINERS:
            continue
        for module, names in _imports(source):
            parts = module.split(".")
            if len(parts) < 2 or parts[0] != "bluelamp" or parts[1] in {source.room, *OPEN_ROOMS}:
                continue
            for name in names:
                inside = parts[2] if len(parts) > 2 else name
                shown = PUBLIC | FOR_DOORS if floors().get(source.room, 0) >= floors()["flows"] else PUBLIC
                if inside not in shown and not _is_helper(module, inside, name):
                    yield f"{source.name} uses {module}.{name}"


def _imports(source: Source) -> Iterator[tuple[str, list[str]]]:
    for node in source.working_nodes():
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, [""]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield str(node.module), [alias.name for alias in node.names]


def _is_helper(module: str, inside: str, name: str) -> bool:
    whole = ".".join([*module.split(".")[:2], inside])
    if whole not in HELPERS:
        return False
    allowed = HELPERS[whole]
    return allowed is None or name in allowed


def test_a_room_is_used_through_what_it_shows() -> None:
    assert not list(private_imports(sources()))


@pytest.mark.parametrize(
    "line",
    [
        "from bluelamp.records.models import Person",
        "from bluelamp.contact import models",
        "import bluelamp.contact.views",
        "from bluelamp.ledger.models import Entry",
        "from bluelamp.live.relay import run",
        "def f():\n    from bluelamp.notices.sending import send",
    ],
)
def test_an_import_of_anothers_inside_is_noticed(line: str) -> None:
    assert list(private_imports([Source("bluelamp.desk.views", line)]))


@pytest.mark.parametrize(
    "line",
    [
        "if TYPE_CHECKING:\n    from bluelamp.contact.models import Report",
        "from bluelamp.records.models import Matter",
        "from bluelamp.contact import services",
        "from bluelamp.contact.services.taking import take",
        "from bluelamp.core import clock",
        "from bluelamp.desk import frames",
        "from django.db import models",
    ],
)
def test_what_a_room_shows_is_free(line: str) -> None:
    assert not list(private_imports([Source("bluelamp.desk.views", line)]))


Relations = Iterable[tuple[str, str]]


def relations() -> Relations:
    """Every foreign key and many-to-many as (from model, to model)."""
    for model in apps.get_models(include_auto_created=True):
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            target = field.remote_field.model if field.remote_field else None
            if isinstance(target, type) and issubclass(target, models.Model):
                yield f"{model.__module__}.{model.__name__}", f"{target.__module__}.{target.__name__}"


def upward_relations(found: Relations) -> Iterator[str]:
    """Foreign keys to a higher floor, or to a neighbour: imports cannot show those given as strings."""
    for here, there in found:
        rooms = [name.split(".")[1] if name.startswith("bluelamp.") else "" for name in (here, there)]
        if all(rooms) and rooms[0] != rooms[1] and floors()[rooms[1]] >= floors()[rooms[0]]:
            yield f"{here} refers to {there}"


def test_foreign_keys_point_down() -> None:
    assert not list(upward_relations(relations()))


def test_an_upward_foreign_key_is_noticed() -> None:
    bad = [
        ("bluelamp.records.models.Matter", "bluelamp.incidents.models.Incident"),
        ("bluelamp.contact.models.Report", "bluelamp.evidence.models.Exhibit"),
    ]
    assert len(list(upward_relations(bad))) == 2
    assert not list(upward_relations([("bluelamp.contact.models.Report", "bluelamp.records.models.Matter")]))
    assert not list(upward_relations([("bluelamp.contact.models.Report", "django.contrib.auth.models.Group")]))


def page_rooms() -> dict[str, str]:
    """Name space of page addresses -> the room whose views stand behind it."""
    return dict(_name_spaces(get_resolver(), ""))


def _name_spaces(resolver: URLResolver, within: str) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _name_spaces(entry, ":".join(filter(None, [within, entry.namespace])))
        elif isinstance(entry, URLPattern) and within:
            # A journey is rendered by its own room but mounted, and so named, by a door.
            yield within, _room_of(within, str(getattr(entry.callback, "__module__", "")))


def _room_of(space: str, module: str) -> str:
    named = space.split(":", maxsplit=1)[0].split("_", maxsplit=1)[0].split("-", maxsplit=1)[0]
    return named if named in floors() else module.split(".")[1]


ADDRESS = re.compile(r"""(?:reverse|reverse_lazy|redirect|url|resolve_url)\(\s*["']([\w-]+(?::[\w-]+)*):[\w-]+["']""")


def upward_addresses(found: Iterable[Source], rooms: dict[str, str]) -> Iterator[str]:
    """Page addresses of a higher floor. Upper rooms register what lower ones should link to."""
    for source in found:
        for space in ADDRESS.findall(_without_docstrings(source)):
            room = rooms.get(space, "")
            if room in floors() and floors()[room] > floors().get(source.room, 0):
                yield f"{source.name} knows the pages of {room}"


def _without_docstrings(source: Source) -> str:
    return re.sub(r'"""(?:.|\n)*?"""|\{#(?:.|\n)*?#\}|^\s*#.*$', "", source.text, flags=re.MULTILINE)


def test_page_addresses_point_down() -> None:
    assert page_rooms()["access"] == "access"
    assert not list(upward_addresses((*sources(), *templates()), page_rooms()))


@pytest.mark.parametrize(
    "text",
    [
        'reverse("portal:home")',
        "redirect('portal:sent', 1)",
        "{{ url('portal:gate') }}",
        'x = reverse_lazy(\n    "portal:gate"\n)',
    ],
)
def test_an_upward_address_is_noticed(text: str) -> None:
    rooms = {"portal": "portal"}
    assert list(upward_addresses([Source("bluelamp.records.views", text)], rooms))
    assert not list(upward_addresses([Source("bluelamp.portal.views", text)], rooms))
    assert not list(upward_addresses([Source("bluelamp.records.views", f'"""{text}"""')], rooms))


def test_every_room_has_its_floor() -> None:
    rooms = {source.room for source in sources() if source.room}
    assert rooms <= floors().keys(), f"{rooms - floors().keys()} stand on no floor"
    assert all(import_module(f"bluelamp.{room}") for room in rooms)
