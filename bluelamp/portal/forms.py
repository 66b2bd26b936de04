"""The few things that the portal asks by itself."""

from django import forms
from django.utils.translation import gettext_lazy as _


class GateForm(forms.Form):
    now = forms.ChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No"))],
        error_messages={"required": _("Select yes if it is happening now or somebody is in danger")},
    )


class TrackForm(forms.Form):
    reference = forms.CharField(
        max_length=40, error_messages={"required": _("Enter the reference of your report, like CR-26-7KQ4M2XPW")}
    )
    receipt = forms.CharField(max_length=40, error_messages={"required": _("Enter the 16 digits of your receipt")})


class SavedForm(forms.Form):
    saved = forms.BooleanField(
        error_messages={"required": _("Write down your reference and receipt, then confirm that you have saved them")}
    )
