"""What this room adds to the timeline of a matter: when reports came in, and how they were graded."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from bluelamp.contact.selectors import reports_for_matters
from bluelamp.core.actor import Actor
from bluelamp.records.timeline import Entry
from bluelamp.records.types import Ref


def entries(*, actor: Actor, matters: frozenset[UUID]) -> Iterator[Entry]:
    """One query."""
    for report in reports_for_matters(actor=actor, matters=matters):
        subject = Ref.of(report)
        yield Entry(at=report.received_at, text=_("Report %s received") % report.reference, subject=subject)
        if report.graded_at is not None:
            words = {"reference": report.reference, "grade": report.grade}
            text = _("Report %(reference)s graded %(grade)s") % words
            yield Entry(at=report.graded_at, text=text, subject=subject)
