"""Coming in by another sign-in service: a real one on loopback, and everything that somebody in between could bring."""

import json
import re
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings as installed
from django.test import Client
from jwt.algorithms import ECAlgorithm
from pytest_django.fixtures import Settings

from bluelamp.accounts import provider
from bluelamp.accounts.models import Account, Identity
from bluelamp.core import clock
from bluelamp.ledger.reading import writing
from scripts.setup import own_node, wheel_node
from tests.factories.accounts import EMAIL, actor_of, come_in, mailed, signed_in

pytestmark = pytest.mark.django_db
KEY = ec.generate_private_key(ec.SECP256R1())
BACK = "http://localhost:8000/account/sign-in/provider/back"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The issuer of a provider that runs for the tests of this file."""
    client = ECAlgorithm.to_jwk(KEY.public_key(), as_dict=True) | {"kid": "ours"}
    running = subprocess.Popen(
        [str((own_node() or wheel_node())[0]), "tests/contract/oidc_provider.mjs"],
        cwd=installed.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert running.stdin is not None
    assert running.stdout is not None
    with running, running.stdin, running.stdout:
        running.stdin.write(json.dumps({"client": client, "redirect_uri": BACK}))
        running.stdin.close()
        yield running.stdout.readline().strip()
        running.terminate()


@pytest.fixture(autouse=True)
def set_up(issuer: str, settings: Settings) -> None:
    settings.BLUELAMP_PUBLIC_URL = "http://localhost:8000"
    settings.BLUELAMP_OIDC_ISSUER = issuer
    settings.BLUELAMP_OIDC_CLIENT_ID = "bluelamp"
    settings.BLUELAMP_OIDC_KEY_ID = "ours"
    settings.BLUELAMP_OIDC_KEY = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    provider.forget()


def leave(client: Client, query: str = "") -> str:
    """Where our link leads."""
    return str(client.get(f"/account/sign-in/provider{query}")["Location"])


def there(address: str, account: str = "") -> str:
    """At the service: say who one is (nobody: refuse), and where its answer leads. As a browser follows redirects."""
    with httpx.Client() as browser:
        while not address.startswith(BACK):
            page = browser.get(address)
            assert page.is_redirect, page.text
            address = str(page.url.join(page.headers["location"]))
            if re.search(r"/interaction/[^?]+$", address) and account:
                address += f"?account={account}"
    return f"{urlsplit(address).path}?{urlsplit(address).query}"


def come_back(client: Client, account: str) -> str:
    return str(client.get(there(leave(client), account))["Location"])


def words(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 403
    return page.content.decode()


def test_somebody_comes_in_and_is_known_again() -> None:
    client = Client()
    asked = parse_qs(urlsplit(address := leave(client, "?next=/account/settings")).query)
    assert asked["scope"] == ["openid"]
    assert asked["vtr"] == ['["Cl.Cm"]']
    assert asked["code_challenge_method"] == ["S256"]
    assert client.get(there(address, "ivy"))["Location"] == "/account/settings"
    me = actor_of(client)
    assert "GOV.UK One Login" in client.get("/account/settings").content.decode()
    again, other = Client(), Client()
    assert come_back(again, "ivy") == "/account/"
    assert actor_of(again) == me
    come_back(other, "tom")
    assert actor_of(other) != me
    kept = [row.digest for row in Identity.objects.all()]
    assert len(kept) == 2
    assert not any("ivy" in digest for digest in kept)


def test_an_answer_is_good_once_in_the_browser_that_left_for_it() -> None:
    client, thief = Client(), Client()
    address = there(leave(client), "ivy")
    leave(thief)
    assert "Nothing has changed" in words(thief, address), "another browser: it left with another state"
    assert "Nothing has changed" in words(Client(), address), "and one that never left"
    assert client.get(address)["Location"] == "/account/"
    assert "Nothing has changed" in words(client, address), "once"
    leave(client)
    state = parse_qs(urlsplit(there(leave(client), "ivy")).query)["state"][0]
    code = parse_qs(urlsplit(address).query)["code"][0]
    assert "Nothing has changed" in words(client, f"/account/sign-in/provider/back?code={code}&state={state}")
    with writing():
        assert Account.objects.count() == 1


@pytest.mark.parametrize("change", ["state=x", "iss=https://evil.example.org", "error=access_denied", "code="])
def test_an_answer_that_was_changed_on_its_way_opens_nothing(change: str) -> None:
    client = Client()
    parts = urlsplit(there(leave(client), "ivy"))
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    name, _, value = change.partition("=")
    assert client.get(parts.path, query | {name: value}).status_code == 403
    assert not Identity.objects.exists()


def test_whoever_refuses_there_is_not_in_here() -> None:
    client = Client()
    assert client.get(there(leave(client))).status_code == 403
    assert client.get("/account/").status_code == 302


def test_a_code_is_worth_nothing_without_the_proof_that_its_browser_holds() -> None:
    client = Client()
    address = there(leave(client), "ivy")
    session = client.session
    taken = session["account_provider"]
    session["account_provider"] = taken | {"flow": taken["flow"] | {"verifier": "x" * 43}}
    session.save()
    assert "Nothing has changed" in words(client, address)


def test_a_token_for_another_sign_in_is_refused() -> None:
    client = Client()
    address = there(leave(client), "ivy")
    session = client.session
    taken = session["account_provider"]
    session["account_provider"] = taken | {"flow": taken["flow"] | {"nonce": "another"}}
    session.save()
    assert "Nothing has changed" in words(client, address)


def test_it_joins_an_account_that_one_is_in_and_can_leave_it_again() -> None:
    client = signed_in()
    me = actor_of(client)
    assert client.post("/account/settings/address/remove").status_code == 409, "the only way in"
    assert come_back(client, "ivy") == "/account/settings"
    assert actor_of(client) == me
    other = Client()
    come_back(other, "ivy")
    assert actor_of(other) == me
    stranger = signed_in("stranger@example.com")
    assert stranger.get(there(leave(stranger), "ivy")).status_code == 409, "it opens another account"
    assert client.post("/account/settings/address/remove").status_code == 302
    assert client.post("/account/settings/provider/remove").status_code == 409, "the only one left"
    address = there(leave(client), "ivy")
    client.post("/account/sign-out")
    assert client.get(address).status_code == 403, "whoever left to add it has signed out"
    come_in(client)
    assert actor_of(client) != me, "the address opens it no more"


def test_its_word_shows_whose_account_it_is_only_where_there_is_no_address() -> None:
    client, prove = Client(), "?prove=1&next=/account/settings/address"
    come_back(client, "ivy")
    with clock.shifted(timedelta(minutes=6)):
        assert client.get("/account/settings/address").status_code == 302
        assert "Sign in again with" in client.get("/account/settings/prove").content.decode()
        assert client.post("/account/settings/prove", {"next": ""}).status_code == 422, "there is no address"
        assert client.get(there(leave(client, prove), "ivy"))["Location"] == "/account/settings/address"
        assert client.post("/account/settings/address", {"email": EMAIL}).status_code == 302
        client.post("/account/settings/address/code", {"code": mailed()})
    with clock.shifted(timedelta(minutes=18)):
        client.get(there(leave(client, prove), "ivy"))
        assert client.get("/account/settings/address").status_code == 302, "now a code goes there"
        assert client.post("/account/settings/address/remove")["Location"].startswith("/account/settings/prove")
    open_browser = signed_in("mateusz@example.com")
    with clock.shifted(timedelta(minutes=6)):
        assert leave(open_browser).startswith("/account/settings/prove?")
        assert open_browser.get(there(leave(open_browser, "?prove=1"), "tom"))["Location"].startswith(
            "/account/settings/prove?"
        )


def test_a_service_that_does_not_answer_is_said_in_words(settings: Settings) -> None:
    settings.BLUELAMP_OIDC_ISSUER = "http://127.0.0.1:9"
    page = Client().get("/account/sign-in/provider")
    assert page.status_code == 503
    assert "Try again in a few minutes" in page.content.decode()
    settings.BLUELAMP_OIDC_ISSUER = ""
    assert Client().get("/account/sign-in/provider").status_code == 404
    assert "One Login" not in Client().get("/account/sign-in").content.decode()
