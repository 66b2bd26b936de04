"""How it is safe to reach somebody, in words for whoever has to do it."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from bluelamp.journeys.definition import Option, SafeContact

_ASKED = SafeContact(name="contact", text="How is it safe to contact you?")
# For those who are not the police and must not say they are.
_ASKED_BY_PARTNER = replace(
    _ASKED,
    may_say_options=(
        Option("subject", _("Say who you are and what it is about")),
        Option("police", _("Say who you are, but not what it is about")),
        Option("nothing", _("Do not say who you are until you know it is them")),
    ),
)


def contact_lines(answer: Mapping[str, object], *, by_partner: bool = False) -> tuple[str, ...]:
    """The answer to the safe-contact question, line by line, in the active language."""
    asked = _ASKED_BY_PARTNER if by_partner else _ASKED
    return asked.shown(dict(answer)) if answer.get("how") else ()  # type: ignore[arg-type]  # JSON that a form checked
