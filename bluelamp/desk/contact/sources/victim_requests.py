"""What victims have written to us and nobody has answered yet."""

from collections.abc import Collection, Mapping
from datetime import datetime, time
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bluelamp.contact.enums import Risk
from bluelamp.contact.types import Waiting
from bluelamp.core.actor import Actor
from bluelamp.core.clock import LONDON
from bluelamp.desk.contact.sources._registry import Line
from bluelamp.victims import selectors


def _risk(*, flagged: bool) -> str:
    return (Risk.HIGH if flagged else Risk.STANDARD).value


class VictimRequests:
    name, title = "victim_requests", gettext_lazy("Victims' requests")
    label, news = "victims.victimrequest", "victim_request"

    def waiting(self, *, actor: Actor) -> list[Waiting]:
        found = selectors.waiting_requests(actor=actor)
        return [Waiting(_risk(flagged=flagged), at, which, whose) for flagged, at, which, whose in found]

    def lines(self, *, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Line]:
        return {
            which: Line(
                reference=one.reference,
                more=one.kind_words,
                risk=_risk(flagged=one.flagged),
                reasons=(_("Safety"),) if one.flagged else (),
                since=one.at,
                channel=_("Online"),
                href=reverse("desk_victims:request", args=[which]),
                due=datetime.combine(one.due_on, time(17), LONDON),
            )
            for which, one in selectors.requests_by_id(actor=actor, ids=ids).items()
        }


SOURCE = VictimRequests()
