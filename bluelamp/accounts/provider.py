"""Another sign-in service, in the shape of GOV.UK One Login: OpenID Connect with the authorization code.

We show who we are with a signed assertion (RFC 7523), never with a shared secret; the browser carries a state, a nonce
and a proof of the code (RFC 7636) that it alone was given. What the service says is asked for by us, over TLS, within
seconds, and without following it anywhere else.
"""

import json
import logging
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings

from bluelamp.accounts import tokens
from bluelamp.accounts.errors import NotProved, NotReached
from bluelamp.core.clock import now

logger = logging.getLogger(__name__)

PATIENCE = timedelta(minutes=30)  # from leaving for the service to coming back
_SECONDS = 5.0
_MOST = 200_000  # bytes of an answer
_FRESH = timedelta(hours=1)  # how long what the service says about itself is believed
_AGAIN = timedelta(minutes=1)  # a key that we do not know is asked for so often at most
_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_HERE = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Provider:
    """How this installation is known to the service. ``key``: our private key, in PEM."""

    name: str
    issuer: str
    client_id: str
    key: str
    key_id: str
    trust: tuple[str, ...]
    redirect_uri: str


@dataclass(frozen=True, slots=True)
class Flow:
    """What one browser takes along, and must bring back."""

    state: str
    nonce: str
    verifier: str
    until: str

    @classmethod
    def begun(cls, at: datetime) -> "Flow":
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        return cls(state, nonce, verifier, (at + PATIENCE).isoformat())

    @property
    def left_at(self) -> datetime:
        """When the browser left for the service."""
        return datetime.fromisoformat(self.until) - PATIENCE

    def is_over(self, at: datetime) -> bool:
        return at >= datetime.fromisoformat(self.until)


def configured() -> Provider | None:
    """The service that people may come in by; None where there is none."""
    if not settings.BLUELAMP_OIDC_ISSUER:
        return None
    return Provider(
        name=settings.BLUELAMP_OIDC_NAME,
        issuer=settings.BLUELAMP_OIDC_ISSUER,
        client_id=settings.BLUELAMP_OIDC_CLIENT_ID,
        key=settings.BLUELAMP_OIDC_KEY,
        key_id=settings.BLUELAMP_OIDC_KEY_ID,
        trust=tuple(settings.BLUELAMP_OIDC_TRUST),
        redirect_uri=f"{settings.BLUELAMP_PUBLIC_URL}/account/sign-in/provider/back",
    )


def address(provider: Provider, flow: Flow) -> str:
    """Where the browser goes. Raises ``NotReached``."""
    asked = {
        "response_type": "code",
        "scope": "openid",  # no name, no address: to know them again is enough
        "client_id": provider.client_id,
        "redirect_uri": provider.redirect_uri,
        "state": flow.state,
        "nonce": flow.nonce,
        "code_challenge": _challenge(flow.verifier),
        "code_challenge_method": "S256",
    }
    if provider.trust:
        asked["vtr"] = json.dumps(list(provider.trust))
    return f"{_about(provider)['authorization_endpoint']}?{urlencode(asked)}"


def subject(provider: Provider, flow: Flow, code: str) -> str:
    """Who came back with ``code``, by the service's own word. Raises ``NotProved``, ``NotReached``."""
    about = _about(provider)
    token = _token(provider, flow, code, str(about["token_endpoint"]))
    keys = _keys(str(about["jwks_uri"]), tokens.kid_of(token))
    expected = tokens.Expected(provider.issuer, provider.client_id, flow.nonce, frozenset(provider.trust))
    return tokens.subject_of(token, keys=keys, expected=expected, at=now())


def _token(provider: Provider, flow: Flow, code: str, endpoint: str) -> str:
    sent = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": provider.redirect_uri,
        "code_verifier": flow.verifier,
        "client_assertion_type": _ASSERTION,
        "client_assertion": _assertion(provider, endpoint),
    }
    answer = _ask("POST", endpoint, data=sent)
    if answer.get("error") is not None or not isinstance(answer.get("id_token"), str):
        raise NotProved("code")
    return str(answer["id_token"])


