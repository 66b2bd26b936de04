"""What professional standards write about a complaint."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.complaints.enums import Finding
from bluelamp.core.clock import LONDON, today

_TIME = {"required": _("Enter a time, such as 10:00."), "invalid": _("Enter a time, such as 10:00.")}


def _clock() -> forms.TimeInput:
    """A field for a time of the browser's own."""
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


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
        help_text=_("The person you name can no longer open this complaint."),
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


class LookForm(forms.Form):
    """Whose camera, and of when."""

    username = forms.CharField(
        label=_("User name of the officer"),
        max_length=60,
        error_messages={
            "required": _("Enter the user name of the officer who wore the camera."),
            "max_length": _("Enter a user name with at most 60 characters."),
        },
    )
    day = forms.DateField(
        label=_("On which day?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Say on which day."), "invalid": _("Enter the day as a date.")},
    )
    starts_at = forms.TimeField(label=_("From"), widget=_clock(), error_messages=_TIME)
    ends_at = forms.TimeField(
        label=_("Until"), help_text=_("After midnight: the next day."), widget=_clock(), error_messages=_TIME
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "look_%s", **kwargs})  # beside the other forms of the page

    def span(self) -> tuple[datetime, datetime]:
        """In London's time; an end before the beginning is on the next day, and where an hour comes twice it is the
        second: rather more is looked for than less."""
        said = self.cleaned_data
        next_day = said["day"] + timedelta(days=said["ends_at"] <= said["starts_at"])
        first = datetime.combine(said["day"], said["starts_at"], LONDON)
        return first, datetime.combine(next_day, said["ends_at"], LONDON).replace(fold=1)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > today():
            raise forms.ValidationError(_("Say a day that is over, or today."))
        return day


class FootageForm(forms.Form):
    """It is an exhibit now, or there is none: one of the two."""

    reference = forms.CharField(
        label=_("Reference of the exhibit that it is"),
        help_text=_("Like EX-26-7KQ4M2XPW"),
        max_length=20,
        required=False,
        error_messages={"max_length": _("Enter the reference as it stands on the exhibit.")},
    )
    why = forms.CharField(
        label=_("Or why there is none"),
        help_text=_("In plain words. They read this on the page of their report."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Write at most 1,000 characters.")},
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if bool(said.get("reference")) == bool(said.get("why")):
            self.add_error("reference", _("Enter the reference of the exhibit, or write why there is none."))
        return said
