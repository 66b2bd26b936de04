"""Who says they are who."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bluelamp.access.demo import DEMO_PASSWORD


class SignInForm(AuthenticationForm):
    """Name and password. One answer for a wrong name, a wrong password and a closed account: it tells nothing."""

    error_messages = {
        "invalid_login": _("Enter the right user name and password. After 5 wrong tries, wait 15 minutes."),
        "inactive": _("Enter the right user name and password. After 5 wrong tries, wait 15 minutes."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].error_messages["required"] = _("Enter your user name.")
        self.fields["password"].error_messages["required"] = _("Enter your password.")

    def clean_username(self) -> str:
        """One spelling, or each way to write a name in capitals would have five tries of its own."""
        return str(self.cleaned_data["username"]).lower()

    def clean_password(self) -> str:
        """Outside the demo, nobody comes in with the password that everybody has read."""
        password = str(self.cleaned_data["password"])
        if password == DEMO_PASSWORD and not settings.BLUELAMP_DEMO:
            raise ValidationError(_("This is the demonstration's password. It opens nothing here."))
        return password


class PasswordForm(forms.Form):
    """A new password of one's own. What makes a good one, the service knows."""

    present = forms.CharField(
        label=_("Your present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your present password.")},
    )
    new = forms.CharField(
        label=_("New password"),
        help_text=_("At least 12 characters. Three random words are easy to remember and hard to guess."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Enter a new password.")},
    )
    again = forms.CharField(
        label=_("New password, once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Enter the new password once more.")},
    )

    def clean_again(self) -> str:
        again = str(self.cleaned_data["again"])
        if again != self.cleaned_data.get("new", again):
            raise ValidationError(_("Enter the same new password in both boxes."))
        return again


class CodeForm(forms.Form):
    """The second step. Six digits, a recovery code or an enrolment code: each page says which it wants."""

    code = forms.CharField(max_length=40, error_messages={"required": _("Enter the code.")})
