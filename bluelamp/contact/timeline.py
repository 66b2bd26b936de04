"""What this room adds to the timeline of a matter: reports, how they were graded, and calls about them."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from bluelamp.contact.selectors import calls_for_matters, reports_for_matters
from bluelamp.core.actor import Actor
from bluelamp.records.timeline import Entry
from bluelamp.records.types import Ref


def entries(*, actor: Actor, matters: frozenset[UUID]) -> Iterator[Entry]:
    """Two queries."""
    for report in reports_for_matters(actor=actor, matters=matters):
        subject = Ref.of(report)
        yield Entry(at=report.received_at, text=_("Report %s received") % report.reference, subject=subject)
        if report.graded_at is not None:
            words = {"reference": report.reference, "grade": report.grade}
            text = _("Report %(reference)s graded %(grade)s") % words
            yield Entry(at=report.graded_at, text=text, subject=subject)
    for call in calls_for_matters(actor=actor, matters=matters):
        words = {"reference": call.reference, "outcome": call.get_outcome_display() or call.get_state_display()}
        text = _("Call %(reference)s: %(outcome)s") % words
        yield Entry(at=call.started_at, text=text, by=call.answered_by, subject=Ref.of(call))
