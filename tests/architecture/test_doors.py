"""Every page has a rule, every write an actor and an entry, every read an actor; views hold neither rows nor rules."""

import ast
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from inspect import Parameter, isclass, isfunction, signature, unwrap
from types import ModuleType

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path
from django.views.generic import View

from bluelamp.access.permissions import table
from bluelamp.access.routes import public, rule_of
from bluelamp.core.actor import Actor
from bluelamp.ledger.writing import service
from tests.architecture.calls import Calls
from tests.architecture.house import Source, dotted_name, sources

# Functions of services.py that write nothing, or that every write is made of.
NO_SERVICE = {
    "bluelamp.access.services.may_ever": "asks the table",
    "bluelamp.access.services.allowed": "asks the table",
    "bluelamp.access.services.check": "asks the table",
    "bluelamp.ledger.services.record": "is the entry; its caller is the service",
    "bluelamp.ledger.services.record_batch": "is the entry; its caller is the service",
    "bluelamp.contact.services.reports.open_with_receipt": "a wrong try counts though refused; the rest is a service",
    "bluelamp.live.services": "a line in the outbox of the writer's own transaction, ids only",
    "bluelamp.flows.send_message.say_in_conversation": "hands over to one of two services",
    "bluelamp.ledger.services.erase_note": "writes its own entry, as the database's owner; no role of ours may",
}
# Functions outside services.py that write an entry and are no service, or stand in for whoever does.
NO_SERVICE_ELSEWHERE = {
    "bluelamp.access.sessions": "signing in and out: the actor begins or ends here; one transaction with its entry",
    "bluelamp.ledger.reading": "the entry of a reading: its reader is the door, and nothing is written but it",
    "bluelamp.access.second_step": "stands in the transaction of the session that it lets begin",
}
# Services that do not ask the table of permissions, because something else decides.
NO_CHECK = {
    "bluelamp.contact.services.reports._present": "the receipt is the permission, and is what this looks at",
    "bluelamp.journeys.services": "the key to a draft is the permission; opening.lock asks for it",
}
# Rooms and functions that answer without asking for whom.
NO_ACTOR = {
    "bluelamp.ui": "shows what it is given and reads nothing",
    "bluelamp.ledger.selectors": "the account itself: access, above it, says who may look",
    "bluelamp.accounts.selectors.account_of_address": "an id, for the service that saw the code sent there",
    "bluelamp.access.selectors.involved": "ids only, for other services and for the live feed",
    "bluelamp.access.selectors.involved_by_matter": "ids only, for the live feed",
    "bluelamp.access.selectors.owners": "ids and days, for other services",
    "bluelamp.access.selectors.able_to": "ids only, for services that are given an id",
    "bluelamp.access.selectors.holders_of": "ids only, for the live feed",
    "bluelamp.access.selectors.members_of": "ids only, for the live feed",
    "bluelamp.access.selectors.names_of": "who works here is open to all who work here",
    "bluelamp.access.selectors.names_with_teams": "the same",
    "bluelamp.access.selectors.session_ends": "for the browser that holds the key",
    "bluelamp.access.selectors.any_user": "whether this installation is new",
    "bluelamp.access.selectors.team_by_name": "an id; the names of teams are open to all who work here",
    "bluelamp.analytics.selectors": "published data, for everybody",
    "bluelamp.victims.selectors.appointments.where_now": "opening hours, for everybody",
    "bluelamp.journeys.services.answering.new_item_id": "a number, made from another",
    "bluelamp.journeys.selectors.offered_journey": "what is asked, for everybody",
    "bluelamp.journeys.selectors.form_definition": "what is asked, for everybody",
    "bluelamp.journeys.selectors.answers_schema": "what is asked, for everybody",
    "bluelamp.journeys.selectors.journey_of": "what was asked, for everybody",
    "bluelamp.journeys.selectors.read_answers": "words the answers it is given, and loads none",
    "bluelamp.journeys.selectors.expired": "ids, for the job that erases",
    "bluelamp.live.selectors": "numbers and ids; audiences are asked again for every event",
    "bluelamp.live.services": "says who may hear it: an audience",
    "bluelamp.notices.selectors.has_road": "how this installation is set up",
    "bluelamp.records.selectors.matters.matters_merged_into": "ids, for other selectors",
    "bluelamp.contact.selectors.matter_of_reference": "an id; records say who may see the matter",
    "bluelamp.evidence.selectors.exhibits.matter_of_reference": "the same",
    "bluelamp.incidents.selectors.matter_of_reference": "the same",
    "bluelamp.intelligence.selectors.matter_of_reference": "the same",
    "bluelamp.investigations.selectors.matter_of_reference": "the same",
    "bluelamp.access.selectors.user_by_username": "an id, for commands and the auditor",
}


