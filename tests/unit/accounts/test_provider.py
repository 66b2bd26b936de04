"""A sign-in service that lies, changes its keys, or leads elsewhere: what we ask it, and what we take from it."""

from collections.abc import Iterator
from datetime import timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from pytest_django.fixtures import Settings

from bluelamp.accounts import provider
from bluelamp.accounts.errors import NotProved, NotReached
from bluelamp.accounts.provider import Flow, Provider
from bluelamp.core import clock
from bluelamp.core.clock import now
from tests.factories.providers import OURS, PEM, Service, running


@pytest.fixture
def service() -> Iterator[Service]:
    with running() as found:
        yield found


def known(service: Service) -> Provider:
    return Provider("Sign-in", service.issuer, "us", PEM, "ours", (), "http://localhost/back")


def test_a_new_key_is_asked_for_and_not_at_every_strangers_wish(service: Service) -> None:
    flow = Flow.begun(now())
    service.token(flow.nonce)
    assert provider.subject(known(service), flow, "code") == "ivy"
    service.key = ec.generate_private_key(ec.SECP256R1())
    service.keys("two")
    service.token(flow.nonce)
    with pytest.raises(NotProved):
        provider.subject(known(service), flow, "code")  # asked a moment ago
    with clock.shifted(timedelta(minutes=1)):
        service.token(flow.nonce)
        assert provider.subject(known(service), flow, "code") == "ivy"
    assert [path for path, _ in service.asked].count("/jwks_uri") == 2


def test_we_say_who_we_are_with_a_signature_for_this_service_alone(service: Service) -> None:
    flow = Flow.begun(now())
    service.token(flow.nonce)
    provider.subject(known(service), flow, "the code")
    body = next(body for path, body in service.asked if path == "/token_endpoint")
    sent = dict(part.split("=", 1) for part in body.split("&"))
    assert sent["code"] == "the+code"
    assert sent["code_verifier"] == flow.verifier
    assert "client_secret" not in sent
    assertion = jwt.decode(
        sent["client_assertion"], OURS.public_key(), algorithms=["ES256"], audience=f"{service.issuer}/token_endpoint"
    )
    assert assertion["iss"] == assertion["sub"] == "us"
    assert assertion["exp"] - assertion["iat"] == 300
    assert assertion["jti"]
    assert jwt.get_unverified_header(sent["client_assertion"])["kid"] == "ours"


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "https://evil.example.org"},
        {"token_endpoint": "http://192.0.2.1/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
)
def test_a_service_that_is_another_or_leads_off_tls_is_not_asked(service: Service, changes: dict[str, str]) -> None:
    service.about(**changes)
    with pytest.raises(NotReached):
        provider.address(known(service), Flow.begun(now()))


@pytest.mark.parametrize(
    ("content", "status", "headers"),
    [
        (b"", 302, {"Location": "http://192.0.2.1/"}),
        (b"x" * 200_001, 200, {}),
        (b"<html>", 200, {}),
        (b"[]", 200, {}),
        (b"{}", 500, {}),
    ],
)
def test_an_answer_that_is_none_is_not_followed_or_believed(
    service: Service, content: bytes, status: int, headers: dict[str, str]
) -> None:
    for path in ("/token_endpoint", "/jwks_uri"):
        service.token(Flow.begun(now()).nonce)
        service.answer(path, content, status, **headers)
        with pytest.raises(NotReached):
            provider.subject(known(service), Flow.begun(now()), "code")


@pytest.mark.parametrize("answer", [{"error": "invalid_grant"}, {}, {"id_token": 7}, {"id_token": "x", "error": "x"}])
def test_a_code_that_it_does_not_take_proves_nothing(service: Service, answer: dict[str, object]) -> None:
    service.answer("/token_endpoint", answer, 400)
    with pytest.raises(NotProved):
        provider.subject(known(service), Flow.begun(now()), "code")


def test_keys_that_are_none(service: Service) -> None:
    service.token(Flow.begun(now()).nonce)
    for keys in ({"keys": "x"}, {"keys": ["x"]}, {}):
        provider.forget()
        service.answer("/jwks_uri", keys)
        with pytest.raises(NotReached):
            provider.subject(known(service), Flow.begun(now()), "code")


def test_in_production_nothing_is_asked_without_tls(service: Service, settings: Settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(NotReached):
        provider.address(known(service), Flow.begun(now()))
    assert service.asked == []


def test_whoever_takes_too_long_begins_again() -> None:
    flow = Flow.begun(now())
    assert not flow.is_over(now())
    with clock.shifted(timedelta(minutes=30)):
        assert flow.is_over(now())
