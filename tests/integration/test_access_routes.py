"""Every address, with an id of nothing, by somebody whose role it is for, somebody else of the force, and a stranger:
the door opens exactly where the table says, and nothing breaks. Everybody comes everywhere in test_authorisation.
"""

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

pytestmark = [pytest.mark.django_db]
_PUBLIC = ("citizen", "outsider")
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


def test_the_door_opens_where_the_table_says(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    clients = {name: sign_in(name) for name in cast}
    wrong: list[str] = []
    found = all_pages()
    assert len(found) > 40
    for turn, (address, rule) in enumerate(found.items()):
        if address.endswith("/sign-out"):
            continue
        for name in _visitors(cast, rule, turn):
            may, client = _may(cast, rule, name), clients[name]
            client.raise_request_exception = False
            answer = client.get(address)
            words = "" if answer.streaming else answer.content.decode(errors="replace")
            closed = NOT_YOURS in words or answer.headers.get("Location", "").startswith("/staff/sign-in?next=")
            if answer.status_code >= 500 and answer.status_code != 503:
                wrong.append(f"{address}: {answer.status_code}")
            elif closed == may:
                wrong.append(f"{address}: {'closed to' if may else 'open to'} {name} ({answer.status_code})")
    assert not wrong


def test_forms_are_behind_the_same_door(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    clients = {name: sign_in(name) for name in cast}
    wrong: list[str] = []
    for turn, (address, rule) in enumerate(all_pages().items()):
        for name in _visitors(cast, rule, turn):
            if _may(cast, rule, name):
                continue
            clients[name].raise_request_exception = False
            answer = clients[name].post(address, {"text": "x"})
            asked = answer.status_code == 302 and "/sign-in" in answer["Location"]
            if answer.status_code != 403 and not asked:
                wrong.append(f"{address}: {answer.status_code}")
    assert not wrong


def _may(cast: Cast, rule: RouteRule, name: str) -> bool:
    return rule.action is None or any(row.roles & cast[name].roles for row in rows_for(rule.action))


def _visitors(cast: Cast, rule: RouteRule, turn: int) -> Iterator[str]:
    """Somebody who may, somebody of the force who may not, and both kinds of public; others at each address."""
    staff = [name for name in cast if name not in _PUBLIC]
    for some in ([n for n in staff if _may(cast, rule, n)], [n for n in staff if not _may(cast, rule, n)]):
        if some:
            yield some[turn % len(some)]
    yield from _PUBLIC
