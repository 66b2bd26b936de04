"""Whether somebody wants to be put in touch with people who help victims: three short pages, and no is an answer."""

from django.utils.translation import gettext_lazy as _

from bluelamp.journeys.definition import (
    Checkboxes,
    Is,
    Journey,
    LongText,
    Means,
    Name,
    Option,
    Radios,
    SafeContact,
    Task,
)
from bluelamp.victims.enums import Consent, Need

_YES = Is("consent", Consent.YES.value)
SUPPORT = Journey(
    slug="victim-support",
    title=_("Help and support for you"),
    summary=_(
        "Some organisations help people after a crime. They are free, they are not the police, and you can use them "
        "whether or not anybody is ever found or charged."
    ),
    minutes=3,
    tasks=(
        Task(
            _("Your choice"),
            (
                Radios(
                    name="consent",
                    text=_("Do you want us to put you in touch with people who help victims?"),
                    label=_("Put in touch with support"),
                    hint=_(
                        "We send only what you choose on the next pages: a name, how to reach you and what you would "
                        "like help with. Nothing of what you reported. If one organisation cannot help, we ask another."
                    ),
                    missing=_("Select whether you want us to put you in touch"),
                    options=(
                        Option(Consent.YES.value, _("Yes")),
                        Option(Consent.LATER.value, _("Not now. I may want it later"), _("You can ask at any time")),
                        Option(Consent.NO.value, _("No")),
                    ),
                ),
                Checkboxes(
                    name="needs",
                    text=_("What would help you?"),
                    label=_("What would help"),
                    hint=_("Select all that you like. It decides which organisation we ask."),
                    required=False,
                    options=tuple(Option(need.value, need.label) for need in Need),
                    when=_YES,
                ),
            ),
        ),
        Task(
            _("How they can reach you"),
            (
                Name(
                    name="ask_for",
                    text=_("What name should they use?"),
                    label=_("Name for the support service"),
                    hint=_("It does not have to be the name on your report."),
                    missing=_("Enter the name that they should use"),
                    own=True,
                ),
                SafeContact(
                    name="contact",
                    text=_("How is it safe for them to contact you?"),
                    label=_("Safe contact for the support service"),
                    hint=_("They use only what you choose here."),
                    missing=_("Select how they should contact you"),
                    how_options=(
                        Option("text", _("Text message")),
                        Option("call", _("Telephone call")),
                        Option("email", _("Email")),
                    ),
                    may_say_options=(
                        Option("subject", _("Say who they are and what it is about")),
                        Option("police", _("Say who they are, but not what it is about")),
                        Option("nothing", _("Say nothing until they know that it is me")),
                    ),
                    says=Means.SAFE_CONTACT,
                ),
                LongText(
                    name="words",
                    text=_("Is there anything they should know before they contact you?"),
                    label=_("What they should know"),
                    hint=_("For example, the language you prefer. You do not have to say what happened."),
                    required=False,
                    rows=3,
                    max=2000,
                ),
            ),
            when=_YES,
        ),
    ),
    declaration=_(
        "If you said yes, you agree that we send these details to one organisation that helps victims, and to another "
        "if that one cannot help. You can change your mind at any time on the page of your report."
    ),
    submit=_("Send my answer"),
)
