"""What answers mean for the records, and how a draft can be opened."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Means(StrEnum):
    """What an answer says, so that a flow can read any report type without knowing its questions."""

    REPORTER_PART = "reporter_part"  # victim, witness, for somebody else
    REPORTER_NAME = "reporter_name"
    REPORTER_BORN = "reporter_born"
    SAFE_CONTACT = "safe_contact"
    VICTIM_NAME = "victim_name"
    VICTIM_BORN = "victim_born"
    VULNERABILITY = "vulnerability"
    ACCESS_NEED = "access_need"
    PLACE = "place"
    PLACE_KIND = "place_kind"
    WHEN = "when"
    ACCOUNT = "account"
    METHOD = "method"
    HAPPENING_NOW = "happening_now"
    HAPPENED_BEFORE = "happened_before"
    THREAT = "threat"
    WEAPON = "weapon"
    INJURY = "injury"
    HATE = "hate"
    DOMESTIC = "domestic"
    STALKING = "stalking"
    SEXUAL = "sexual"
    CHILD = "child"
    MISSING = "missing"
    SUSPECT = "suspect"
    SUSPECT_NAME = "suspect_name"
    SUSPECT_VEHICLE = "suspect_vehicle"
    WITNESS = "witness"
    CCTV = "cctv"
    DAMAGE = "damage"
    FORENSIC = "forensic"
    EVIDENCE = "evidence"  # files
    PROPERTY = "property"  # a group; its parts below
    PROPERTY_KIND = "property_kind"
    PROPERTY_DETAIL = "property_detail"
    PROPERTY_SERIAL = "property_serial"
    PROPERTY_VALUE = "property_value"
    PROPERTY_LOST = "property_lost"  # ACCOUNT says what it is
    PROPERTY_FOUND = "property_found"  # the same
    VEHICLE_TAKEN = "vehicle_taken"
    VEHICLE_REGISTRATION = "vehicle_registration"
    VEHICLE_DETAIL = "vehicle_detail"
    COMPLAINT = "complaint"  # about the police
    WITH_WOMAN = "with_woman"  # they would rather talk to a woman
    WITH_MAN = "with_man"


class KeyKind(TextChoices):
    DEVICE = "device", _("The device it was begun on")
    CODE = "code", _("A return code")
