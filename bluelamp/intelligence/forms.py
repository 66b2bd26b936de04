"""What an analyst is asked: the intelligence with its grading, and the alert that carries it."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.core.clock import now, today
from bluelamp.intelligence.enums import Assessment, Handling, Severity, Source

_LONG = 10_000
_HOURS = [
    ("1", _("1 hour")),
    ("4", _("4 hours")),
    ("12", _("12 hours, to the end of the next shift")),
    ("24", _("24 hours")),
]


class AlertForm(forms.Form):
    """The words of an alert and when it ends."""

    headline = forms.CharField(label=_("Headline"), max_length=200, error_messages={"required": _("Write a headline.")})
    instruction = forms.CharField(
        label=_("What officers should do"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=_LONG,
        error_messages={"required": _("Say what officers should do.")},
    )
    severity = forms.ChoiceField(
        label=_("How serious is it?"),
        choices=Severity.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how serious it is.")},
    )
    hours = forms.ChoiceField(
        label=_("It ends by itself after"),
        choices=_HOURS,
        initial="4",
        error_messages={"required": _("Choose when it ends by itself.")},
    )

    def words(self) -> dict[str, Any]:
        """What the alert services take."""
        data = self.cleaned_data
        return {
            "headline": data["headline"],
            "instruction": data["instruction"],
            "severity": data["severity"],
            "expires_at": now() + timedelta(hours=int(data["hours"])),
        }


class IntelligenceForm(AlertForm):
    """Intelligence, its 3x5x2 grading and the alert in one go: seconds count."""

    text = forms.CharField(
        label=_("Intelligence"),
        help_text=_("Sanitised: nothing that shows where it came from."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=_LONG,
        error_messages={"required": _("Write the intelligence.")},
    )
    source = forms.ChoiceField(
        label=_("Source"),
        choices=Source.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Grade the source: 1, 2 or 3.")},
    )
    assessment = forms.ChoiceField(
        label=_("Intelligence assessment"),
        choices=Assessment.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Grade the intelligence: A to E.")},
    )
    handling = forms.ChoiceField(
        label=_("Handling"),
        choices=Handling.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a handling code: P or C.")},
    )
    conditions = forms.CharField(label=_("Conditions, for handling code C"), required=False, max_length=_LONG)
    provenance = forms.CharField(
        label=_("How is this known?"),
        max_length=_LONG,
        error_messages={"required": _("Say how this came to be known.")},
    )
    purpose = forms.CharField(
        label=_("Policing purpose"),
        max_length=_LONG,
        initial=_("Preventing harm and detecting crime"),
        error_messages={"required": _("Say which policing purpose this is kept for.")},
    )
    review_on = forms.DateField(
        label=_("Look at it again on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),  # the one form that browsers take
        initial=lambda: today() + timedelta(days=180),
        error_messages={"required": _("Choose a day."), "invalid": _("Enter a day, like 31/12/2026.")},
    )
    recipients = forms.MultipleChoiceField(
        label=_("Officers concerned"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one officer.")},
    )

    client_id = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ("text", "source", "assessment", "handling", "conditions", "provenance", "purpose", "review_on")

    def report(self) -> dict[str, Any]:
        """What ``write_report`` takes."""
        names = (*self.field_order, "client_id")
        return {name: self.cleaned_data[name] for name in names}


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it cancelled?"), max_length=_LONG, error_messages={"required": _("Say why it is cancelled.")}
    )