def routes(resolver: URLResolver) -> Iterator[URLPattern]:
    """Every page there is."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry)
        else:
            yield entry


def without_rule(found: Iterable[URLPattern]) -> list[str]:
    return [f"{one.pattern} -> {one.callback}" for one in found if rule_of(one.callback) is None]


def test_every_page_has_a_rule() -> None:
    found = list(routes(get_resolver()))
    assert len(found) > 3
    assert not without_rule(found)


def test_a_page_without_a_rule_is_noticed() -> None:
    def bare(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    class Bare(View):
        pass

    assert len(without_rule([path("a", bare), path("b", Bare.as_view())])) == 2
    assert not without_rule([path("c", public(bare))])


def test_every_rule_names_an_action_of_the_table() -> None:
    known = {row.action for row in table()}
    rules = [rule for one in routes(get_resolver()) if (rule := rule_of(one.callback)) is not None]
    assert {rule.action for rule in rules if rule.action is not None} <= known


def modules(inside: str) -> list[ModuleType]:
    """``services`` of every room, whether one module or a package."""
    return [
        import_module(source.name)
        for source in sources()
        if source.inside == inside or (inside == "flows" and source.room == "flows" and source.inside)
    ]


def shown(name: str) -> bool:
    """Whether the package of a module offers it: what a package keeps to itself is its own affair."""
    *_, package, _inside, function = name.split(".")
    module = import_module(name.rpartition(".")[0].rpartition(".")[0]) if package in {"services", "selectors"} else None
    return module is None or function in module.__all__


def hears_news(function: Callable[..., object]) -> bool:
    """A handler: it calls the service that acts on the news."""
    first = next(iter(signature(function).parameters.values()), None)
    return first is not None and first.kind is Parameter.POSITIONAL_ONLY and first.name == "event"


def functions(found: Iterable[ModuleType]) -> Iterator[tuple[str, Callable[..., object]]]:
    """Public functions where they are defined."""
    for module in found:
        for name, thing in vars(module).items():
            if name.startswith("_") or isclass(thing) or not callable(thing):
                continue
            whole = f"{module.__name__}.{name}"
            if isfunction(unwrap(thing)) and unwrap(thing).__module__ == module.__name__ and shown(whole):
                yield whole, thing


def excused(name: str, reasons: dict[str, str]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in reasons)


def unrecorded(found: Iterable[tuple[str, Callable[..., object]]]) -> list[str]:
    """Services that are none: not one transaction with an entry."""
    return [name for name, one in found if not one.__dict__.get("is_service") and not hears_news(one)]


def actorless(found: Iterable[tuple[str, Callable[..., object]]]) -> list[str]:
    """Functions that nobody in particular calls."""
    return [name for name, one in found if not _takes_actor(one)]


def _takes_actor(function: Callable[..., object]) -> bool:
    actor = signature(function).parameters.get("actor")
    return actor is not None and actor.kind is Parameter.KEYWORD_ONLY


@pytest.mark.parametrize("inside", ["services", "flows"])
def test_every_write_is_a_service(inside: str) -> None:
    found = [one for one in functions(modules(inside)) if not excused(one[0], NO_SERVICE | NO_ACTOR)]
    assert found
    assert not unrecorded(found)


ENTRY = {"bluelamp.ledger.services.record", "bluelamp.ledger.services.record_batch"}
ASK = {"bluelamp.access.services.check", "bluelamp.access.services.allowed"}


def writers(calls: Calls, reasons: dict[str, str]) -> list[str]:
    """Public functions of any module that come to an entry, by whatever helpers, and are no services."""

    def answers_for_itself(name: str) -> bool:
        return name in calls.services or excused(name, reasons)

    return [
        name
        for name in calls.functions()
        if not answers_for_itself(name)
        and not name.rpartition(".")[2].startswith("_")
        and calls.reaches(name, ENTRY, answers_for_itself)
        and shown(name)
    ]


def unasked(calls: Calls, reasons: dict[str, str]) -> list[str]:
    """Services that change something without asking whether the actor may."""
    return [name for name in sorted(calls.services) if not excused(name, reasons) and not calls.reaches(name, ASK)]


def test_whoever_writes_an_entry_is_a_service_wherever_it_stands() -> None:
    calls = Calls(sources())
    assert len(calls.services) > 50
    assert not writers(calls, NO_SERVICE | NO_SERVICE_ELSEWHERE)


def test_every_service_asks_the_table_wherever_it_stands() -> None:
    assert not unasked(Calls(sources()), NO_CHECK)


def test_no_excuse_outlives_what_it_excuses() -> None:
    calls = Calls(sources())
    written, silent = writers(calls, NO_SERVICE), unasked(calls, {})
    assert not [one for one in NO_SERVICE_ELSEWHERE if not any(excused(name, {one: ""}) for name in written)]
    assert not [one for one in NO_CHECK if not any(excused(name, {one: ""}) for name in silent)]


_SAMPLE = """
from bluelamp.access.services import check
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service
from bluelamp.notices import {module} as other

