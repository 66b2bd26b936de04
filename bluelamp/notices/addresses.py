"""Addresses that a machine can write to, in one form."""

import re

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.encoding import punycode

from bluelamp.notices.enums import Channel

_LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3
_REGION = "GB"
# +44 70 are personal numbers and +44 76 pagers, both dear to call and to write to; 7624 is the Isle of Man's (Ofcom).
_HOME_MOBILE = re.compile(r"\+447(?:[1-57-9][0-9]{8}|624[0-9]{6})")


def usable(channel: Channel, address: str) -> str:
    """The address in the form it is sent to (E.164 for numbers, letters of any script in a domain as IDNA has them),
    or nothing when it cannot be used. Two spellings that differ in more than the case of letters are two addresses."""
    text = address.strip()
    return _email(text) if channel == Channel.EMAIL else _phone(text)


def is_home_mobile(number: str) -> bool:
    """Whether a number in E.164 is a British mobile's, which costs us what any text does."""
    return _HOME_MOBILE.fullmatch(number) is not None


def _email(text: str) -> str:
    local, _at, domain = text.rpartition("@")
    try:
        validate_email(text)
        text = text if domain.isascii() else f"{local}@{punycode(domain)}"
        validate_email(text)
    except (ValidationError, UnicodeError):  # UnicodeError: a domain that IDNA has no form for
        return ""
    # Letters beyond ASCII before the @ are folded into others by some rules and not by others: “K” (Kelvin), “ß”.
    return text if text.isascii() and len(text) <= _LONGEST_EMAIL else ""


def _phone(text: str) -> str:
    try:
        number = phonenumbers.parse(text, _REGION)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
