"""What a reviewer says with their name."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SignForm(forms.Form):
    fitness = forms.CharField(
        label=_("What makes you fit to judge this translation?"),
        help_text=_("For example, a first language, a qualification. It is kept with your name."),
        max_length=200,
        error_messages={"required": _("Say what makes you fit to judge it: a first language, a qualification.")},
    )
    digest_read = forms.CharField(widget=forms.HiddenInput, error_messages={"required": _("Open the page again.")})


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("It stays on the ledger."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1_000,
        error_messages={"required": _("Say why.")},
    )
