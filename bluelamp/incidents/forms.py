"""What crews and the control room are asked about an incident, and what a phone tells of itself."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.incidents.enums import ResultCode


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=10_000,
        error_messages={"required": _("Write what happened.")},
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput)


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it opened again?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=10_000,
        error_messages={"required": _("Say why the incident is opened again.")},
    )


class ResultForm(forms.Form):
    code = forms.ChoiceField(
        label=_("How did it end?"),
        choices=ResultCode.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the incident ended.")},
    )
    text = forms.CharField(
        label=_("What happened"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=10_000,
        error_messages={"required": _("Say what happened.")},
    )


class PositionForm(forms.Form):
    """Filled in by the phone's script. ``age`` in seconds, ``accuracy`` in metres."""

    latitude = forms.FloatField(min_value=-90, max_value=90)
    longitude = forms.FloatField(min_value=-180, max_value=180)
    accuracy = forms.FloatField(min_value=0)
    age = forms.FloatField(min_value=0, max_value=86_400)

    def clean_age(self) -> timedelta:
        return timedelta(seconds=self.cleaned_data["age"])
