"""How far each translation is, for whoever reviews it."""

from django.conf import settings

from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.languages.catalogue import Words, digest, in_section
from bluelamp.languages.models import SignOff
from bluelamp.languages.sections import SECTIONS, Section
from bluelamp.languages.tongues import TRANSLATED, Tongue
from bluelamp.languages.types import State


def states(*, actor: Actor) -> list[State]:
    """Every section in every language, for whoever reviews."""
    check(actor=actor, action="languages.translation.review")
    signed: dict[tuple[str, str], list[SignOff]] = {}
    for row in SignOff.objects.filter(withdrawn_at=None).order_by("-signed_at"):
        signed.setdefault((row.language, row.section), []).append(row)
    return [
        _state(tongue, section, signed.get((tongue.code, section.code), []))
        for tongue in TRANSLATED
        for section in SECTIONS
    ]


def words(*, actor: Actor, language: str, section: str) -> list[Words]:
    """The texts of a section beside their source, in the order of its pages."""
    check(actor=actor, action="languages.translation.review")
    return in_section(language, section)


def _state(tongue: Tongue, section: Section, signed: list[SignOff]) -> State:
    found, now = in_section(tongue.code, section.code), digest(tongue.code, section.code)
    by = next((row for row in signed if row.digest == now), None)
    untranslated = sum(not words.complete for words in found if words.needed)
    return State(
        tongue=tongue,
        section=section.code,
        title=str(section.title),
        texts=len(found),
        untranslated=untranslated,
        digest=now,
        offered=bool(found) and not untranslated and (by is not None or not settings.PRODUCTION),
        signed_by=f"{by.reviewer}, {by.fitness}" if by else "",
        signed_at=by.signed_at if by else None,
        lapsed=by is None and bool(signed),
    )
