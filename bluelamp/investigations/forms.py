"""What an investigator, a supervisor and the registrar are asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.core.clock import today
from bluelamp.investigations.enums import Enhanced, NoteKind
from bluelamp.investigations.outcomes import choices

_LONG = 10_000


class CaseNoteForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Is it a fact or an opinion?"),
        choices=NoteKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether this is a fact or an opinion.")},
    )
    text = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=_LONG,
        error_messages={"required": _("Write the note.")},
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput)


class ActionForm(forms.Form):
    text = forms.CharField(
        label=_("What is to be done?"), max_length=_LONG, error_messages={"required": _("Say what is to be done.")}
    )
    due_on = forms.DateField(label=_("By"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    client_id = forms.UUIDField(widget=forms.HiddenInput)


class ActionDoneForm(forms.Form):
    result = forms.CharField(
        label=_("What came of it?"), max_length=_LONG, error_messages={"required": _("Say what came of it.")}
    )


class OutcomeForm(forms.Form):
    """How a crime ended, and why."""

    code = forms.TypedChoiceField(
        label=_("Outcome"), coerce=int, error_messages={"required": _("Choose an outcome from the list.")}
    )
    reason = forms.CharField(
        label=_("Why is this the outcome?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=_LONG,
        error_messages={"required": _("Say why this is the outcome.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own arguments, passed on
        types = [("", _("Choose"))] + [(str(o.code), f"{o.code} {o.name}") for o in choices(today())]
        self.fields["code"].choices = types  # type: ignore[attr-defined] # a TypedChoiceField


class EnhancedForm(forms.Form):
    enhanced = forms.ChoiceField(
        label=_("Does the victim have enhanced rights?"),
        help_text=_("Most serious crime, persistently targeted, vulnerable or intimidated."),
        choices=Enhanced.choices,
        widget=forms.RadioSelect,
    )


class CancelForm(forms.Form):
    information = forms.CharField(
        label=_("What shows, verifiably, that no crime happened?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=_LONG,
        error_messages={"required": _("Say what shows, verifiably, that no crime happened.")},
    )
