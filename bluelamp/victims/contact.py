"""How it is safe to reach somebody, in words for whoever has to do it."""

from collections.abc import Mapping

from bluelamp.journeys.definition import SafeContact

_ASKED = SafeContact(name="contact", text="How is it safe to contact you?")


def contact_lines(answer: Mapping[str, object]) -> tuple[str, ...]:
    """The answer to the safe-contact question, line by line, in the active language."""
    return _ASKED.shown(dict(answer)) if answer.get("how") else ()  # type: ignore[arg-type]  # JSON that a form checked
