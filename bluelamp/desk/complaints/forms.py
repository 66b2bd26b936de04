"""What professional standards write about a complaint."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.complaints.enums import Finding


class DecideForm(forms.Form):
    finding = forms.ChoiceField(
        label=_("What you found"),
        choices=Finding.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Select what you found."),
            "invalid_choice": _("Select one of the findings on this page."),
        },
    )
    result = forms.CharField(
        label=_("What we tell them"),
        help_text=_("In plain words. They read this on the page of their report."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Write what we tell them, in plain words."),
            "max_length": _("Write at most 4,000 characters."),
        },
    )


class OfficerForm(forms.Form):
    username = forms.CharField(
        label=_("User name of somebody whom it is about"),
        help_text=_("From then on they cannot open it."),
        max_length=60,
        error_messages={
            "required": _("Enter the user name of somebody whom it is about."),
            "max_length": _("Enter a user name with at most 60 characters."),
        },
    )


class EvidenceForm(forms.Form):
    reference = forms.CharField(
        label=_("Reference of an exhibit"),
        help_text=_("Like EX-26-7KQ4M2XPW"),
        max_length=20,
        error_messages={
            "required": _("Enter the reference of an exhibit."),
            "max_length": _("Enter the reference as it stands on the exhibit."),
        },
    )
