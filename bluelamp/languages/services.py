"""Signing off a translation, and taking that back."""

from bluelamp.access.selectors import names_of
from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import Conflict, Invalid, NotFound
from bluelamp.core.text import plain_text
from bluelamp.languages.catalogue import digest, is_complete
from bluelamp.languages.models import SignOff
from bluelamp.languages.sections import section as section_by
from bluelamp.languages.tongues import ENGLISH, tongue
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service

_LONGEST = 200  # characters of the column
_FITNESS = "Say what makes you fit to judge it: a first language, a qualification."


@service
def sign_off(*, actor: Actor, language: str, section: str, digest_read: str, fitness: str) -> SignOff:
    """Stand for a translation with one's own name. ``digest_read`` is that of the words the reviewer had before them.

    Raises ``Conflict`` when the words have changed since, ``Invalid`` when some are missing, ``NotFound`` for a
    section or a language that is not ours. The same again changes nothing.
    """
    check(actor=actor, action="languages.translation.sign_off")
    _known(language, section)
    if not is_complete(language, section):
        raise Invalid("Some of these texts are not translated yet, so nobody can stand for them.")
    if digest_read != digest(language, section):
        raise Conflict("These texts have changed since you opened the page. Read them again, then sign.")
    assert actor.id is not None  # whoever may sign has an account
    signed, new = SignOff.objects.get_or_create(
        language=language,
        section=section,
        digest=digest_read,
        withdrawn_at=None,
        defaults={
            "reviewer_id": actor.id,
            "reviewer": names_of(users={actor.id})[actor.id],
            "fitness": plain_text(fitness, "fitness", _FITNESS)[:_LONGEST],
        },
    )
    record(
        actor=actor,
        act=Act.ALTERATION,
        action="languages.translation.sign_off" if new else "languages.translation.signed_before",
        subjects=[signed],
    )
    return signed


@service
def withdraw(*, actor: Actor, language: str, section: str, reason: str) -> int:
    """Take every sign-off of a section back: from the next page on it is not offered. Gives how many there were."""
    check(actor=actor, action="languages.translation.sign_off")
    _known(language, section)
    rows = list(SignOff.objects.select_for_update().filter(language=language, section=section, withdrawn_at=None))
    if not rows:
        raise Conflict("Nobody has signed this off, so there is nothing to take back.")
    SignOff.objects.filter(pk__in=[row.pk for row in rows]).update(withdrawn_at=now())
    record(
        actor=actor,
        act=Act.ALTERATION,
        action="languages.translation.withdraw",
        subjects=rows,
        reason=plain_text(reason, "reason", "Say why."),
    )
    return len(rows)


def _known(language: str, section: str) -> None:
    if tongue(language) in (None, ENGLISH) or section_by(section) is None:
        raise NotFound("There is no such translation. Go back to the list.")
