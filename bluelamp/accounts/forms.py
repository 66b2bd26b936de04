"""What is asked of somebody who comes in to their account."""

from django import forms
from django.utils.translation import gettext_lazy as _

_EMAIL = _("Enter your email address, like name@example.com")


class AddressForm(forms.Form):
    email = forms.CharField(max_length=254, error_messages={"required": _EMAIL, "max_length": _EMAIL})


class AskCodeForm(AddressForm):
    """An address, and whether the device is theirs alone."""

    own_device = forms.BooleanField(required=False)


class CodeForm(forms.Form):
    code = forms.CharField(
        max_length=20,
        error_messages={
            "required": _("Enter the 8 digits that we sent to you"),
            "max_length": _("Enter the 8 digits that we sent to you"),
        },
    )
