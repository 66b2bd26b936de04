"""What the pages of an account ask."""

from django import forms
from django.utils.translation import gettext_lazy as _

_KEEP = _("Select yes if this report is to join your account")


class HeldForm(forms.Form):
    keep = forms.ChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No"))], error_messages={"required": _KEEP, "invalid_choice": _KEEP}
    )


class EraseForm(forms.Form):
    sure = forms.BooleanField(error_messages={"required": _("Confirm that you want to erase your account")})
