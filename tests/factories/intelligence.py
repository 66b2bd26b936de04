"""Intelligence as an analyst writes it, and alerts as they are sent."""

from datetime import timedelta
from typing import Any

from bluelamp.core.clock import now, today
from bluelamp.intelligence import services
from bluelamp.intelligence.models import Alert, IntelReport
from tests.plugins.cast import Cast

OFFICERS = ("responder", "responder2")


def write(cast: Cast, role: str = "rtic_analyst", **changes: Any) -> IntelReport:
    """Graded 2BP, unless said otherwise."""
    said: dict[str, Any] = {
        "source": "2",
        "assessment": "B",
        "handling": "P",
        "text": "A grey car was seen.",
        "provenance": "Two callers.",
        "purpose": "Preventing crime",
        "review_on": today() + timedelta(days=90),
    }
    return services.write_report(actor=cast[role], **(said | changes))


def send(cast: Cast, report: IntelReport | None = None, role: str = "rtic_analyst", **changes: Any) -> Alert:
    """To two officers for an hour, unless said otherwise."""
    said: dict[str, Any] = {
        "headline": "Grey car",
        "instruction": "Stop it.",
        "severity": "moderate",
        "recipients": frozenset(cast[name].id for name in OFFICERS),
        "expires_at": now() + timedelta(hours=1),
    }
    about = report or write(cast)
    return services.send_alert(actor=cast[role], report_id=about.id, **(said | changes))
