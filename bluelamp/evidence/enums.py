"""The words of exhibits and statements."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StatementState(TextChoices):
    DRAFT = "draft", _("Not signed")
    SIGNED = "signed", _("Signed")
    AMENDING = "amending", _("Signed, with a correction that is not signed yet")
    DISCARDED = "discarded", _("Thrown away before it was signed")


class Method(TextChoices):
    """How a statement was signed. It stands in the statement and on the ledger."""

    ONLINE = "online", _("Name typed by the witness on this service")
    WITH_OFFICER = "with_officer", _("Name typed by the witness on a police device, with an officer present")


class ReadBy(TextChoices):
    """Whether the witness can read the statement (Criminal Procedure Rules, r 16.2)."""

    WITNESS = "witness", _("The witness read it")
    READER = "reader", _("It was read to the witness")


class WhyOfficer(TextChoices):
    """Why somebody should not give a statement alone, in the order in which an officer must know it."""

    CHILD = "child", _("Under 18")
    AFRAID = "afraid", _("Afraid, or told what to say")
    THREAT = "threat", _("Threats or a weapon in the report")
    CLOSE = "close", _("About a partner or family, or sexual")
    HELP = "help", _("Wants help to read, write or explain, or an interpreter")
    KIND = "kind", _("This kind of report is never taken alone")
    WISH = "wish", _("Would rather speak with an officer")


class Recipient(TextChoices):
    PROSECUTOR = "prosecutor", _("The prosecutor")
    DEFENCE = "defence", _("The defence, as the prosecutor directs")
    COURT = "court", _("The court")
    OTHER_FORCE = "other_force", _("Another police force")


class RequestState(TextChoices):
    WAITING = "waiting", _("Waiting")
    TAKEN = "taken", _("An officer is dealing with it")
    DONE = "done", _("Dealt with")
