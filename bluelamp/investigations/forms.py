"""What an investigator, a supervisor and the registrar are asked."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.core.clock import LONDON, today
from bluelamp.investigations import cancellations, suspect_steps
from bluelamp.investigations.enums import Enhanced, HandedOver, NoteKind
from bluelamp.investigations.hearings import Hearing
from bluelamp.investigations.outcomes import choices
from bluelamp.investigations.victims_code import CodeRule

_LONG = 10_000


def _day() -> forms.DateInput:
    """A date field of the browser's own, which takes and gives back one form of a date alone."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


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
    due_on = forms.DateField(label=_("By"), required=False, widget=_day())
    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("auto_id", "action_%s")  # beside the other forms of the page
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own arguments, passed on


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
    words = forms.CharField(
        label=_("To whoever reported it, in your own words (if you want to)"),
        help_text=_(
            "They read it under “Messages”, beside what this outcome means for everybody: what you did, why it ends "
            "here, what would open it again. Name no suspect and no witness."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=_LONG,
        required=False,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own arguments, passed on
        types = [("", _("Choose"))] + [(str(o.code), f"{o.code} {o.name}") for o in choices(today())]
        self.fields["code"].choices = types  # type: ignore[attr-defined] # a TypedChoiceField


class SuspectStepForm(forms.Form):
    """What happened to a suspect. It asks for no name: the victim is shown what is recorded here."""

    kind = forms.ChoiceField(
        label=_("What happened to a suspect, or at court?"),
        error_messages={"required": _("Choose what happened from the list.")},
    )
    happened_on = forms.DateField(
        label=_("On which day?"),
        help_text=_("Of what a court did: the day on which you heard of it."),
        widget=_day(),
        error_messages={
            "required": _("Say on which day it happened."),
            "invalid": _("Enter the day it happened as a date."),
        },
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("auto_id", "step_%s")  # beside the other forms of the page
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own arguments, passed on
        self.offer(only_court=False)

    def offer(self, *, only_court: bool) -> None:
        """What can be chosen; ``only_court`` of a case that is filed."""
        offered = [kind for kind in suspect_steps.choices(today()) if kind.after_filing or not only_court]
        kinds = [("", _("Choose"))] + [(kind.code, kind.name) for kind in offered]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined] # a ChoiceField


class HearingForm(forms.Form):
    """When and where a court sits: all of it, or nothing while nobody knows."""

    sits_on = forms.DateField(
        label=_("On which day does the court hear it? (if you know)"),
        widget=_day(),
        required=False,
        error_messages={"required": _("Say on which day."), "invalid": _("Enter the day as a date.")},
    )
    sits_at = forms.TimeField(
        label=_("At what time?"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        required=False,
        error_messages={"required": _("Say at what time."), "invalid": _("Enter a time, such as 10:00.")},
    )
    court = forms.CharField(
        label=_("Which court?"),
        help_text=_("Name and town, as the victim will look for it."),
        max_length=200,
        required=False,
        error_messages={"required": _("Say which court."), "max_length": _("Write at most 200 characters.")},
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for name in self.fields if any(said.values()) else ():
            if not said.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
        if said.get("sits_on") and not today() <= said["sits_on"] <= today() + timedelta(days=3 * 365):
            self.add_error("sits_on", _("Say a day that is still to come, within three years."))
        return said

    def hearing(self) -> Hearing | None:
        said = self.cleaned_data
        if not said["court"]:
            return None
        return Hearing(datetime.combine(said["sits_on"], said["sits_at"], LONDON), said["court"])


class ThingFoundForm(forms.Form):
    """That we have something, and where. The owner is told that, never where."""

    found_on = forms.DateField(
        label=_("When was it found?"),
        widget=_day(),
        error_messages={"required": _("Say when it was found."), "invalid": _("Enter the day as a date.")},
    )
    where_kept = forms.CharField(
        label=_("Where is it kept?"),
        help_text=_("Only we see this."),
        max_length=200,
        error_messages={"required": _("Say where it is kept.")},
    )
    evidence = forms.BooleanField(label=_("It is kept as evidence"), required=False)


class ThingReturnedForm(forms.Form):
    returned_on = forms.DateField(
        label=_("When did it come back?"),
        widget=_day(),
        error_messages={"required": _("Say when it came back."), "invalid": _("Enter the day as a date.")},
    )
    handed_over = forms.ChoiceField(
        label=_("How?"),
        choices=HandedOver.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select how it came back.")},
    )


class ThingMistakeForm(forms.Form):
    reason = forms.CharField(
        label=_("What was wrong?"), max_length=_LONG, error_messages={"required": _("Say what was wrong.")}
    )


class ToldForm(forms.Form):
    """How a person did what the victim is owed."""

    how = forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": _("Say how the victim was told.")})

    def __init__(self, *args: object, rule: CodeRule, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own arguments, passed on
        self.fields["how"].label = _("How were they told?") if rule.told else _("What came of it?")
        if not rule.told:
            self.fields["how"].error_messages["required"] = _("Choose what came of it.")
        self.fields["how"].choices = [(way.value, way.label) for way in rule.ways]  # type: ignore[attr-defined] # the same


class EnhancedForm(forms.Form):
    enhanced = forms.ChoiceField(
        label=_("Does the victim have enhanced rights?"),
        help_text=_("Most serious crime, persistently targeted, vulnerable or intimidated."),
        choices=Enhanced.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the victim has enhanced rights.")},
    )


class CancelForm(forms.Form):
    because = forms.ChoiceField(
        label=_("Why is this crime cancelled?"),
        help_text=_("The victim is told this in plain words, and that they can ask for a review."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why the crime is cancelled.")},
    )
    information = forms.CharField(
        label=_("What shows it, verifiably?"),
        help_text=_("For the record. The victim does not see this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=_LONG,
        error_messages={"required": _("Say what shows, verifiably, that it is to be cancelled.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own arguments, passed on
        reasons = [(reason.code, reason.name) for reason in cancellations.choices(today())]
        self.fields["because"].choices = reasons  # type: ignore[attr-defined] # a ChoiceField
