"""The page of how people come to us: the last weeks, drawn."""

from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from bluelamp.contact.enums import Channel
from bluelamp.contact.selectors import came
from bluelamp.contact.shift import Shift, monday_of, shift, value_of
from bluelamp.core.actor import Actor
from bluelamp.core.clock import LONDON, now, today
from bluelamp.ui.charts import Chart, line
from bluelamp.ui.filters import date_words

WEEKS = 12


def shift_page(*, actor: Actor) -> dict[str, Any]:
    """The last ``WEEKS`` weeks, this one included."""
    first = monday_of(now()) - timedelta(weeks=WEEKS - 1)
    found = shift(
        came(actor=actor, start=datetime.combine(first, time(), tzinfo=LONDON), end=now()), first=first, weeks=WEEKS
    )
    each = value_of(settings.BLUELAMP_MINUTE_VALUES, today())
    worth = float(each) * found.saving.hours * 60 if each is not None and found.saving else None
    return {"shift": found, "drawn": _drawn(found), "channels": dict(Channel.choices), "worth": worth}


def _drawn(found: Shift) -> Chart:
    return line(
        title=_("Contacts each week"),
        labels=[date_words(week) for week in found.weeks],
        series={str(Channel(channel).label): counts for channel, counts in found.counts.items()},
        unit=_("contacts"),
        axis=_("Week of"),
    )
