"""An ID token that proves nothing lets nobody in: every way to forge, replay, redirect or outlive one."""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from bluelamp.accounts.errors import NotProved
from bluelamp.accounts.tokens import Expected, Keys, subject_of

AT = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
NOW = int(AT.timestamp())
EXPECTED = Expected("https://id.example.org", "bluelamp", "the-nonce", frozenset({"Cl.Cm"}))
CLAIMS: dict[str, Any] = {
    "iss": "https://id.example.org",
    "aud": "bluelamp",
    "sub": "urn:person:1",
    "nonce": "the-nonce",
    "vot": "Cl.Cm",
    "iat": NOW,
    "exp": NOW + 120,
}
EC_KEY, OTHER_EC, RSA_KEY = (
    ec.generate_private_key(ec.SECP256R1()),
    ec.generate_private_key(ec.SECP256R1()),
    rsa.generate_private_key(65537, 2048),
)
WEAK_RSA = rsa.generate_private_key(65537, 1024)


def public(key: Any, kid: str, **more: str) -> dict[str, Any]:
    kind = ECAlgorithm if isinstance(key, ec.EllipticCurvePrivateKey) else RSAAlgorithm
    return dict(kind.to_jwk(key.public_key(), as_dict=True)) | {"kid": kid} | more


KEYS: Keys = [public(EC_KEY, "ec"), public(RSA_KEY, "rsa")]


def token(changes: Mapping[str, Any] | None = None, *, key: Any = EC_KEY, alg: str = "ES256", **header: Any) -> str:
    claims = {name: value for name, value in (CLAIMS | dict(changes or {})).items() if value is not None}
    return jwt.encode(claims, key, algorithm=alg, headers={"kid": "ec"} | header)


def _base64(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def _encoded(header: dict[str, str]) -> str:
    return _base64(json.dumps(header).encode())


def refused(text: str, keys: Keys = KEYS, expected: Expected = EXPECTED, at: datetime = AT) -> str:
    with pytest.raises(NotProved) as said:
        subject_of(text, keys=keys, expected=expected, at=at)
    return said.value.why


def test_a_good_one_says_who_it_is_in_either_algorithm() -> None:
    for good in (
        token(),
        token(key=RSA_KEY, alg="RS256", kid="rsa"),
        token({"aud": ["bluelamp"], "azp": "bluelamp"}),
        token({"iat": NOW + 30, "exp": NOW - 30}),  # two clocks
    ):
        assert subject_of(good, keys=KEYS, expected=EXPECTED, at=AT) == "urn:person:1"
    without = Expected(EXPECTED.issuer, EXPECTED.client_id, EXPECTED.nonce, frozenset())
    assert subject_of(token({"vot": None}), keys=KEYS, expected=without, at=AT) == "urn:person:1"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"iss": "https://evil.example.org"}, "issuer"),
        ({"iss": "https://id.example.org/"}, "issuer"),
        ({"iss": None}, "claims"),
        ({"aud": "somebody-else"}, "audience"),
        ({"aud": ["bluelamp", "somebody-else"]}, "audience"),
        ({"aud": []}, "audience"),
        ({"aud": None}, "claims"),
        ({"azp": "somebody-else"}, "audience"),
        ({"nonce": "another"}, "nonce"),
        ({"nonce": None}, "claims"),
        ({"exp": NOW - 61}, "expired"),
        ({"exp": None}, "claims"),
        ({"exp": "soon"}, "times"),
        ({"exp": True}, "times"),
        ({"iat": NOW + 61, "exp": NOW + 120}, "times"),
        ({"iat": NOW - 601}, "times"),
        ({"nbf": NOW + 61}, "times"),
        ({"vot": "Cl"}, "trust"),
        ({"vot": None}, "trust"),
        ({"sub": ""}, "subject"),
        ({"sub": "x" * 256}, "subject"),
        ({"sub": None}, "claims"),
    ],
)
def test_claims_that_do_not_hold(changes: dict[str, Any], why: str) -> None:
    assert refused(token(changes)) == why


def test_a_signature_that_is_none_or_anothers() -> None:
    head, body, signature = token().split(".")
    assert refused(jwt.encode(CLAIMS, None, algorithm="none")) == "algorithm"  # type: ignore[arg-type] # none is none
    public_key = EC_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    symmetric = f"{_encoded({'alg': 'HS256', 'kid': 'ec'})}.{body}"
    assert refused(f"{symmetric}.{_base64(hmac.digest(public_key, symmetric.encode(), 'sha256'))}") == "algorithm"
    assert refused(token(key=OTHER_EC)) == "signature"
    assert refused(f"{head}.{body}.") == "signature"
    assert refused(f"{head}.{body}.{_base64(bytes(64))}") == "signature"
    other_body = token({"sub": "urn:person:2"}).split(".")[1]
    assert refused(f"{head}.{other_body}.{signature}") == "signature"


def test_a_key_that_is_not_the_services_own_for_this() -> None:
    assert refused(token(kid="unknown")) == "key"
    assert refused(token(kid="rsa")) == "key", "an EC signature under the name of an RSA key"
    assert refused(token(), [public(EC_KEY, "ec", use="enc")]) == "key"
    assert refused(token(), [public(EC_KEY, "ec", alg="RS256")]) == "key"
    assert refused(token(), []) == "key"
    assert refused(token(), [public(EC_KEY, "ec"), public(OTHER_EC, "ec")]) == "key", "which of the two?"
    with pytest.warns(jwt.warnings.InsecureKeyLengthWarning):
        weak = token(key=WEAK_RSA, alg="RS256", kid="rsa")
    assert refused(weak, [public(WEAK_RSA, "rsa")]) == "key"
    assert refused(token(), [{"kty": "EC", "crv": "P-256", "kid": "ec"}]) == "key"
    own = public(OTHER_EC, "ec")
    assert refused(token(key=OTHER_EC, jwk=own)) == "signature", "a key that the token brings along is nobody's"


@pytest.mark.parametrize("text", ["", "x", "a.b", "a.b.c", "....", "x" * 20_001, "eyJhbGciOiJFUzI1NiJ9.e30"])
def test_what_is_no_token(text: str) -> None:
    assert refused(text) in {"form", "length", "key", "signature"}


def test_what_was_good_is_not_good_for_long() -> None:
    assert refused(token(), at=AT + timedelta(minutes=4)) == "expired"
    assert refused(token({"exp": NOW + 10**6}), at=AT + timedelta(minutes=11)) == "times"


def test_a_critical_header_that_we_do_not_know_is_refused() -> None:
    assert refused(token(crit=["b64"], b64=False)) in {"form", "signature"}
