"""What is kept of an address and of a code: digests that nobody without our signing secret can make or try out."""

import secrets
from collections.abc import Iterator
from contextlib import suppress
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from bluelamp.core.text import digits_of

DIGITS = 8


def normalised(email: str) -> str:
    """One spelling for one mailbox: the case of letters tells no two people apart, and spaces are typed by mistake."""
    return email.strip().casefold()


def address_digests(email: str) -> Iterator[str]:
    """How an address is looked up, today's way first, then as under earlier signing secrets."""
    text = normalised(email)
    yield from _digests("bluelamp.accounts.address", text)
    if "xn--" in text:  # as it was written before domains were kept in the form of IDNA
        with suppress(UnicodeError):
            local, _at, domain = text.rpartition("@")
            yield from _digests("bluelamp.accounts.address", f"{local}@{domain.encode().decode('idna')}")


def identity_digests(issuer: str, subject: str) -> Iterator[str]:
    """How somebody is looked up whom another service named: the same name at another service is another person."""
    return _digests("bluelamp.accounts.identity", f"{len(issuer)}:{issuer}{subject}")


def new_code() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def code_digest(code_id: UUID, code: str) -> str:
    return next(_digests("bluelamp.accounts.code", f"{code_id}:{code}"))


def is_code(code_id: UUID, typed: str, digest: str) -> bool:
    """Whether it is the code that was made with this id."""
    found = _digests("bluelamp.accounts.code", f"{code_id}:{digits_of(typed)}")
    return any(constant_time_compare(digest, one) for one in found)


def _digests(salt: str, value: str) -> Iterator[str]:
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()
