"""What the pages of an account ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.portal.forms import TrackForm

_KEEP = _("Select yes if this report is to join your account")


class HeldForm(TrackForm):
    """Only whoever shows the receipt again has the report join: a browser left open is not the person who reported."""

    keep = forms.ChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No")), ("unsaved", _("Not yet"))],
        error_messages={"required": _KEEP, "invalid_choice": _KEEP},
    )
    field_order = ("keep", "reference", "receipt")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        if data is not None and data.get("keep") != "yes":
            self.fields["reference"].required = self.fields["receipt"].required = False


class EraseForm(forms.Form):
    sure = forms.BooleanField(error_messages={"required": _("Confirm that you want to erase your account")})
