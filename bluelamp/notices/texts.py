"""From a template and its fields to the words that are sent.

A file has sections: ``== subject``, ``== email full``, ``== email neutral``, ``== sms full``, ``== sms neutral``.
The subject is fixed text for everybody: it is what shows on a locked telephone.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from jinja2 import Environment, StrictUndefined

from bluelamp.notices.enums import Channel, MaySay
from bluelamp.notices.registry import Template

FOLDER = Path(__file__).parent / "templates" / "notices"
_SECTION = re.compile(r"^== (.+)$", re.MULTILINE)
_LONGEST_NAME = 40  # characters
_MAY_BE_A_LINK = re.compile(r"[/\\:@]|[.\u3002]\w")
# Plain text, so nothing is escaped. A missing field is an error at once, in the sender's transaction.
_ENVIRONMENT = Environment(undefined=StrictUndefined, keep_trailing_newline=False)  # noqa: S701 - plain text


@dataclass(frozen=True, slots=True)
class Source:
    """A template's file: its sections, and the digest that says which text somebody was sent."""

    sections: Mapping[str, str]
    version: str


@dataclass(frozen=True, slots=True)
class Text:
    subject: str
    body: str
    version: str


@cache
def source(name: str, language: str = "en") -> Source:
    """Read a template's file. ``name`` comes from the registry, never from outside."""
    suffix = ".txt" if language == "en" else f".{language}.txt"
    content = (FOLDER / f"{name}{suffix}").read_text(encoding="utf-8")
    parts = _SECTION.split(content)[1:]
    sections = {title.strip(): text.strip() for title, text in zip(parts[::2], parts[1::2], strict=True)}
    return Source(sections, sha256(content.encode()).hexdigest()[:12])


def render(
    template: Template, *, channel: Channel, wording: MaySay, name: str, language: str, fields: Mapping[str, object]
) -> Text:
    """The words for one person. Raises ``ValueError`` unless ``fields`` are exactly the template's."""
    template.check_fields(fields)
    found = source(template.name, template.language_for(language))
    neutral = wording == MaySay.NEUTRAL
    shown = {key: fields[key] for key in (template.neutral_fields if neutral else template.fields)}
    called = _called(name)
    shown |= {"greeting": f"Hello {called}," if called else "Hello,"}
    if not neutral:
        shown |= {"force": settings.BLUELAMP_FORCE_NAME}
    section = found.sections[f"{channel.value} {'neutral' if neutral else 'full'}"]
    subject = found.sections["subject"] if channel == Channel.EMAIL else ""
    return Text(subject, _ENVIRONMENT.from_string(section).render(shown), found.version)


def _called(name: str) -> str:
    """What to call somebody, on one line; nothing when it could be an address, or a message in place of a name.

    Anybody can report in anybody's name to anybody's address: our mail must not carry words of theirs, nor a link.
    """
    line = " ".join(unicodedata.normalize("NFKC", name).split())  # as mail programs read it: full-width dots, too
    return "" if len(line) > _LONGEST_NAME or _MAY_BE_A_LINK.search(line) else line
