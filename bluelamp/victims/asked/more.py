"""What somebody remembers, finds or films after their report: the same upload as in a report, and their words."""

from django.utils.translation import gettext_lazy as _

from bluelamp.journeys.definition import Files, Journey, LongText, Means, Task

MORE = Journey(
    slug="more-evidence",
    title=_("Send us more"),
    summary=_(
        "Photos, video, a recording, messages, a receipt, or anything that you have remembered. You can send more as "
        "often as you like. Do not go anywhere or put yourself at risk to get it."
    ),
    minutes=5,
    tasks=(
        Task(
            _("What you have"),
            (
                LongText(
                    name="words",
                    text=_("What have you remembered, or what do your files show?"),
                    label=_("What it is or shows"),
                    hint=_("For example, when and where it was, and who is in it. A sentence is enough."),
                    missing=_("Write what you have remembered or what your files show. A sentence is enough"),
                    rows=6,
                    max=5000,
                    says=Means.ACCOUNT,
                ),
                Files(
                    name="files",
                    text=_("Do you have photos, videos or other files?"),
                    label=_("Photos and files"),
                    hint=_("Send them as they are, not cropped or edited."),
                    required=False,
                    says=Means.EVIDENCE,
                    why=_("We keep the original unchanged, so that it can be used as evidence."),
                ),
            ),
        ),
    ),
    declaration=_(
        "What you send is kept with your report. Whoever works on it is told. If there is a court case, it may be "
        "shown there."
    ),
    submit=_("Send it to the police"),
)
