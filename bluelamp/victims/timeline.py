"""What this room adds to the timeline of a matter: when support was offered, and what became of it."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from bluelamp.core.actor import Actor
from bluelamp.records.timeline import Entry
from bluelamp.records.types import Ref
from bluelamp.victims.selectors import referral_steps


def entries(*, actor: Actor, matters: frozenset[UUID]) -> Iterator[Entry]:
    """One query."""
    said = {
        "send": _("Details sent to %s"),
        "chase": _("%s was asked for an answer"),
        "escalate": _("%s has not answered: a supervisor acts"),
        "accept": _("%s accepted the referral"),
        "decline": _("%s cannot help"),
        "withdraw": _("The referral was withdrawn"),
    }
    for step in referral_steps(actor=actor, matters=matters):
        words = said[step.action]
        text = words % (step.partner.name if step.partner else "") if "%s" in words else words
        yield Entry(at=step.at, text=text, by=step.by, subject=Ref("victims.referral", step.referral_id))
