"""Addresses that a machine can write to, in one form."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from bluelamp.notices.enums import Channel

_LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3
_REGION = "GB"


def usable(channel: Channel, address: str) -> str:
    """The address in the form it is sent to (E.164 for numbers), or nothing when it cannot be used."""
    text = address.strip()
    return _email(text) if channel == Channel.EMAIL else _phone(text)


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        return ""
    return text if len(text) <= _LONGEST_EMAIL else ""


def _phone(text: str) -> str:
    try:
        number = phonenumbers.parse(text, _REGION)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
