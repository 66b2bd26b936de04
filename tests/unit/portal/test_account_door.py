"""Who is let in to the pages of an account, and that they come back to a page of ours and to no other."""

from collections.abc import Callable
from datetime import timedelta
from typing import cast as as_a

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from bluelamp.access.routes import Request
from bluelamp.core import clock
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.ids import new_id
from bluelamp.portal.account.door import nobody_named, wish
from bluelamp.portal.account.urls import urlpatterns
from tests.factories.accounts import come_in, signed_in
from tests.factories.rooms import received
from tests.unit.portal.receipts import holder

pytestmark = pytest.mark.django_db
ID = new_id()
OPEN = {"sign-in", "code", "provider", "provider-back", "passkey", "sign-out"}
OWN = [page for page in urlpatterns if page.name not in OPEN]


def address_of(page: object) -> str:
    return reverse(f"account:{page.name}", kwargs=dict.fromkeys(page.pattern.converters, ID))  # type: ignore[attr-defined] # each is a page


@pytest.mark.parametrize("name", ["outsider", "call_taker", "citizen"])
def test_every_page_of_an_account_asks_whoever_is_in_none_to_sign_in(
    sign_in: Callable[[str], Client], name: str
) -> None:
    """``citizen`` holds a receipt, which opens no account."""
    client = sign_in(name)
    assert len(OWN) > 10
    for page in OWN:
        for answer in (client.get(address_of(page)), client.post(address_of(page))):
            if answer.status_code != 405:
                assert answer["Location"].startswith("/account/sign-in?next="), page.name


def test_whoever_wanted_to_read_comes_back_there_and_whoever_pressed_a_button_sees_their_reports() -> None:
    client = Client()
    assert client.get("/account/settings")["Location"] == "/account/sign-in?next=%2Faccount%2Fsettings"
    assert client.post("/account/settings/tell")["Location"] == "/account/sign-in?next=%2Faccount%2F"
    assert come_in(client, next="/account/settings") == "/account/settings"


@pytest.mark.parametrize("page", ["/account/settings/address", "/account/settings/passkeys/new"])
def test_a_way_in_is_added_only_by_whoever_has_just_shown_whose_account_it_is(page: str) -> None:
    client = signed_in()
    assert client.get(page).status_code == 200
    with clock.shifted(timedelta(minutes=6)):
        for answer in (client.get(page), client.post(page)):
            assert answer["Location"] == f"/account/settings/prove?next={page.replace('/', '%2F')}"


def asked(method: str = "get", **given: str) -> Request:
    make = RequestFactory()
    return as_a("Request", getattr(make, method)("/account/sign-in", given))


@pytest.mark.parametrize(
    ("target", "goes"),
    [
        ("/account/settings", True),
        ("/reports/x?y=1", True),
        ("https://evil.example/", False),
        ("//evil.example/", False),
        ("/\\evil.example", False),
        ("javascript:alert(1)", False),
        ("http://testserver/account/", False),  # ours, but an address and no page
        ("account/", False),
        ("", False),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_wish_leads_to_a_page_of_ours_or_nowhere(target: str, goes: bool, method: str) -> None:
    assert wish(asked(method, next=target)) == (target if goes else "")


def test_no_entry_names_the_report_that_somebody_holds_beside_the_account_that_they_come_in_to() -> None:
    for actor in (Actor.receipt(ID), Actor.public(), Actor.citizen(ID)):
        request = asked()
        request.actor = actor
        assert nobody_named(request) == (Actor.public() if actor.kind is ActorKind.RECEIPT else actor)


def test_whoever_holds_a_receipt_is_asked_about_it_before_anything_that_they_wished_for() -> None:
    client = holder(received().id)
    assert come_in(client, next="/account/settings") == "/account/held"
    assert client.get("/account/sign-in?next=/account/settings")["Location"] == "/account/held"
    client.post("/account/held", {"keep": "no"})
    assert client.get("/account/sign-in?next=/account/settings")["Location"] == "/account/settings"
    assert client.get("/account/sign-in")["Location"] == "/account/"
