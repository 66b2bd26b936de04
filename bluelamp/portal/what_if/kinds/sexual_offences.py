from django.utils.translation import gettext_lazy as _

from bluelamp.analytics.enums import Withheld
from bluelamp.portal.what_if.helplines import CHILDLINE, RAPE_CRISIS, REFERRAL_CENTRES, VICTIM_SUPPORT
from bluelamp.portal.what_if.model import Kind, Line

KIND = Kind(
    code="11",
    order=110,
    title=_("Rape, sexual assault or another sexual offence"),
    why_not=Withheld.PROTECTED,
    report="sexual-offence",
    is_grave=True,
    safety=(
        Line(_("It was not your fault, whatever you wore, drank or said. We listen and take it seriously.")),
        Line(_("If you are not safe now, call 999. If you cannot speak, press 55 when asked.")),
    ),
    next=(
        Line(
            _(
                "If you do not report, nothing is sent and nobody is told. You can still have care and support, and "
                "you can report later, whenever you want to."
            )
        ),
        Line(
            _("You can go to a sexual assault referral centre without telling the police. They look after you first.")
        ),
        Line(_("A specially trained officer speaks to you. You can ask for a woman or a man, and bring somebody.")),
        Line(
            _("You decide how fast it goes, and can stop. Your telephone is not taken unless it is needed and agreed.")
        ),
        Line(_("Your name is never published: the law keeps it secret for life, also when nobody is charged.")),
        Line(
            _("Your account can be filmed, so that you need not tell it again in court; you can be out of their sight.")
        ),
    ),
    keep=(
        Line(
            _("If you can, do not wash or change yet, and keep clothes in a paper bag. It is fine if you have."),
            ("when=day", "when=week"),
        ),
        Line(
            _("Some traces last about seven days. A centre can keep samples while you make up your mind."),
            ("when=day", "when=week"),
        ),
        Line(_("It is never too late to report."), ("when=month", "when=longer")),
        Line(_("Keep messages and pictures, as they came.")),
    ),
    support=(
        RAPE_CRISIS,
        REFERRAL_CENTRES,
        CHILDLINE,
        VICTIM_SUPPORT,
    ),
)
