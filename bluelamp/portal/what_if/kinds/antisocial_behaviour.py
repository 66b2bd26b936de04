from django.utils.translation import gettext_lazy as _

from bluelamp.analytics.enums import Withheld
from bluelamp.portal.what_if.helplines import VICTIM_SUPPORT
from bluelamp.portal.what_if.model import Kind, Line

KIND = Kind(
    code="14",
    order=140,
    title=_("Anti-social behaviour: noise, nuisance, trouble with neighbours"),
    why_not=Withheld.NOT_PUBLISHED,
    report="antisocial-behaviour",
    is_crime=False,
    next=(
        Line(_("Noise, rubbish and abandoned cars are for your council; it can order people to stop.")),
        Line(_("We come when somebody is threatened, or when it is a crime.")),
        Line(
            _("After three reports in six months you can ask that all who could help look at it together."),
            ("repeat=yes", "repeat=same"),
        ),
    ),
    keep=(
        Line(_("A diary: day, hour, what it was, how long, and what it did to you. Recordings, where they are safe.")),
    ),
    support=(VICTIM_SUPPORT,),
)
