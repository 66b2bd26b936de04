"""What other rooms know of an incident that whoever sends must know too: what was warned of, and a visit agreed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import dateformat
from django.utils.translation import gettext as _

from bluelamp.contact.selectors import signs_of
from bluelamp.contact.types import Sign
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.incidents.grades import grade
from bluelamp.ui.filters import local, time_words
from bluelamp.victims.selectors import visits_agreed

if TYPE_CHECKING:
    from bluelamp.incidents.models import Incident


@dataclass(frozen=True, slots=True)
class Visit:
    """A time that was agreed. ``ahead`` while it is on a later day, and nobody needs to be sent; ``late`` once it has
    begun with nobody there."""

    at: datetime
    ahead: bool
    late: bool

    @property
    def words(self) -> str:
        """``Visit agreed for 1 December, 9am``: without the year, because visits are booked for the next two weeks."""
        day = dateformat.format(local(self.at), "j E")
        return _("Visit agreed for %(day)s, %(time)s") % {"day": day, "time": time_words(self.at)}


@dataclass(frozen=True, slots=True)
class Beside:
    signs: tuple[Sign, ...] = ()
    visit: Visit | None = None


def beside(*, actor: Actor, incidents: "Collection[Incident]") -> Mapping[UUID, Beside]:
    """By the incident's id. Two queries, however many."""
    signs = signs_of(actor=actor, matters={one.matter_id for one in incidents})
    waiting = [one for one in incidents if grade(one.grade).agreed and one.arrived_at is None]
    times = visits_agreed(actor=actor, matters={one.matter_id for one in waiting})
    visits = {one.id: _visit(times[one.matter_id]) for one in waiting if one.matter_id in times}
    return {one.id: Beside(signs.get(one.matter_id, ()), visits.get(one.id)) for one in incidents}


def _visit(at: datetime) -> Visit:
    current = now()
    return Visit(at, ahead=local(at).date() > local(current).date(), late=at < current)
