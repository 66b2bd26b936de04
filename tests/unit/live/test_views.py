from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.live import tickets

Cast = dict[str, Actor]
SignIn = Callable[[str], Client]


@pytest.mark.parametrize("who", ["responder", "rtic_analyst", "auditor", "citizen"])
def test_whoever_is_known_gets_a_ticket_for_this_browser(cast: Cast, sign_in: SignIn, who: str) -> None:
    client = sign_in(who)
    answer = client.get("/live/ticket")
    assert answer.status_code == 200
    assert answer.json()["expires_in"] == 60
    ticket = tickets.check(answer.json()["ticket"], session=client.cookies["sessionid"].value)
    assert ticket.actor == cast[who]
    assert clock.now() < ticket.expires < clock.now() + timedelta(days=1)
    assert "no-store" in answer["Cache-Control"]


def test_the_public_gets_none(sign_in: SignIn) -> None:
    answer = sign_in("outsider").get("/live/ticket")
    assert answer.status_code == 403
    assert answer.json()["error"].startswith("Sign in")


def test_it_is_only_read(sign_in: SignIn) -> None:
    assert sign_in("responder").post("/live/ticket").status_code == 405
