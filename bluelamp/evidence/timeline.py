"""What this room adds to the timeline of a matter: when exhibits came in and statements were signed."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from bluelamp.core.actor import Actor
from bluelamp.evidence.selectors import exhibits_for_matters, statements_for_matters
from bluelamp.records.timeline import Entry
from bluelamp.records.types import Ref


def entries(*, actor: Actor, matters: frozenset[UUID]) -> Iterator[Entry]:
    """Three queries at most."""
    for exhibit in exhibits_for_matters(actor=actor, matters=matters):
        text = _("Exhibit %s received") % exhibit.reference
        yield Entry(at=exhibit.received_at, text=text, subject=Ref.of(exhibit))
    for found in statements_for_matters(actor=actor, matters=matters):
        for version in found.versions:
            words = {"reference": found.statement.reference, "number": version.number}
            text = _("Statement %(reference)s signed, version %(number)s") % words
            yield Entry(at=version.signed_at, text=text, subject=Ref.of(found.statement))
