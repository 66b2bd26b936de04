"""What must be said wherever published crime is shown."""

from django.utils.translation import gettext_lazy as _

SNAPPING = _(
    "Nobody can be found from these figures. Before crimes are published, each one is moved to the nearest of a "
    "fixed list of map points. A map point stands for the middle of a street, a park, a station or a shopping "
    "centre, and has at least eight addresses around it, or none. So “On or near” a street does not mean that the "
    "crime happened at that spot, and points over the edge of an area are counted on the side where they lie."
)
MONTHS_ONLY = _("Crimes are published by month, without the day.")
NOT_EVERYTHING = _(
    "These are crimes and anti-social behaviour that people reported and the police published. Crimes that nobody "
    "reported are not counted, and some forces leave out months."
)
SOURCE = _("Source: data.police.uk, under the Open Government Licence v3.0.")
