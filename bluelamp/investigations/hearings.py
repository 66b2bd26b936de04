"""When and where a court hears a case, in the words that the victim reads."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from bluelamp.ui.filters import time_words, weekday_words


@dataclass(frozen=True, slots=True)
class Hearing:
    """When a court hears a case, and which court. The victim reads both."""

    sits_at: datetime
    court: str

    def words(self, at: datetime) -> str:
        """As it is to be said at a moment: before it, or after."""
        if self.sits_at < at:
            said = _("A court was to hear the case on %(day)s at %(time)s: %(court)s.")
        else:
            said = _(
                "A court will hear the case on %(day)s at %(time)s: %(court)s. Somebody will tell you whether you have "
                "to come."
            )
        return said % {"day": weekday_words(self.sits_at), "time": time_words(self.sits_at), "court": self.court}
