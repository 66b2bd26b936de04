"""What an ID token must be before it proves anything (OpenID Connect Core 1.0, 3.1.3.7). Pure: no network, no clock.

The signature's algorithm is chosen by us from two, never by the token: neither “none” nor a symmetric one, for which a
public key would be the secret, is ever tried.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import jwt
from django.utils.crypto import constant_time_compare
from jwt.types import Options

from bluelamp.accounts.errors import NotProved

ALGORITHMS = {"ES256": ("EC", "P-256"), "RS256": ("RSA", None)}
_SKEW = 60  # seconds by which two clocks may differ
_OLDEST = 600  # seconds since it was issued: it comes straight from the service
_LONGEST = 20_000  # characters
_SHORTEST_RSA = 2048  # bits
# Times are ours to check, by the one clock; audience too, because one of many is not enough.
_OPTIONS: Options = {
    "verify_exp": False,
    "verify_iat": False,
    "verify_nbf": False,
    "verify_aud": False,
    "require": ["iss", "aud", "sub", "exp", "iat", "nonce"],
}

Keys = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Expected:
    """What this installation and this browser asked for. ``trust``: the vectors of trust that are enough; none: any."""

    issuer: str
    client_id: str
    nonce: str
    trust: frozenset[str]


def kid_of(token: str) -> str:
    """Which key it says it was signed with. Raises ``NotProved``."""
    return str(_header(token).get("kid", ""))


def subject_of(token: str, *, keys: Keys, expected: Expected, at: datetime) -> str:
    """Who it is about, once everything else holds. Raises ``NotProved``."""
    header = _header(token)
    claims = _verified(token, str(header["alg"]), _key(header, keys), expected)
    _check_audience(claims, expected.client_id)
    _check_times(claims, at.timestamp())
    if not constant_time_compare(str(claims["nonce"]), expected.nonce):
        raise NotProved("nonce")
    if expected.trust and claims.get("vot") not in expected.trust:
        raise NotProved("trust")
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:  # OpenID Connect Core 1.0, 2
        raise NotProved("subject")
    return subject


def _header(token: str) -> dict[str, Any]:
    if len(token) > _LONGEST:
        raise NotProved("length")
    try:
        header = jwt.get_unverified_header(token)
    except jwt.PyJWTError:
        raise NotProved("form") from None
    if header.get("alg") not in ALGORITHMS:
        raise NotProved("algorithm")
    return header


def _key(header: Mapping[str, Any], keys: Keys) -> Any:
    """The one key of the service that this header may mean."""
    kind, curve = ALGORITHMS[header["alg"]]
    fitting = [
        key
        for key in keys
        if key.get("kty") == kind
        and (curve is None or key.get("crv") == curve)
        and key.get("use", "sig") == "sig"
        and key.get("alg", header["alg"]) == header["alg"]
        and (not header.get("kid") or key.get("kid") == header["kid"])
    ]
    if len(fitting) != 1:
        raise NotProved("key")
    try:
        found = jwt.PyJWK(dict(fitting[0]), algorithm=header["alg"]).key
    except jwt.PyJWTError:
        raise NotProved("key") from None
    if getattr(found, "key_size", _SHORTEST_RSA) < _SHORTEST_RSA and kind == "RSA":
        raise NotProved("key")
    return found


def _verified(token: str, algorithm: str, key: Any, expected: Expected) -> dict[str, Any]:
    try:
        return dict(jwt.decode(token, key, algorithms=[algorithm], issuer=expected.issuer, options=_OPTIONS))
    except jwt.InvalidIssuerError:
        raise NotProved("issuer") from None
    except jwt.MissingRequiredClaimError:
        raise NotProved("claims") from None
    except (jwt.PyJWTError, ValueError, TypeError):
        raise NotProved("signature") from None


def _check_audience(claims: Mapping[str, Any], client_id: str) -> None:
    """For us alone: a token that is for others too could be theirs, passed on."""
    audience = claims["aud"]
    if audience not in (client_id, [client_id]):
        raise NotProved("audience")
    if claims.get("azp", client_id) != client_id:
        raise NotProved("audience")


def _check_times(claims: Mapping[str, Any], at: float) -> None:
    times = [claims["exp"], claims["iat"], claims.get("nbf", claims["iat"])]
    if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in times):
        raise NotProved("times")
    expires, issued, begins = times
    if at >= expires + _SKEW:
        raise NotProved("expired")
    if max(issued, begins) > at + _SKEW or at - issued > _OLDEST:
        raise NotProved("times")
