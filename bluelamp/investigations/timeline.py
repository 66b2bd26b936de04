"""What this room adds to the timeline of a matter: crimes, cases and how they ended."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from bluelamp.core.actor import Actor
from bluelamp.investigations import offences, outcomes, selectors
from bluelamp.records.timeline import Entry
from bluelamp.records.types import Ref


def entries(*, actor: Actor, matters: frozenset[UUID]) -> Iterator[Entry]:
    """Seven queries."""
    crimes = {crime.pk: crime for crime in selectors.crimes_for_matters(actor=actor, matters=matters)}
    for crime in crimes.values():
        words = {"reference": crime.reference, "offence": offences.name_of(crime.offence)}
        text = _("Crime %(reference)s recorded: %(offence)s") % words
        yield Entry(at=crime.recorded_at, text=text, by=crime.recorded_by, subject=Ref.of(crime))
    for outcome in selectors.outcomes_of(actor=actor, crimes=frozenset(crimes)):
        words = {"reference": crimes[outcome.crime_id].reference, "outcome": outcomes.name_of(outcome.code)}
        text = _("Crime %(reference)s: %(outcome)s") % words
        yield Entry(at=outcome.at, text=text, by=outcome.by, subject=Ref.of(crimes[outcome.crime_id]))
    for case in selectors.cases_for_matters(actor=actor, matters=matters):
        text = _("Case %s opened") % case.reference
        yield Entry(at=case.opened_at, text=text, subject=Ref.of(case))
        if case.filed_at is not None:
            yield Entry(at=case.filed_at, text=_("Case %s filed") % case.reference, subject=Ref.of(case))
    for thing in selectors.traced_for_matters(actor=actor, matters=matters):
        if thing.found_at is not None:
            yield Entry(at=thing.found_at, text=_("Found: %s") % thing.title, subject=thing.ref)
        if thing.returned_at is not None:
            yield Entry(at=thing.returned_at, text=_("Returned to its owner: %s") % thing.title, subject=thing.ref)
