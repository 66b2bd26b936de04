"""How an auditor narrows the account down."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.ledger.enums import Act


class FilterForm(forms.Form):
    matter = forms.UUIDField(
        label=_("Matter"),
        required=False,
        error_messages={"invalid": _("The matter is not a whole id. Copy it from an entry.")},
    )
    who = forms.UUIDField(
        label=_("Person"),
        required=False,
        error_messages={"invalid": _("The person is not a whole id. Copy it from an entry.")},
    )
    subject = forms.CharField(label=_("Record"), required=False, max_length=100)
    act = forms.ChoiceField(label=_("Act"), required=False, choices=[("", _("Any")), *Act.choices])
    before = forms.UUIDField(required=False, widget=forms.HiddenInput)
