"""Who helps wherever somebody is. Each number and address is to be confirmed by the force before it is shown."""

from django.utils.translation import gettext_lazy as _

from bluelamp.portal.what_if.model import Helper

VICTIM_SUPPORT = Helper(
    _("Victim Support"),
    _("Free and confidential, whether or not you report."),
    "08 08 16 89 111",
    "https://www.victimsupport.org.uk/",
)
CRIMESTOPPERS = Helper(
    _("Crimestoppers"),
    _("Tell what you know without giving your name. They are not the police."),
    "0800 555 111",
    "https://crimestoppers-uk.org/",
)
DOMESTIC = Helper(
    _("National Domestic Abuse Helpline"),
    _("Free, day and night, for women and those who worry about them."),
    "0808 2000 247",
    "https://www.nationaldahelpline.org.uk/",
)
MEN = Helper(
    _("Men's Advice Line"),
    _("For men who suffer domestic abuse."),
    "0808 801 0327",
    "https://mensadviceline.org.uk/",
)
STALKED = Helper(
    _("National Stalking Helpline"),
    _("Advice on keeping safe and on what to keep."),
    "0808 802 0300",
    "https://www.suzylamplugh.org/",
)
RAPE_CRISIS = Helper(
    _("Rape and Sexual Abuse Support Line"),
    _("Free, day and night, whenever it happened."),
    "0808 500 2222",
    "https://247sexualabusesupport.org.uk/",
)
LIVE_FEAR_FREE = Helper(
    _("Live Fear Free, in Wales"),
    _("Free, day and night."),
    "0808 80 10 800",
    "https://www.gov.wales/live-fear-free",
)
GALOP = Helper(_("Galop"), _("For LGBT+ people who suffer abuse."), "0800 999 5428", "https://galop.org.uk/")
CHILDLINE = Helper(
    _("Childline"),
    _("For children and young people."),
    "0800 1111",
    "https://www.childline.org.uk/",
    young=True,
)
REFERRAL_CENTRES = Helper(
    _("Sexual assault referral centres"),
    _("Doctors, nurses and advice, day and night, with or without the police."),
    address="https://www.nhs.uk/service-search/other-health-services/rape-and-sexual-assault-referral-centres",
)
TRUE_VISION = Helper(
    _("True Vision"),
    _("About hate crime and who helps; you can report there without giving a name."),
    address="https://www.report-it.org.uk/",
)
REPORT_FRAUD = Helper(
    _("Report Fraud, the national service"),
    _("Takes reports of fraud and cyber crime for England, Wales and Northern Ireland."),
    "0300 123 2040",
    "https://www.reportfraud.police.uk/",
)
BIKEREGISTER = Helper(
    _("BikeRegister"),
    _("A register of bicycles, where police look up the owner of one that is found."),
    address="https://www.bikeregister.com/",
)
FRANK = Helper(
    _("FRANK"),
    _("Confidential advice about drugs, also for those who worry about somebody."),
    "0300 123 6600",
    "https://www.talktofrank.com/",
)
