"""What a partner answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.victims.enums import Decline


class DeclineForm(forms.Form):
    because = forms.ChoiceField(
        label=_("Why can you not help?"),
        choices=Decline.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Select why you cannot help."),
            "invalid_choice": _("Select one of the reasons on this page."),
        },
    )
    reason = forms.CharField(
        label=_("What should we know? (optional)"),
        help_text=_("For “another reason” we need a few words. Do not write about the person."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
