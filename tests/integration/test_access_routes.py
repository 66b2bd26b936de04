"""Every page asked for by every member of the cast: the door opens exactly where the table says, and nothing breaks."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from bluelamp.access.permissions import rows_for
from bluelamp.access.routes import RouteRule, rule_of
from bluelamp.core.ids import new_id
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
EVERYBODY = [
    "call_taker",
    "dispatcher",
    "responder",
    "detective",
    "exhibits_officer",
    "rtic_analyst",
    "analyst",
    "supervisor",
    "crime_registrar",
    "auditor",
    "administrator",
    "citizen",
    "outsider",
]
NOT_YOURS = "Your role does not include this page"
SAMPLES = {"uuid": str(new_id()), "int": "1", "slug": "burglary", "str": "sample", "path": "sample/file"}


def pages(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, RouteRule]]:
    """An address for every page, with an id that nobody has where one is asked for."""
    for entry in resolver.url_patterns:
        assert isinstance(entry.pattern, RoutePattern), "addresses are written as routes, not as regular expressions"
        address = before + re.sub(r"<(?:(\w+):)?\w+>", lambda m: SAMPLES.get(m[1] or "str", "1"), str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from pages(entry, address)
        elif isinstance(entry, URLPattern):
            rule = rule_of(entry.callback)
            assert rule is not None
            yield address, rule


def all_pages() -> dict[str, RouteRule]:
    root = get_resolver()
    found: dict[str, RouteRule] = {}
    for entry in root.url_patterns:
        before = "/" + (str(entry.pattern) if isinstance(entry, URLResolver) else "")
        if isinstance(entry, URLResolver):
            found |= dict(pages(entry, before))
    return found


@pytest.mark.parametrize("name", EVERYBODY)
def test_the_door_opens_where_the_table_says(cast: Cast, sign_in: Callable[[str], Client], name: str) -> None:
    client, roles = sign_in(name), cast[name].roles
    client.raise_request_exception = False
    wrong: list[str] = []
    found = all_pages()
    assert len(found) > 40
    for address, rule in found.items():
        if address.endswith("/sign-out"):
            continue
        may = rule.action is None or any(row.roles & roles for row in rows_for(rule.action))
        answer = client.get(address)
        words = "" if answer.streaming else answer.content.decode(errors="replace")
        closed = NOT_YOURS in words or answer.headers.get("Location", "").startswith("/staff/sign-in?next=")
        if answer.status_code >= 500 and answer.status_code != 503:
            wrong.append(f"{address}: {answer.status_code}")
        elif closed == may:
            wrong.append(f"{address}: {'closed to' if may else 'open to'} {name} ({answer.status_code})")
    assert not wrong


@pytest.mark.parametrize("name", EVERYBODY)
def test_forms_are_behind_the_same_door(cast: Cast, sign_in: Callable[[str], Client], name: str) -> None:
    client, roles = sign_in(name), cast[name].roles
    client.raise_request_exception = False
    wrong: list[str] = []
    for address, rule in all_pages().items():
        if rule.action is None or any(row.roles & roles for row in rows_for(rule.action)):
            continue
        answer = client.post(address, {"text": "x"})
        if answer.status_code not in {302, 403} or (answer.status_code == 302 and "/sign-in" not in answer["Location"]):
            wrong.append(f"{address}: {answer.status_code}")
    assert not wrong
