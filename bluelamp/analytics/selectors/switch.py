"""Whether the figures about what became of reports are switched off: by a person, with a reason on the ledger."""

import json
from dataclasses import dataclass

from bluelamp.analytics.selectors.warehouses import default_warehouse
from bluelamp.analytics.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Stopped:
    """Since when (ISO 8601, UTC)."""

    since: str


def stopped(*, warehouse: Warehouse | None = None) -> Stopped | None:
    """When they were switched off, or ``None`` while they are shown. Asked every time: it holds at once, everywhere."""
    path = (warehouse or default_warehouse()).stop_path
    try:
        return Stopped(json.loads(path.read_bytes())["since"])
    except FileNotFoundError:
        return None
