"""The words of an investigation."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CrimeState(TextChoices):
    RECORDED = "recorded", _("Recorded")
    CANCELLED = "cancelled", _("Cancelled")


class CaseState(TextChoices):
    OPEN = "open", _("Being investigated")
    FILED = "filed", _("Filed")


class Told(TextChoices):
    """How a duty of the Victims' Code was done. The first three are never chosen by hand."""

    NOTICE = "notice", _("By a message")
    READ = "read", _("They read it on the page of their report")
    CANCELLED = "cancelled", _("The crime was cancelled")
    TELEPHONE = "telephone", _("By telephone")
    IN_PERSON = "in_person", _("In person")
    LETTER = "letter", _("By letter")
    THROUGH = "through", _("Through somebody they chose")
    REFERRED = "referred", _("Referred to a support service")
    DECLINED = "declined", _("They did not want it")


class OtherMeans(TextChoices):
    """Why a message does not do, so that somebody has to tell the victim another way."""

    CALL = "call", _("They asked to be telephoned. Call them at a safe time.")
    UNSAFE = "unsafe", _("It is not safe to write to them: others may see it. Tell them in person or as they agreed.")
    NO_CONTACT = "no_contact", _("They asked not to be contacted. Ask your supervisor how they are to be told.")
    NO_ADDRESS = "no_address", _("We have no address or number that we can write to.")
    FAILED = "failed", _("Our message could not be delivered.")
    HINT = "hint", _("We could only ask them to look at their report. Tell them, unless they open it first.")
    DETAILS = "details", _("Our message says only that there is news. Tell them when, where and what it means.")
    SOMEBODY_ELSE = "somebody_else", _("Whoever reported is not the victim. Tell the victim themselves.")


class NoteKind(TextChoices):
    """Facts are kept apart from opinions (Data Protection Act 2018, s.38(2))."""

    FACT = "fact", _("Fact")
    OPINION = "opinion", _("Opinion or assessment")


class Decision(TextChoices):
    RECORDED = "recorded", _("Recorded as a crime")
    NOT_RECORDED = "not_recorded", _("Not recorded as a crime")
    CANCELLED = "cancelled", _("Cancelled after it was recorded")


class Enhanced(TextChoices):
    """Whether a victim has enhanced rights. Until somebody has assessed it, both clocks run."""

    UNKNOWN = "unknown", _("Not yet assessed")
    YES = "yes", _("Enhanced rights")
    NO = "no", _("Standard rights")


class Stratum(TextChoices):
    """How reports are divided before a sample is drawn."""

    NONE = "", _("Nothing: one sample of all")
    CHANNEL = "channel", _("How the report came")
    TYPE = "journey", _("What was reported")


class RightClass(TextChoices):
    NONE = "", _("None was, or none should have been")
    YES = "yes", _("Yes")
    NO = "no", _("No")


class ThingState(TextChoices):
    """What became of something that was taken, lost or found."""

    REPORTED = "reported", _("Not found")
    FOUND = "found", _("Found")
    KEPT = "kept", _("Found, kept as evidence")
    RETURNED = "returned", _("Returned to its owner")


class HandedOver(TextChoices):
    """How something came back."""

    COLLECTED = "collected", _("They collected it")
    BROUGHT = "brought", _("We brought or posted it")
    FOR_THEM = "for_them", _("Somebody collected it for them")
    THEMSELVES = "themselves", _("They got it back without us")
