"""What is said about languages themselves, on every public page."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import pgettext_lazy

AWAITING = _(
    "This translation is awaiting review by a human translator. "
    "If something is unclear, the English text is what counts."
)
NOT_HERE = _("This page is not in your language yet. It is shown in English.")

# Django has these for Polish, and for Urdu not.
MONTHS = (
    pgettext_lazy("alt. month", "January"),
    pgettext_lazy("alt. month", "February"),
    pgettext_lazy("alt. month", "March"),
    pgettext_lazy("alt. month", "April"),
    pgettext_lazy("alt. month", "May"),
    pgettext_lazy("alt. month", "June"),
    pgettext_lazy("alt. month", "July"),
    pgettext_lazy("alt. month", "August"),
    pgettext_lazy("alt. month", "September"),
    pgettext_lazy("alt. month", "October"),
    pgettext_lazy("alt. month", "November"),
    pgettext_lazy("alt. month", "December"),
)
WEEKDAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
