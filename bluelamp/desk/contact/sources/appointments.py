"""Calls and meetings that were promised for now, or were due."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bluelamp.contact.enums import Risk
from bluelamp.contact.types import Waiting
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.desk.contact.sources._registry import Line
from bluelamp.victims import selectors


class Appointments:
    name, title, label, news = "appointments", gettext_lazy("Appointments"), "victims.appointment", "appointment"

    def waiting(self, *, actor: Actor) -> list[Waiting]:
        due = selectors.due_appointments(actor=actor)
        return [Waiting(Risk.MEDIUM.value, at, which, whose, due=at) for at, which, whose in due]

    def lines(self, *, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Line]:
        return {
            which: Line(
                reference=one.reference,
                more=one.about_words,
                risk=Risk.MEDIUM.value,
                reasons=(_("Late") if one.starts_at < now() else _("Due now"),),
                since=one.starts_at,
                channel=one.kind_words,
                href=reverse("desk_victims:appointment", args=[which]),
                due=one.starts_at,
            )
            for which, one in selectors.appointments_by_id(actor=actor, ids=ids).items()
        }


SOURCE = Appointments()