def write(*, actor): _note(actor)
def _note(actor): record(actor=actor)
@service
def silent(*, actor): write(actor=actor)
@service
def asking(*, actor): _may(actor); _note(actor)
def _may(actor): check(actor=actor)
def calling(*, actor): other.asking(actor=actor)
def passing(*, actor): other.write(actor=actor)
"""


def test_a_write_that_nobody_answers_for_is_noticed() -> None:
    samples = [Source(f"bluelamp.notices.{a}", _SAMPLE.format(module=b)) for a, b in (("ink", "pen"), ("pen", "ink"))]
    found = Calls(samples)
    assert writers(found, {}) == [f"bluelamp.notices.{m}.{f}" for m in ("ink", "pen") for f in ("passing", "write")]
    assert writers(found, {"bluelamp.notices.ink": "a reason"}) == ["bluelamp.notices.pen.write"]
    assert unasked(found, {}) == ["bluelamp.notices.ink.silent", "bluelamp.notices.pen.silent"]


@pytest.mark.parametrize("inside", ["services", "selectors", "flows"])
def test_somebody_always_asks(inside: str) -> None:
    found = [one for one in functions(modules(inside)) if not excused(one[0], NO_ACTOR)]
    assert not actorless(found)


def test_no_excuse_outlives_its_function() -> None:
    names = {name for inside in ("services", "selectors", "flows") for name, _ in functions(modules(inside))}
    assert not [one for one in (NO_SERVICE | NO_ACTOR) if one.count(".") == 3 and one not in names]


def test_a_service_that_is_none_is_noticed() -> None:
    def change(*, actor: Actor) -> None: ...

    def nobody(*, name: str) -> None: ...

    assert unrecorded([("change", change)]) == ["change"]
    assert unrecorded([("change", service(change))]) == []
    assert actorless([("nobody", nobody), ("change", change), ("s", service(change))]) == ["nobody"]


VIEWS = {"views", "api"}
DOORS = {"portal", "desk", "mobile", "rtic", "partners"}
ROWS = {"objects", "raw", "_default_manager", "_base_manager"}
DATABASE = ("django.db.models", "django.db.transaction", "django.db.connection", "bluelamp.ledger.services")


def rows_in_views(found: Iterable[Source]) -> Iterator[str]:
    """Views that reach for rows, or for a transaction, themselves."""
    for source in found:
        for node in source.working_nodes():
            if isinstance(node, ast.Attribute) and node.attr in ROWS:
                yield f"{source.name}:{node.lineno} uses {dotted_name(node)}"
            if isinstance(node, ast.ImportFrom):
                named = [f"{node.module}.{alias.name}" for alias in node.names]
                yield from (f"{source.name}:{node.lineno} imports {one}" for one in named if one.startswith(DATABASE))


def is_view(source: Source) -> bool:
    """Views of every room, and all of a door: it has no rows of its own, whatever a module of it is called."""
    return source.room in DOORS or bool(set(source.name.split(".")[2:]) & VIEWS)


def test_views_hold_no_rows() -> None:
    found = [source for source in sources() if is_view(source)]
    assert {source.room for source in found} >= DOORS
    assert not list(rows_in_views(found))


@pytest.mark.parametrize(
    "text",
    [
        "Report.objects.get(pk=1)",
        "models.Report.objects.filter()",
        "from django.db import transaction",
        "from django.db.models import Q",
        "from bluelamp.ledger.services import record",
        "Report._base_manager.all()",
    ],
)
def test_rows_in_a_view_are_noticed(text: str) -> None:
    assert list(rows_in_views([Source("bluelamp.portal.views", text)]))
