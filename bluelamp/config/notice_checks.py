"""Whether people can be written to from here, and only by roads that nobody else reads."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error

from bluelamp.config.hosts import is_this_machine

_LONGEST_SENDER = 11  # characters of an alphanumeric sender (3GPP TS 23.040, 9.1.2.5)
_TLS = ("", "starttls", "tls")


def roads_of_production() -> Iterable[CheckMessage]:
    """What stands against the roads that notices take."""
    if not settings.BLUELAMP_NOTICES:
        return
    if not (settings.EMAIL_HOST or settings.BLUELAMP_SMS_URL):
        text = (
            "Nobody can be written to: BLUELAMP_SMTP_HOST and BLUELAMP_SMS_URL are both missing. Set one of them, or"
            " switch notices off with an empty BLUELAMP_NOTICES."
        )
        yield Error(text, id="bluelamp.E009")
    if settings.EMAIL_HOST:
        yield from _mail()
    if settings.BLUELAMP_SMS_URL:
        yield from _text_messages()


def _mail() -> Iterable[CheckMessage]:
    if settings.BLUELAMP_SMTP_TLS not in _TLS:
        text = f"BLUELAMP_SMTP_TLS is {settings.BLUELAMP_SMTP_TLS!r}. It must be starttls, tls or empty."
        yield Error(text, id="bluelamp.E010")
    elif not settings.BLUELAMP_SMTP_TLS and not is_this_machine(settings.EMAIL_HOST):
        text = (
            f"Mail would travel to {settings.EMAIL_HOST} in clear. Set BLUELAMP_SMTP_TLS to starttls or tls;"
            " plain text is for a mail server on this machine."
        )
        yield Error(text, id="bluelamp.E011")
    if settings.DEFAULT_FROM_EMAIL.endswith(".invalid"):
        text = "BLUELAMP_FROM_EMAIL is missing: mail servers refuse senders that do not exist."
        yield Error(text, id="bluelamp.E012")
    if settings.BLUELAMP_NEUTRAL_FROM_EMAIL == settings.DEFAULT_FROM_EMAIL:
        text = (
            "BLUELAMP_NEUTRAL_FROM_EMAIL is missing, so neutral emails come from BLUELAMP_FROM_EMAIL. Who looks over"
            " a victim's shoulder sees it: set an address that says nothing about the police."
        )
        yield checks.Warning(text, id="bluelamp.W001")


def _text_messages() -> Iterable[CheckMessage]:
    address = urlsplit(settings.BLUELAMP_SMS_URL)
    plain_here = address.scheme == "http" and is_this_machine(address.hostname or "")
    if not (address.hostname and (address.scheme == "https" or plain_here)):
        text = "BLUELAMP_SMS_URL must begin with https://. Plain http:// is for a gateway on this machine."
        yield Error(text, id="bluelamp.E013")
    if not settings.BLUELAMP_SMS_TOKEN:
        text = "BLUELAMP_SMS_TOKEN is missing: the gateway would not know that it is us."
        yield Error(text, id="bluelamp.E014")

    sender = settings.BLUELAMP_SMS_SENDER or settings.BLUELAMP_FORCE_NAME
    if len(sender) > _LONGEST_SENDER and not sender.lstrip("+").isdigit():
        text = (
            f"Text messages would come from “{sender}”, which telephones cut off or refuse. Set BLUELAMP_SMS_SENDER to"
            f" at most {_LONGEST_SENDER} letters and digits, or to a number."
        )
        yield Error(text, id="bluelamp.E015")
