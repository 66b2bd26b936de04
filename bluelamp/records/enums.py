"""The codes of records: what a matter is, how things are linked, what kind of statement a link makes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MatterKind(TextChoices):
    """What brought the matter to us."""

    REPORT = "report", _("Report from the public")
    INCIDENT = "incident", _("Incident")
    CRIME = "crime", _("Crime")
    INTELLIGENCE = "intelligence", _("Intelligence")
    OTHER = "other", _("Other matter")


class MatterStatus(TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    MERGED = "merged", _("Merged into another matter")


class Classification(TextChoices):
    """Government Security Classifications; Bluelamp is for OFFICIAL and the marking within it."""

    OFFICIAL = "official", _("OFFICIAL")
    OFFICIAL_SENSITIVE = "official_sensitive", _("OFFICIAL-SENSITIVE")


class Basis(TextChoices):
    """Data Protection Act 2018, s.38(2): facts are kept apart from personal assessments."""

    FACT = "fact", _("Fact")
    OPINION = "opinion", _("Opinion or assessment")


class Category(TextChoices):
    """Data Protection Act 2018, s.38(3): categories of people that are kept apart."""

    SUSPECT = "suspect", _("Suspect")
    CONVICTED = "convicted", _("Convicted")
    VICTIM = "victim", _("Victim")
    WITNESS = "witness", _("Witness or other person with information")


class LinkKind(TextChoices):
    """How one record stands to another. What each may join is in ``links.RULES``."""

    VICTIM_OF = "victim_of", _("Victim of")
    WITNESS_OF = "witness_of", _("Witness of")
    REPORTED = "reported", _("Reported")
    SUSPECT_OF = "suspect_of", _("Suspect of")
    CONVICTED_OF = "convicted_of", _("Convicted of")
    MENTIONED_IN = "mentioned_in", _("Mentioned in")
    SCENE_OF = "scene_of", _("Scene of")
    INVOLVED_IN = "involved_in", _("Involved in")
    STOLEN_IN = "stolen_in", _("Stolen in")
    LOST_IN = "lost_in", _("Lost in")
    FOUND_IN = "found_in", _("Found in")
    LIVES_AT = "lives_at", _("Lives at")
    LOCATED_AT = "located_at", _("Located at")
    OWNS = "owns", _("Owns")
    USES = "uses", _("Uses")
    KNOWS = "knows", _("Knows")
    RELATED_TO = "related_to", _("Related to")
    SAME_AS = "same_as", _("Same as")
    MERGED_INTO = "merged_into", _("Merged into")


class Ethnicity(TextChoices):
    """What people say of themselves: the police 18+1 codes, after the 2011 and 2021 Census."""

    W1 = "W1", _("White: English, Welsh, Scottish, Northern Irish or British")
    W2 = "W2", _("White: Irish")
    W3 = "W3", _("White: Gypsy or Irish Traveller")
    W9 = "W9", _("White: any other background")
    M1 = "M1", _("Mixed: White and Black Caribbean")
    M2 = "M2", _("Mixed: White and Black African")
    M3 = "M3", _("Mixed: White and Asian")
    M9 = "M9", _("Mixed: any other background")
    A1 = "A1", _("Asian or Asian British: Indian")
    A2 = "A2", _("Asian or Asian British: Pakistani")
    A3 = "A3", _("Asian or Asian British: Bangladeshi")
    A4 = "A4", _("Asian or Asian British: Chinese")
    A9 = "A9", _("Asian or Asian British: any other background")
    B1 = "B1", _("Black or Black British: Caribbean")
    B2 = "B2", _("Black or Black British: African")
    B9 = "B9", _("Black or Black British: any other background")
    O2 = "O2", _("Other: Arab")
    O9 = "O9", _("Other: any other background")
    NS = "NS", _("Not stated")


class Precision(TextChoices):
    """How near the position of a place is to the truth."""

    ADDRESS = "address", _("The address itself")
    POINT = "point", _("A point on the map or from a device")
    STREET = "street", _("The street")
    POSTCODE = "postcode", _("The postcode")
    AREA = "area", _("The area")


class PropertyKind(TextChoices):
    DEVICE = "device", _("Telephone, computer or other device")
    CYCLE = "cycle", _("Pedal cycle")
    JEWELLERY = "jewellery", _("Jewellery or watch")
    CASH = "cash", _("Cash or cards")
    DOCUMENT = "document", _("Document")
    TOOL = "tool", _("Tool")
    OTHER = "other", _("Other property")


class ContactKind(TextChoices):
    PHONE = "phone", _("Telephone number")
    EMAIL = "email", _("Email address")
