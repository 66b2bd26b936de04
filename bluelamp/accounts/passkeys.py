"""Passkeys (Web Authentication Level 3), by a library: what is asked of a device, and what its answer must be.

Always with the device's own lock (user verification): the passkey alone opens the account. No attestation: which make
a device is tells us nothing that we need.
"""

import json
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from bluelamp.accounts.errors import NotProved

_LONGEST = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Asked:
    """For the page, as JSON, and the challenge in it, for the session."""

    options: str
    challenge: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of a passkey."""

    public_key: bytes
    sign_count: int


@dataclass(frozen=True, slots=True)
class Made:
    """A new one."""

    credential_id: str
    public_key: bytes
    sign_count: int


def ask_new(origin: str, account_id: UUID, known: list[str]) -> Asked:
    """Have a device make one. What it is called there is the website's name alone: others look at a device, too."""
    host = _host(origin)
    options = generate_registration_options(
        rp_id=host,
        rp_name=host,
        user_name=host,
        user_id=account_id.bytes,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known],
    )
    return Asked(options_to_json(options), bytes_to_base64url(options.challenge))


def ask_known(origin: str) -> Asked:
    """Have a device sign with whichever of ours its owner chooses."""
    options = generate_authentication_options(
        rp_id=_host(origin), user_verification=UserVerificationRequirement.REQUIRED
    )
    return Asked(options_to_json(options), bytes_to_base64url(options.challenge))


def made(answer: str, challenge: bytes, origin: str) -> Made:
    """The passkey that a device made for us. Raises ``NotProved``."""
    _check_length(answer)
    try:
        found = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=_host(origin),
            expected_origin=origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        raise NotProved("passkey") from None
    return Made(bytes_to_base64url(found.credential_id), found.credential_public_key, found.sign_count)


def credential_of(answer: str) -> str:
    """Which passkey says that it signed; "" for what is no answer."""
    _check_length(answer)
    try:
        found = json.loads(answer)
    except ValueError:
        return ""
    return str(found.get("id", "")) if isinstance(found, dict) else ""


def signed(answer: str, challenge: bytes, origin: str, known: Known) -> int:
    """How often the device has signed, when it signed ``challenge`` now. Raises ``NotProved``, also for a copy that
    fell behind."""
    try:
        found = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=_host(origin),
            expected_origin=origin,
            credential_public_key=known.public_key,
            credential_current_sign_count=known.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        raise NotProved("passkey") from None
    return found.new_sign_count


def _check_length(answer: str) -> None:
    if len(answer) > _LONGEST:
        raise NotProved("length")


def _host(origin: str) -> str:
    return urlsplit(origin).hostname or ""
