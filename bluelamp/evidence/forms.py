"""What a witness is asked about their statement, and the desk about who waits for an officer."""

from django import forms
from django.utils.translation import gettext_lazy as _

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
