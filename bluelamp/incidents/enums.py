"""The words of the control room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class IncidentState(TextChoices):
    OPEN = "open", _("Waiting for a resource")
    ASSIGNED = "assigned", _("Resource assigned")
    ATTENDING = "attending", _("On the way")
    ON_SCENE = "on_scene", _("On scene")
    RESULTED = "resulted", _("Resulted")
    CLOSED = "closed", _("Closed")


class AssignmentState(TextChoices):
    OFFERED = "offered", _("Sent")
    ACCEPTED = "accepted", _("Accepted")
    EN_ROUTE = "en_route", _("On the way")
    ON_SCENE = "on_scene", _("On scene")
    RELEASED = "released", _("Released")


class ResourceState(TextChoices):
    AVAILABLE = "available", _("Available")
    COMMITTED = "committed", _("Committed")
    OFF_DUTY = "off_duty", _("Off duty")


class ResourceKind(TextChoices):
    CAR = "car", _("Response car")
    VAN = "van", _("Van")
    FOOT = "foot", _("On foot")
    BICYCLE = "bicycle", _("Bicycle")


class NsirClass(TextChoices):
    """Classes of the National Standard for Incident Recording."""

    CRIME = "crime", _("Crime")
    TRANSPORT = "transport", _("Transport")
    ASB_PERSONAL = "asb_personal", _("Anti-social behaviour: personal")
    ASB_NUISANCE = "asb_nuisance", _("Anti-social behaviour: nuisance")
    ASB_ENVIRONMENTAL = "asb_environmental", _("Anti-social behaviour: environmental")
    SAFETY = "safety", _("Public safety and welfare")
    ADMINISTRATION = "administration", _("Administration")


class ResultCode(TextChoices):
    CRIME = "crime", _("Crime dealt with")
    ARREST = "arrest", _("Arrest made")
    ADVICE = "advice", _("Advice given")
    NO_TRACE = "no_trace", _("Nothing found")
    SAFEGUARDED = "safeguarded", _("Somebody made safe")
    OTHER_AGENCY = "other_agency", _("Passed to another agency")


class LogKind(TextChoices):
    NOTE = "note", _("Note")
    STATUS = "status", _("Status")
    DISPATCH = "dispatch", _("Dispatch")
    RESULT = "result", _("Result")
