"""What somebody is asked who complains: short, and without having to know anybody's name."""

from django.utils.translation import gettext_lazy as _

from bluelamp.journeys.definition import Checkboxes, Journey, LongText, Option, Radios, Task

COMPLAINT = Journey(
    slug="complaint",
    title=_("Complain about how we dealt with you"),
    summary=_(
        "You can complain about an officer, or about what we did or did not do. It goes to professional standards, and "
        "never to the people it is about. It changes nothing about your report or your rights."
    ),
    minutes=5,
    tasks=(
        Task(
            _("Your complaint"),
            (
                Radios(
                    name="who",
                    text=_("Who is it about?"),
                    label=_("About"),
                    missing=_("Select who it is about"),
                    options=(
                        Option("investigator", _("The officer who looks into my report")),
                        Option("another", _("Somebody else in the police")),
                        Option("force", _("The police as a whole, or I do not know")),
                    ),
                ),
                LongText(
                    name="what",
                    text=_("What happened, and when?"),
                    label=_("What happened"),
                    hint=_("If you know a name or a number, write it too. You do not have to."),
                    missing=_("Write what happened"),
                    rows=8,
                    max=8000,
                ),
                Radios(
                    name="camera",
                    text=_("Was an officer wearing a camera?"),
                    label=_("Camera"),
                    hint=_("Recordings are deleted after a while. If you say yes, we look for it at once."),
                    missing=_("Select whether an officer was wearing a camera"),
                    options=(
                        Option("yes", _("Yes")),
                        Option("no", _("No"), denies=True),
                        Option("not_sure", _("I do not know"), denies=True),
                    ),
                ),
                Checkboxes(
                    name="want",
                    text=_("What would put it right?"),
                    label=_("What would put it right"),
                    required=False,
                    options=(
                        Option("explain", _("An explanation")),
                        Option("sorry", _("An apology")),
                        Option("learn", _("That it does not happen to others")),
                        Option("report", _("That my report is dealt with")),
                        Option("misconduct", _("That somebody answers for it")),
                    ),
                ),
            ),
        ),
    ),
    declaration=_("What you wrote is true, as far as you know. The page of your report says how far it has got."),
    submit=_("Send my complaint"),
)
