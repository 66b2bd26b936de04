"""Citizens who come in to an account, as they do it themselves."""

import re
from uuid import UUID

from django.test import Client

from bluelamp.accounts import services
from bluelamp.core.actor import Actor
from bluelamp.ledger.reading import writing
from bluelamp.notices.models import Notice

EMAIL = "ivy@example.com"


def ask(client: Client, email: str = EMAIL, **fields: str) -> str:
    """Ask for a code and read it in the mail that is on its way."""
    assert client.post("/account/sign-in", {"email": email, **fields})["Location"] == "/account/sign-in/code"
    return mailed(email)


def mailed(email: str = EMAIL) -> str:
    """The newest code to an address, before it is sent and forgotten."""
    with writing():
        body = Notice.objects.filter(template="sign_in_code", address=email).latest("created_at", "id").body
    found = re.search(r"\b\d{8}\b", body)
    assert found
    return found[0]


def come_in(client: Client, email: str = EMAIL, **fields: str) -> str:
    """Sign in; where that leads."""
    code = ask(client, email, **fields)
    return str(client.post("/account/sign-in/code", {"code": code})["Location"])


def signed_in(email: str = EMAIL) -> Client:
    client = Client()
    come_in(client, email)
    return client


def actor_of(client: Client) -> Actor:
    """Who this browser is."""
    from bluelamp.accounts.models import SignIn

    return Actor.citizen(SignIn.objects.get(pk=UUID(client.session["account_sign_in"])).account_id)


def account(email: str = EMAIL) -> Actor:
    """Somebody who came in by a code, in no browser that stays."""
    code = services.ask_code(actor=Actor.public(), email=email, connection="")
    return Actor.citizen(services.enter_by_code(actor=Actor.public(), code_id=code, typed=mailed(email)))
