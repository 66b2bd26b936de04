"""Intelligence as an analyst writes it, and alerts as they are sent."""

from datetime import timedelta
from typing import Any

from bluelamp.core.clock import now, today
from bluelamp.intelligence import services
from bluelamp.intelligence.models import Alert, IntelReport
from tests.plugins.cast import Cast

OFFICERS = ("responder", "responder2")


def seen() -> dict[str, Any]:
    """What a report says."""
    return {
        "source": "2",
        "assessment": "B",
        "handling": "P",
        "text": "A grey car was seen.",
        "provenance": "Two callers.",
        "purpose": "Preventing crime",
        "review_on": today() + timedelta(days=90),
    }


def warning() -> dict[str, Any]:
    """What an alert says, for an hour."""
    return {
        "headline": "Grey car",
        "instruction": "Stop it.",
        "severity": "moderate",
        "expires_at": now() + timedelta(hours=1),
    }


def write(cast: Cast, role: str = "rtic_analyst", **changes: Any) -> IntelReport:
    """Graded 2BP, unless said otherwise."""
    return services.write_report(actor=cast[role], **(seen() | changes))


def send(cast: Cast, report: IntelReport | None = None, role: str = "rtic_analyst", **changes: Any) -> Alert:
    """To two officers for an hour, unless said otherwise."""
    about, officers = report or write(cast), frozenset(cast[name].id for name in OFFICERS)
    said = warning() | {"recipients": officers} | changes
    return services.send_alert(actor=cast[role], report_id=about.id, **said)
