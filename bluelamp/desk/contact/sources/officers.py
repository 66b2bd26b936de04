"""Witnesses who are to give their statement with a trained officer."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bluelamp.contact.enums import Risk
from bluelamp.contact.types import Waiting
from bluelamp.core.actor import Actor
from bluelamp.desk.contact.sources._registry import Line
from bluelamp.evidence import selectors
from bluelamp.evidence.enums import WhyOfficer
from bluelamp.records.selectors import references_of

# Only help with writing, or a wish, is no sign that somebody may come to harm.
_CALM = frozenset({WhyOfficer.HELP.value, WhyOfficer.WISH.value})


class Officers:
    name, title, label = "officers", gettext_lazy("Statements with an officer"), "evidence.officerrequest"
    news = "statement_request"

    def waiting(self, *, actor: Actor) -> list[Waiting]:
        found = selectors.requests_waiting(actor=actor)
        return [Waiting(_risk(why), since, request_id, who) for why, since, request_id, who in found]

    def lines(self, *, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Line]:
        found = selectors.requests_by_id(actor=actor, ids=ids)
        matters = references_of(actor=actor, matters={one.matter_id for one in found.values()})
        return {
            request_id: Line(
                reference=_("Statement with an officer"),
                more=matters.get(one.matter_id, ""),
                risk=_risk(one.why),
                reasons=tuple(selectors.reasons_of(actor=actor, found=one)),
                since=one.asked_at,
                channel=_("Online"),
                href=reverse("desk_statements:request", args=[request_id]),
            )
            for request_id, one in found.items()
        }


def _risk(why: Collection[str]) -> str:
    return (Risk.STANDARD if frozenset(why) <= _CALM else Risk.MEDIUM).value


SOURCE = Officers()
