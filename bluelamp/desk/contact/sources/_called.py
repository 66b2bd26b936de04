"""What two sources share: calls, on the line or left over, and promises to call back."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bluelamp.contact import selectors
from bluelamp.contact.types import Waiting
from bluelamp.core.actor import Actor
from bluelamp.desk.contact.sources._registry import Line


class Called:
    label, news = "contact.call", "call"

    def __init__(self, name: str, title: Promise, *, call_backs: bool) -> None:
        self.name, self.title, self._call_backs = name, title, call_backs

    def waiting(self, *, actor: Actor) -> list[Waiting]:
        return selectors.waiting_calls(actor=actor, call_backs=self._call_backs)

    def lines(self, *, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Line]:
        return {
            call_id: Line(
                reference=call.reference,
                more=call.caller_name or call.caller_number or _("Caller not known"),
                risk=call.risk,
                reasons=tuple(call.risk_reasons) or (_("On the line"),),
                since=call.started_at,
                channel=call.get_channel_display(),
                href=reverse("desk_contact:call", args=[call_id]),
                due=call.call_back_by,
            )
            for call_id, call in selectors.calls_by_id(actor=actor, ids=ids).items()
        }
