"""What a witness is asked about their statement, and the desk about who waits for an officer."""

import re
from hashlib import sha256

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.evidence.enums import Recipient
from bluelamp.evidence.statements.composing import LONGEST

_REASON, _WORDS, _RESULT, _NAME = 1000, 2000, 10_000, 200


class WordsForm(forms.Form):
    """The statement itself. ``edition`` is what the page showed."""

    text = forms.CharField(
        label=_("Your statement"),
        widget=forms.Textarea(attrs={"rows": 24}),
        max_length=LONGEST,
        error_messages={
            "required": _("Write your statement: it cannot be empty"),
            "max_length": _("Write at most 60,000 characters. Nothing you typed is lost"),
        },
    )
    edition = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class SignForm(forms.Form):
    """Reading, the declaration, and the name that signs it."""

    read = forms.BooleanField(
        label=_("I have read all of this statement, and it says what I want to say"),
        error_messages={"required": _("Confirm that all of the statement was read")},
    )
    declared = forms.BooleanField(
        label=_("I make the declaration above"),
        error_messages={"required": _("Confirm that you make the declaration")},
    )
    signature = forms.CharField(
        label=_("Type your full name to sign"),
        max_length=_NAME,
        error_messages={
            "required": _("Type your full name to sign"),
            "max_length": _("Type your name in at most 200 characters"),
        },
    )
    edition = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class CorrectForm(forms.Form):
    reason = forms.CharField(
        label=_("Why do you want to correct or add to it?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=_REASON,
        error_messages={
            "required": _("Say why you want to correct or add to it"),
            "max_length": _("Write at most 1,000 characters"),
        },
    )


class OfficerForm(forms.Form):
    words = forms.CharField(
        label=_("When and how does it suit you to meet an officer?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=_WORDS,
        error_messages={"max_length": _("Write at most 2,000 characters")},
    )


class ArrangedForm(forms.Form):
    result = forms.CharField(
        label=_("What was arranged?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=_RESULT,
        error_messages={
            "required": _("Say what was arranged, or what the witness wants instead"),
            "max_length": _("Write at most 10,000 characters"),
        },
    )


class DiscloseForm(forms.Form):
    recipient = forms.ChoiceField(
        label=_("To whom is it handed?"),
        choices=Recipient.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose to whom it is handed"), "invalid_choice": _("Choose one of the list")},
    )
    reason = forms.CharField(
        label=_("Why?"),
        max_length=_RESULT,
        error_messages={
            "required": _("Say why it is handed on"),
            "max_length": _("Write at most 10,000 characters"),
        },
    )


class VerifyForm(forms.Form):
    """A PDF, or the check sum that somebody read out."""

    pdf = forms.FileField(label=_("The PDF"), required=False)
    sha256 = forms.CharField(
        label=_("Or its SHA-256"),
        required=False,
        max_length=200,
        error_messages={"max_length": _("A SHA-256 has 64 digits and letters from a to f")},
    )

    def clean(self) -> dict[str, object]:
        """One of the two."""
        said = super().clean() or {}
        if not said.get("pdf") and not str(said.get("sha256") or "").strip():
            raise forms.ValidationError(_("Choose the PDF, or type its SHA-256"))
        return said

    def digest(self) -> str:
        """Of what was handed in; nothing of the file is kept."""
        pdf = self.cleaned_data.get("pdf")
        if not pdf:
            return re.sub(r"\s|^SHA-256", "", str(self.cleaned_data["sha256"]), flags=re.IGNORECASE)
        found = sha256()
        for chunk in pdf.chunks():
            found.update(chunk)
        return found.hexdigest()
