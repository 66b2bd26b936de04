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
    "personal-statement": Thanks(
        _("We have your statement"),
        _(
            "The officer reads it and keeps it with the case. You can read it again on the page of your report, and "
            "send another if something changes."
        ),
    ),
    "ask-for-review": Thanks(
        _("We have your request"),
        _(
            "Somebody who had nothing to do with the decision looks at it. The page of your report says by when "
            "you have an answer."
        ),
    ),
    "more-evidence": Thanks(
        _("We have what you sent"),
        _(
            "It is kept unchanged with your report, and whoever works on it is told. The page of your report says when "
            "somebody has looked at it. You can send more at any time."
        ),
    ),
    "stop": Thanks(
        _("We have your message"),
        _(
            "Nothing has been closed. Somebody contacts you in the way that is safe for you, and asks what you need. "
            "If you are in danger now, call 999."
        ),
    ),
    "complaint": Thanks(
        _("We have your complaint"),
        _(
            "It goes to professional standards, not to the people it is about. Somebody tells you within 5 working "
            "days that they look into it. The page of your report says how far it has got."
        ),
    ),
    "how-we-did": Thanks(_("Thank you"), _("Your answers are counted with those of others.")),
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
