"""What is asked on the page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.portal.what_if.circumstances import CIRCUMSTANCES
from bluelamp.portal.what_if.kinds import kinds


class WhatIfForm(forms.Form):
    """``crime`` alone must be answered. The place is looked up and not kept."""

    crime = forms.ChoiceField(
        choices=lambda: [(kind.code, kind.title) for kind in kinds()],
        error_messages={
            "required": _("Choose what happened"),
            "invalid_choice": _("Choose what happened, from the list"),
        },
    )
    place = forms.CharField(
        required=False, max_length=100, error_messages={"max_length": _("Enter a shorter name of the place")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in CIRCUMSTANCES:
            self.fields[one.name] = forms.ChoiceField(
                required=False,
                choices=[(value, words) for value, _letter, words in one.answers],
                error_messages={"invalid_choice": _("Choose one of the answers on the page")},
            )
