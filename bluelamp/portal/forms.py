"""The few things that the portal asks by itself."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import phonenumbers
from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.victims.enums import About, Meeting, Whom

_NOW = _("Select yes if it is happening now or somebody is in danger")


class GateForm(forms.Form):
    now = forms.ChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No")), ("not_sure", _("I am not sure"))],
        error_messages={"required": _NOW, "invalid_choice": _NOW},
    )


class OwnWordsForm(forms.Form):
    q = forms.CharField(
        error_messages={
            "required": _("Enter what happened, in a few words"),
            "null_characters_not_allowed": _("Enter what happened, without hidden characters"),
        }
    )


class TrackForm(forms.Form):
    reference = forms.CharField(
        max_length=40, error_messages={"required": _("Enter the reference of your report, like CR-26-7KQ4M2XPW")}
    )
    receipt = forms.CharField(max_length=40, error_messages={"required": _("Enter the 16 digits of your receipt")})


class TimeForm(forms.Form):
    """A choice among times that are free. Made with them."""

    time = forms.ChoiceField(
        error_messages={
            "required": _("Select a time"),
            "invalid_choice": _("Somebody has just taken this time. Select another."),
        }
    )

    def __init__(self, *args: Any, times: Iterable[datetime], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._times = {time.isoformat(): time for time in times}
        self.fields["time"].choices = [(key, key) for key in self._times]  # type: ignore[attr-defined]  # of a choice

    @property
    def chosen(self) -> datetime:
        return self._times[self.cleaned_data["time"]]


class MoveForm(TimeForm):
    """Another time for what is booked."""


class BookForm(TimeForm):
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    about = forms.ChoiceField(
        choices=About.choices,
        error_messages={
            "required": _("Select what you would like to talk about"),
            "invalid_choice": _("Select one of the answers on this page"),
        },
    )
    whom = forms.ChoiceField(
        choices=Whom.choices,
        required=False,
        error_messages={"invalid_choice": _("Select one of the answers on this page")},
    )
    meet_at = forms.CharField(
        required=False,
        max_length=300,
        error_messages={
            "required": _("Enter where it is safe for us to meet you"),
            "max_length": _("Write at most 300 characters"),
        },
    )
    phone = forms.CharField(
        required=False,
        max_length=30,
        error_messages={"max_length": _("Enter a telephone number, like 07700 900 982 or 0808 157 0192")},
    )
    words = forms.CharField(
        required=False, max_length=2000, error_messages={"max_length": _("Write at most 2,000 characters")}
    )

    def __init__(
        self, *args: Any, times: Iterable[datetime], kind: str, wants_number: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, times=times, **kwargs)
        self.wants_number, self.is_visit = wants_number, kind == Meeting.VISIT
        self.fields["meet_at"].required = self.is_visit

    def clean_whom(self) -> str:
        return str(self.cleaned_data["whom"] or Whom.ANYBODY)

    def clean_phone(self) -> str:
        typed = str(self.cleaned_data["phone"]).strip()
        if not self.wants_number:
            return ""
        try:
            number = phonenumbers.parse(typed, "GB")
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_possible_number(number):
            raise forms.ValidationError(_("Enter a telephone number, like 07700 900 982 or 0808 157 0192"))
        return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))

    def contact(self, known: dict[str, Any]) -> dict[str, Any]:
        """As they said when they reported. At a number given only now, nothing is said until we know who it is."""
        phone = self.cleaned_data["phone"]
        return {"how": "call", "phone": phone, "when": ["any"], "may_say": "nothing"} if phone else known


class SavedForm(forms.Form):
    saved = forms.BooleanField(
        error_messages={"required": _("Write down your reference and receipt, then confirm that you have saved them")}
    )
