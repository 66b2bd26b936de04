"""What is asked of whoever writes."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.core.ids import new_id
from bluelamp.core.text import LIMIT


class MessageForm(forms.Form):
    """Words, a file or both. ``client_id`` makes a form that is sent twice write once."""

    text = forms.CharField(
        label=_("Your message"),
        required=False,
        max_length=LIMIT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Write at most 10,000 characters, or send two messages.")},
    )
    file = forms.FileField(label=_("Photo or file"), required=False, allow_empty_file=True)
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if not self.errors and not str(data.get("text", "")).strip() and not data.get("file"):
            self.add_error("text", _("Write your message."))
        return data

    @property
    def said(self) -> tuple[str, UUID]:
        return self.cleaned_data["text"], self.cleaned_data["client_id"]


class StartForm(forms.Form):
    """How a chat begins: with a few words. Everything else is the person's choice."""

    text = forms.CharField(
        label=_("What do you want to talk to us about?"),
        max_length=LIMIT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Write in a few words what you want to talk about."),
            "max_length": _("Write at most 10,000 characters here. You can write more when the chat has begun."),
        },
    )
    name = forms.CharField(
        label=_("What may we call you? (optional)"),
        required=False,
        max_length=200,
        error_messages={"max_length": _("Write at most 200 characters.")},
    )
    contact = forms.CharField(
        label=_("Phone number or email, if the chat breaks off (optional)"),
        required=False,
        max_length=200,
        error_messages={"max_length": _("Write at most 200 characters.")},
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    report = forms.UUIDField(widget=forms.HiddenInput, required=False)
