"""Rules of many kinds."""

from django.utils.translation import gettext_lazy as _

from bluelamp.portal.what_if.model import Line

NEXT = (
    Line(_("You get a reference at once, and a crime number when it is recorded, within 24 hours.")),
    Line(_("Somebody at our contact desk reads your report and decides how soon we come or call.")),
    Line(_("We look at what could lead to who did it: witnesses, cameras, traces, things that turn up.")),
    Line(
        _("Because you know who did it, we ask you for a statement and decide whether to question them."),
        ("suspect=known",),
    ),
    Line(_("Whoever saw them is asked for a description, and may be shown pictures."), ("suspect=seen",)),
    Line(_("Because somebody was hurt, it may be a graver crime, and we may come sooner."), ("injury=yes",)),
    Line(_("Because it has happened before, we look at all of it together."), ("repeat=yes",)),
    Line(_("You can say what it has done to you, in a Victim Personal Statement, at any time before court.")),
)
CAMERAS = (
    Line(
        _("Many cameras keep pictures for a month or less. Ask their owner today to keep them; we fetch them."),
        ("cctv=yes", "cctv=unsure"),
    ),
    Line(_("After more than a month most pictures are gone. Tell us of the camera all the same."), ("when=longer",)),
)
INJURIES = Line(_("Photograph injuries on the day and again after two days, and see a doctor."), ("injury=yes",))
DIARY = Line(_("Write down each time: day, hour, what happened, who saw it. Keep every message."), ("repeat=yes",))

# What the grave answers bring with them, whatever the crime.
CLOSE = (
    Line(_("What a partner, somebody you were with or a relative does to you is domestic abuse, whatever else it is.")),
    Line(_("If it is not safe to talk, call 999 and press 55 when asked.")),
    Line(_("Use a device that they cannot look at. “Exit this page” does not clear the history.")),
)
FOLLOWED = (
    Line(_("Being followed, watched or contacted again and again when you do not want it is stalking. Report it now.")),
    Line(_("Do not answer them, and do not meet them to talk it over.")),
)
