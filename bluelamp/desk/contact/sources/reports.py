"""Reports without a grade."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bluelamp.contact import report_types, selectors
from bluelamp.contact.types import Waiting
from bluelamp.core.actor import Actor
from bluelamp.desk.contact.sources._registry import Line


class Reports:
    name, title, label, news = "reports", _("Reports"), "contact.report", "report"

    def waiting(self, *, actor: Actor) -> list[Waiting]:
        return selectors.waiting_reports(actor=actor)

    def lines(self, *, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Line]:
        kinds = {slug: str(kind.journey.title) for slug, kind in report_types.report_types().items()}
        return {
            report_id: Line(
                reference=report.reference,
                more=": ".join(part for part in (kinds.get(report.journey_slug, ""), report.place_label) if part),
                risk=report.risk,
                reasons=tuple(report.risk_reasons),
                since=report.received_at,
                channel=report.get_channel_display(),
                href=reverse("desk_contact:report", args=[report_id]),
            )
            for report_id, report in selectors.reports_by_id(actor=actor, ids=ids).items()
        }


SOURCE = Reports()
