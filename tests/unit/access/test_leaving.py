from uuid import UUID

import pytest
from django.test import Client

from bluelamp.access import leaving
from bluelamp.access.models import User
from bluelamp.access.services import close_account, create_user
from bluelamp.config import wiring
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.core.roles import Role
from bluelamp.live.models import Outbox
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough sentence"


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """Who has left, as a listener hears it."""
    heard: list[UUID] = []
    monkeypatch.setattr(leaving, "_listeners", [])
    leaving.on_leaving(heard.append)
    return heard


def account(name: str) -> User:
    return create_user(
        actor=Actor.job("test"), username=name, display_name=name, password=PASSWORD, roles=[Role.ANALYST]
    )


def enter(client: Client, name: str) -> None:
    assert client.post("/staff/sign-in", {"username": name, "password": PASSWORD}).status_code == 302


def test_signing_out_is_heard_once(gone: list[UUID], client: Client) -> None:
    pat = account("pat")
    enter(client, "pat")
    assert gone == []
    client.post("/staff/sign-out")
    assert gone == [pat.pk]
    client.post("/staff/sign-out")
    assert gone == [pat.pk], "whoever is not here cannot leave"


def test_somebody_else_in_the_same_browser_makes_the_first_one_leave(gone: list[UUID], client: Client) -> None:
    pat, sam = account("pat"), account("sam")
    enter(client, "pat")
    enter(client, "pat")
    assert gone == [], "the same person again"
    enter(client, "sam")
    assert gone == [pat.pk]
    client.post("/staff/sign-out")
    assert gone == [pat.pk, sam.pk]


def test_a_receipt_is_given_up(gone: list[UUID], client: Client) -> None:
    held = new_id()
    session = client.session
    session["receipt"] = str(held)
    session.save()
    client.cookies["sessionid"] = session.session_key or ""
    client.post("/track/leave")
    client.post("/track/leave")
    assert gone == [held]


def test_a_closed_account_leaves_once(gone: list[UUID], cast: Cast) -> None:
    for _ in range(2):
        close_account(actor=cast["administrator"], user_id=cast["responder"].id, reason="Left the force.")
    assert gone == [cast["responder"].id]


def test_the_house_hangs_up_on_whoever_leaves(db: None) -> None:
    wiring.wire()  # again: who listens already listens once
    who = new_id()
    leaving.left(who)
    assert list(Outbox.objects.filter(audience=f"actor:{who}").values_list("kind", flat=True)) == ["hang-up"]
