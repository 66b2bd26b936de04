"""What is asked before somebody's account is changed."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("It stays on the ledger. Name nobody else."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1_000,
        error_messages={"required": _("Say why.")},
    )


class HandOverForm(ReasonForm):
    """For what is shown once. ``version``: of the account as the form knew it, so that it works once, too."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={"required": _("Open the page again."), "invalid": _("Open the page again.")},
    )


class FindForm(forms.Form):
    """Words of a name, a number or a team."""

    q = forms.CharField(label=_("Name, number or team"), required=False, max_length=100)
