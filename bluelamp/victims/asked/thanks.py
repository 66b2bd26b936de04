"""What somebody reads when they have sent one of these."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from bluelamp.core.errors import NotFound
from bluelamp.journeys.definition import Words


@dataclass(frozen=True, slots=True)
class Thanks:
    title: Words
    next: Words


_THANKS = {
    "victim-support": Thanks(
        _("We have your answer"),
        _(
            "If you said yes, we send the details you chose to an organisation that helps victims, within 2 working "
            "days at the latest. The page of your report says when, and to whom. They get in touch as you chose. "
            "You can change your mind there at any time."
        ),
    ),
}


def thanks_for(slug: str) -> Thanks:
    """Raises ``NotFound``."""
    if slug not in _THANKS:
        raise NotFound("There is no such page. Go back to the page of your report.")
    return _THANKS[slug]