def _assertion(provider: Provider, endpoint: str) -> str:
    """Who we are, for this one endpoint and five minutes."""
    key = load_pem_private_key(provider.key.encode(), password=None)
    issued = int(now().timestamp())
    claims = {
        "iss": provider.client_id,
        "sub": provider.client_id,
        "aud": endpoint,
        "iat": issued,
        "exp": issued + 300,
        "jti": secrets.token_urlsafe(16),
    }
    algorithm = "ES256" if isinstance(key, EllipticCurvePrivateKey) else "RS256"
    headers = {"kid": provider.key_id} if provider.key_id else None
    return jwt.encode(claims, key, algorithm=algorithm, headers=headers)  # type: ignore[arg-type] # PEM of either kind


def _challenge(verifier: str) -> str:
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()


@dataclass(slots=True)
class Kept:
    """An answer of the service, and since when."""

    answer: dict[str, Any]
    at: datetime


@cache
def _memory() -> dict[str, Kept]:
    """By address, in this process."""
    return {}


def forget() -> None:
    """What the service said about itself, so that it is asked again."""
    _memory().clear()


def _about(provider: Provider) -> dict[str, Any]:
    """What the service says about itself (OpenID Connect Discovery 1.0), if it says it about the right one."""
    about = _remembered(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration", _FRESH)
    if about.get("issuer") != provider.issuer:
        raise NotReached("issuer")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        _check_address(about.get(name))
    return about


def _keys(place: str, kid: str) -> tokens.Keys:
    """The service's keys now. They change: for one that we do not know we ask again, though not for every stranger."""
    keys = _listed(_remembered(place, _FRESH))
    if kid and all(key.get("kid") != kid for key in keys):
        keys = _listed(_remembered(place, _AGAIN))
    return keys


def _listed(answer: dict[str, Any]) -> list[dict[str, Any]]:
    keys = answer.get("keys")
    if not isinstance(keys, list) or not all(isinstance(key, dict) for key in keys):
        raise NotReached("keys")
    return keys


def _remembered(place: str, fresh: timedelta) -> dict[str, Any]:
    kept = _memory().get(place)
    if kept is None or now() - kept.at >= fresh:
        kept = _memory()[place] = Kept(_ask("GET", place), now())
    return kept.answer


def _ask(method: str, place: str, data: dict[str, str] | None = None) -> dict[str, Any]:
    """One question, one answer in JSON, in a few seconds. No redirect is followed, and no more is read than fits."""
    _check_address(place)
    try:
        with (
            httpx.Client(timeout=_SECONDS, follow_redirects=False) as client,
            client.stream(method, place, data=data, headers={"Accept": "application/json"}) as response,
        ):
            body = b"".join(_bounded(response))
            status = response.status_code
    except httpx.HTTPError as error:
        raise NotReached(type(error).__name__) from None
    if status not in (200, 400, 401):  # 400 and 401 say why, in JSON (RFC 6749, 5.2)
        raise NotReached(str(status))
    return _object(body)


def _bounded(response: httpx.Response) -> Any:
    read = 0
    for piece in response.iter_bytes():
        read += len(piece)
        if read > _MOST:
            raise NotReached("length")
        yield piece


def _object(body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(body)
    except ValueError:
        raise NotReached("form") from None
    if not isinstance(answer, dict):
        raise NotReached("form")
    return answer


def _check_address(place: object) -> None:
    """Over TLS, but for a service on this machine that the demo or a test runs."""
    parts = urlsplit(str(place))
    here = parts.hostname in _HERE and not settings.PRODUCTION
    if parts.scheme != "https" and not (parts.scheme == "http" and here):
        raise NotReached("address")
