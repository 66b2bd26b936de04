"""What this room adds to the timeline of a matter: when it was asked to come, came, and left."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from bluelamp.core.actor import Actor
from bluelamp.incidents.selectors import incidents_for_matters
from bluelamp.records.timeline import Entry
from bluelamp.records.types import Ref


def entries(*, actor: Actor, matters: frozenset[UUID]) -> Iterator[Entry]:
    """One query. The log, with what people said, is on the incident's own page."""
    for incident in incidents_for_matters(actor=actor, matters=matters):
        subject, words = Ref.of(incident), {"reference": incident.reference, "grade": incident.grade}
        text = _("Incident %(reference)s opened as %(grade)s") % words
        yield Entry(at=incident.opened_at, text=text, subject=subject)
        if incident.arrived_at is not None:
            text = _("Officers arrived at incident %s") % incident.reference
            yield Entry(at=incident.arrived_at, text=text, subject=subject)
        if incident.resulted_at is not None:
            words["result"] = incident.get_result_code_display()
            text = _("Incident %(reference)s resulted: %(result)s") % words
            yield Entry(at=incident.resulted_at, text=text, subject=subject)
