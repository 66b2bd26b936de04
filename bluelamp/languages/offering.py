"""What a page is shown in. No selector: it is asked for every page, before anybody is known, and tells of nobody."""

from django.conf import settings

from bluelamp.languages.catalogue import digest, is_complete
from bluelamp.languages.models import SignOff
from bluelamp.languages.sections import Section
from bluelamp.languages.sections import section as section_by
from bluelamp.languages.tongues import ENGLISH, Tongue, tongue
from bluelamp.languages.types import Spoken


def words_for(*, language: str, section: str) -> str:
    """The code of the language in which words of a section are put to somebody who uses ``language``: theirs where the
    section is offered in it, else English."""
    return spoken(wanted=tongue(language) or ENGLISH, section=section_by(section)).shown.code


def spoken(*, wanted: Tongue, section: Section | None) -> Spoken:
    """What a page is shown in, for somebody who chose ``wanted``. For everybody, and names nobody: one query at most.

    In production a section is offered when a reviewer has signed off the words it has now; elsewhere when it is
    complete, with a line that says what it awaits.
    """
    if wanted == ENGLISH:
        return Spoken()
    if section is None or not is_complete(wanted.code, section.code):
        return Spoken(wanted)
    signed = SignOff.objects.filter(
        language=wanted.code,
        section=section.code,
        digest=digest(wanted.code, section.code),
        withdrawn_at=None,
    ).exists()
    if signed or not settings.PRODUCTION:
        return Spoken(wanted, wanted, awaiting=not signed)
    return Spoken(wanted)
