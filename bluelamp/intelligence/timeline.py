"""What this room adds to the timeline of a matter: when intelligence about it was written."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from bluelamp.core.actor import Actor
from bluelamp.intelligence.selectors import reports_for_matters
from bluelamp.records.timeline import Entry
from bluelamp.records.types import Ref


def entries(*, actor: Actor, matters: frozenset[UUID]) -> Iterator[Entry]:
    """One query. Its words, and who gave them, are for those who open it."""
    for report in reports_for_matters(actor=actor, matters=matters):
        words = {"reference": report.reference, "grading": report.grading}
        text = _("Intelligence %(reference)s written, graded %(grading)s") % words
        yield Entry(at=report.written_at, text=text, by=report.written_by, subject=Ref.of(report))
