"""The words of an investigation."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CrimeState(TextChoices):
    RECORDED = "recorded", _("Recorded")
    CANCELLED = "cancelled", _("Cancelled: no crime")


class CaseState(TextChoices):
    OPEN = "open", _("Being investigated")
    FILED = "filed", _("Filed")


class NoteKind(TextChoices):
    """Facts are kept apart from opinions (Data Protection Act 2018, s.38(2))."""

    FACT = "fact", _("Fact")
    OPINION = "opinion", _("Opinion or assessment")


class Decision(TextChoices):
    RECORDED = "recorded", _("Recorded as a crime")
    NOT_RECORDED = "not_recorded", _("Not recorded as a crime")


class Enhanced(TextChoices):
    """Whether a victim has enhanced rights. Until somebody has assessed it, both clocks run."""

    UNKNOWN = "unknown", _("Not yet assessed")
    YES = "yes", _("Enhanced rights")
    NO = "no", _("Standard rights")
