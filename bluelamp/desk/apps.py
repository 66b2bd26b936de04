from uuid import UUID

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bluelamp.core.actor import Actor


class DeskConfig(AppConfig):
    name = "bluelamp.desk"
    label = "desk"

    def ready(self) -> None:
        from bluelamp.access import home  # noqa: PLC0415 - models are loaded only now
        from bluelamp.complaints.links import link_target  # noqa: PLC0415 - the same
        from bluelamp.desk import jobs  # noqa: F401, PLC0415 - registers its task once the job queue is ready
        from bluelamp.notices.links import link_recipients  # noqa: PLC0415 - the same

        home.register("contact.queue.read", _("Contact queue"), "desk_contact:queue", _("Reports to grade."))
        home.register("conversations.queue.read", _("Chats"), "desk_conversations:console", _("People to talk to now."))
        home.register(
            "incidents.board.read", _("Control room"), "desk_dispatch:board", _("What is going on and who can go.")
        )
        home.register("investigations.case.read", _("Cases"), "desk_cases:list", _("Crimes under investigation."))
        home.register("investigations.audit.read", _("Owed news"), "desk_cases:owed", _("Victims to be told."))
        home.register(
            "complaints.complaint.handle",
            _("Complaints"),
            "desk_complaints:list",
            _("Complaints about how people were dealt with."),
        )
        link_target(
            "evidence.exhibit", find=_exhibit, address=lambda which: reverse("desk_cases:exhibit", args=[which])
        )
        home.register(
            "victims.appointment.oversee",
            _("Appointments"),
            "desk_victims:appointments",
            _("Calls and meetings, the first due first."),
        )
        home.register(
            "victims.request.oversee",
            _("Victims' requests"),
            "desk_victims:requests",
            _("Statements, reviews and wishes to stop, each with its day."),
        )
        home.register(
            "victims.satisfaction.read",
            _("What victims think"),
            "desk_victims:satisfaction",
            _("Counts of what people answered at the end."),
            seldom=True,
        )
        home.register(
            "victims.referral.oversee",
            _("Referrals"),
            "desk_victims:referrals",
            _("Victims who asked for support, and who has them now."),
        )
        home.register(
            "investigations.audit.read",
            _("Crime recording"),
            "desk_recording:overview",
            _("What is not recorded in time, and sampled audits."),
        )
        home.register(
            "records.record.search", _("Search"), "desk_records:search", _("People, places, property and vehicles.")
        )
        home.register_search("records.record.search", "desk_records:search")
        home.register("ledger.entry.read", _("Ledger"), "desk_audit:entries", _("Who saw and did what, and why."))
        home.register("access.user.change", _("Accounts"), "desk_accounts:list", _("Who works here and can sign in."))
        home.register(
            "languages.translation.review",
            _("Translations"),
            "desk_languages:list",
            _("What is translated, and who has reviewed it."),
        )
        link_recipients("contact.report", lambda report_id: reverse("desk_contact:report", args=[report_id]))


def _exhibit(actor: Actor, reference: str) -> UUID | None:
    """The id of an exhibit that the actor may see, for a complaint that it bears on."""
    from bluelamp.evidence.selectors import exhibit_by_reference  # noqa: PLC0415 - models are loaded only later

    found = exhibit_by_reference(actor=actor, reference=reference)
    return found.id if found else None
