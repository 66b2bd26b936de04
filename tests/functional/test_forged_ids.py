"""Addresses with somebody else's ids, and with ids of nothing: the same answer, and never a page. And forms without
their token: none is taken. Both of every address that the program has, read from the program itself.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.urls.converters import UUIDConverter

from bluelamp.access.routes import rule_of
from bluelamp.accounts.models import SignIn
from bluelamp.contact import services as contact
from bluelamp.contact.selectors import report
from bluelamp.conversations import services as conversations
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.files.services import keep
from bluelamp.ledger.reading import writing
from bluelamp.victims import services as victims
from bluelamp.victims.selectors.appointments import free_slots
from tests.factories.accounts import signed_in
from tests.factories.files import png, staged_file
from tests.factories.rooms import told
from tests.factories.statements import drafted
from tests.functional.walking import methods, routes

pytestmark = [pytest.mark.django_db]
_IDS = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
_NONCE = re.compile(r'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"')
_WORDS = {"slug": "burglary", "name": "photos", "item_id": "x", "number": 1, "kind": "visit"}
# The same views as under “report:”, once more for each door that asks questions.
_DOORS = ("after:", "statement:", "desk-call:", "desk-chat:")


def with_ids() -> list[tuple[str, URLPattern]]:
    """Every address for everybody that names something by its id."""
    found = []
    for name, pattern in routes(get_resolver()):
        rule = rule_of(pattern.callback)
        ids = [part for part in pattern.pattern.converters if part.endswith("_id") and part != "item_id"]
        again = name.startswith(_DOORS) and not name.endswith(":tasks")
        if rule is not None and rule.action is None and ids and not again:
            found.append((name, pattern))
    return found


def theirs() -> dict[str, UUID]:
    """What somebody else has, by the names that addresses use."""
    report_id = told()
    owner = Actor.receipt(report_id)
    with writing():
        sent = report(actor=owner, report_id=report_id)
    matter = sent.matter_id
    photo = staged_file(content=png())
    keep(actor=Actor.public(), file_id=photo.id, matter_id=matter)
    writer = Client()
    draft = writer.post("/report/burglary")["Location"].rsplit("/", 1)[1]
    signed_in("owner@example.com")
    with clock.fixed(datetime(2026, 5, 5, 10, 0, tzinfo=UTC)):  # on a weekday, when somebody is there
        chat = conversations.start_chat(actor=owner, text="Is somebody there?", client_id=new_id(), matter_id=matter)
    return {
        "report_id": report_id,
        "file_id": photo.id,
        "draft_id": UUID(draft),
        "sign_in_id": SignIn.objects.latest("begun_at").id,
        "conversation_id": chat.id,
        "statement_id": drafted(report=sent).id,
        "appointment_id": _booked(owner, matter),
    }


def _booked(owner: Actor, matter: UUID) -> UUID:
    free = free_slots(kind="station", safe_contact={})[0]
    return victims.book(actor=owner, matter_id=matter, kind="station", starts_at=free.starts_at).id


def another_holder(report_id: UUID | None = None) -> Client:
    report_id = report_id or told(8)
    given = contact.issue_receipt(actor=Actor.receipt(report_id), report_id=report_id)
    with writing():
        reference = report(actor=Actor.receipt(report_id), report_id=report_id).reference
    client = Client()
    assert client.post("/track", {"reference": reference, "receipt": given}).status_code == 302
    return client


def answers(client: Client, name: str, pattern: URLPattern, ids: dict[str, UUID]) -> Iterator[tuple[int, str, str]]:
    """By each method: the status, where it leads, and the page without what is different each time."""
    takes = {part: ids.get(part) or _WORDS.get(part) or ids["any"] for part in pattern.pattern.converters}
    address = reverse(name, kwargs=takes)
    asked: dict[str, Callable[[], object]] = {
        "GET": lambda: client.get(address),
        "POST": lambda: client.post(address, {"csrfmiddlewaretoken": "x"}),
    }
    for method in methods(pattern.callback):
        if method in asked:
            response = asked[method]()
            body = _IDS.sub("", _NONCE.sub("", response.content.decode()))  # type: ignore[attr-defined] # a response
            place = _IDS.sub("", response.headers.get("Location", ""))  # type: ignore[attr-defined] # the same
            yield response.status_code, place, body  # type: ignore[attr-defined] # the same


def test_somebody_elses_id_is_answered_like_an_id_of_nothing() -> None:
    found = with_ids()
    assert len(found) > 30
    existing = theirs() | {"any": new_id()}
    forged = {name: new_id() for name in existing}
    wrong = []
    people = {"outsider": Client(), "another holder": another_holder(), "another account": signed_in()}
    for who, client in people.items():
        for name, pattern in found:
            for real, unreal in zip(
                answers(client, name, pattern, existing), answers(client, name, pattern, forged), strict=True
            ):
                if real != unreal:
                    wrong.append(f"{who} {name}: {real[:2]} where there is one, {unreal[:2]} where there is none")
                if real[0] < 300:
                    wrong.append(f"{who} {name}: {real[0]}")
    assert wrong == []


def test_somebody_elses_id_under_ones_own_report_is_an_id_of_nothing() -> None:
    own = told(8)
    client, other = another_holder(own), theirs()
    mixed, unreal = (
        {name: new_id() if forged else one for name, one in other.items()} | {"any": new_id(), "report_id": own}
        for forged in (False, True)
    )
    several = [(name, pattern) for name, pattern in with_ids() if {"report_id"} < set(pattern.pattern.converters)]
    named = {part for _name, pattern in several for part in pattern.pattern.converters}
    assert {"file_id", "statement_id", "appointment_id"} <= named
    for name, pattern in several:
        if not set(pattern.pattern.converters) & set(other) - {"report_id"}:
            continue
        found = list(answers(client, name, pattern, mixed))
        assert found == list(answers(client, name, pattern, unreal)), name
        assert all(status in (403, 404) for status, *_ in found), (name, [status for status, *_ in found])


def test_no_form_is_taken_without_its_token() -> None:
    client, taken, tried = Client(enforce_csrf_checks=True), [], 0
    for name, pattern in routes(get_resolver()):
        if "POST" not in methods(pattern.callback):
            continue
        ids = {part for part, kind in pattern.pattern.converters.items() if isinstance(kind, UUIDConverter)}
        takes = {part: new_id() if part in ids else _WORDS.get(part, "x") for part in pattern.pattern.converters}
        response = client.post(reverse(name, kwargs=takes), {"sent": "from elsewhere"})
        tried += 1
        if response.status_code != 403 or "Your form could not be accepted" not in response.content.decode():
            taken.append(f"{name} {response.status_code}")
    assert tried > 60
    assert taken == []
