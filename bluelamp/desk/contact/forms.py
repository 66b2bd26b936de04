"""Grading a report: one page, from THRIVE to the crime. Taking a call: one page, from who calls to how it ended."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bluelamp.contact import report_types
from bluelamp.contact.enums import OTHER_AGENCY, CallOutcome, Factor, Risk, ToldHow
from bluelamp.contact.forms import ThriveForm
from bluelamp.contact.types import CallSaid, Settled
from bluelamp.core.clock import now, today
from bluelamp.desk.contact.queue import Wanted
from bluelamp.desk.contact.sources import sources
from bluelamp.flows.grade_report import Grading
from bluelamp.incidents.enums import NsirClass
from bluelamp.incidents.grades import GRADES
from bluelamp.investigations.offences import choices

NOT_A_CRIME = "none"
_GRADES = [(grade.code, f"{grade.code} {grade.name}: {grade.meaning}") for grade in GRADES]


def _offences() -> list[tuple[str, str]]:
    """What can be recorded today, asked anew for every form."""
    listed = [(offence.code, f"{offence.name} ({offence.home_office_code})") for offence in choices(today())]
    return [*listed, (NOT_A_CRIME, gettext("Not a crime"))]


class GradeForm(ThriveForm):
    grade = forms.ChoiceField(
        label=_("Grade"),
        choices=[*_GRADES, (OTHER_AGENCY, _("Another agency"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a grade.")},
    )
    nsir_class = forms.ChoiceField(
        label=_("Class of incident"),
        choices=NsirClass.choices,
        error_messages={"required": _("Choose the class of incident.")},
    )
    summary = forms.CharField(
        label=_("For the officers who go: what has happened?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=10_000,
        error_messages={"required": _("Write in a sentence or two what has happened.")},
    )
    offence = forms.ChoiceField(
        label=_("Crime to record"),
        help_text=_("On the victim's account, unless something credible says otherwise."),
        choices=_offences,
        error_messages={"required": _("Choose the crime to record, or that it is not a crime.")},
    )
    not_recorded_because = forms.CharField(
        label=_("If it is not a crime: why?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=10_000,
    )
    resolution = forms.CharField(
        label=_("If nobody goes: what was done, and why does that settle it?"),
        help_text=_("For a grade without a visit and for another agency. Empty, the control room settles it."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=10_000,
    )
    agency = forms.CharField(label=_("If another agency takes it over: which?"), required=False, max_length=120)
    told_how = forms.ChoiceField(
        label=_("If nobody goes: how was the person who reported told?"),
        required=False,
        choices=[("", _("Choose how")), *ToldHow.choices],
    )
    minutes = forms.IntegerField(
        label=_("Minutes you spent on it"),
        required=False,
        min_value=0,
        max_value=600,
        error_messages={"invalid": _("Give the minutes as a whole number.")},
    )

    field_order = (
        *Factor.values,
        "words",
        "grade",
        "nsir_class",
        "summary",
        "offence",
        "not_recorded_because",
        "resolution",
        "agency",
        "told_how",
        "minutes",
    )

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if data.get("offence") == NOT_A_CRIME and not data.get("not_recorded_because", "").strip():
            self.add_error("not_recorded_because", _("Say why this is not recorded as a crime."))
        return data

    def grading(self) -> Grading:
        data = self.cleaned_data
        crime = data["offence"] != NOT_A_CRIME
        return Grading(
            grade=data["grade"],
            levels=self.levels,
            words=data["words"],
            summary=data["summary"],
            nsir_class=data["nsir_class"],
            offence=data["offence"] if crime else "",
            not_recorded_because="" if crime else data["not_recorded_because"],
            minutes=data["minutes"],
            settled=self._settled(),
        )

    def _settled(self) -> Settled | None:
        said = {name: self.cleaned_data[name] for name in ("resolution", "told_how", "agency")}
        if not any(said.values()):
            return None
        return Settled(words=said["resolution"], told_how=said["told_how"], agency=said["agency"])


_WITHIN = (
    ("", _("Choose when")),
    ("15", _("15 minutes")),
    ("60", _("1 hour")),
    ("120", _("2 hours")),
    ("240", _("4 hours")),
    ("720", _("12 hours")),
    ("1440", _("1 day")),
    ("2880", _("2 days")),
)


def _types() -> list[tuple[str, str]]:
    """Every form that the public is offered, by title, in the reader's language."""
    offered = [(slug, str(kind.journey.title)) for slug, kind in report_types.report_types().items()]
    return [("", gettext("Choose the form")), *sorted(offered, key=lambda kind: kind[1])]


class FilterForm(forms.Form):
    """What somebody wants to see of the queue. What is unknown narrows nothing."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    risk = forms.ChoiceField(label=_("Risk"), required=False, choices=[("", _("Any")), *Risk.choices])
    whose = forms.ChoiceField(
        label=_("With"),
        required=False,
        choices=[("", _("Anybody")), ("mine", _("Me")), ("nobody", _("Nobody yet")), ("escalated", _("Escalated"))],
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own arguments, passed on
        kinds = self.fields["kind"]
        assert isinstance(kinds, forms.ChoiceField)
        kinds.choices = [("", gettext("Any")), *((one.name, one.title) for one in sources())]

    def wanted(self) -> Wanted:
        self.is_valid()
        return Wanted(**{name: self.cleaned_data.get(name, "") for name in ("kind", "risk", "whose")})


_BY_WHEN = _("Choose within what time to call back.")


class _ByWhenForm(forms.Form):
    within = forms.TypedChoiceField(
        label=_("Call back within"),
        choices=_WITHIN,
        required=False,
        coerce=lambda minutes: now() + timedelta(minutes=int(minutes)),
        empty_value=None,
    )


class CallForm(_ByWhenForm):
    """One form for a whole call; which of its buttons is pressed says what is needed of it."""

    caller_name = forms.CharField(label=_("Caller's name, if they say it"), required=False, max_length=100)
    caller_number = forms.CharField(label=_("Their number"), required=False, max_length=40)
    words = forms.CharField(
        label=_("What it is about"), required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=10_000
    )
    slug = forms.ChoiceField(label=_("Take a report"), choices=_types, required=False)
    outcome = forms.ChoiceField(
        label=_("What became of the call?"),
        choices=sorted(CallOutcome.choices, key=lambda one: one[0] != CallOutcome.EMERGENCY),  # which cannot wait
        required=False,
        widget=forms.RadioSelect,
    )
    about = forms.CharField(label=_("Reference of the report that we have"), required=False, max_length=30)
    minutes = forms.IntegerField(
        label=_("Minutes, if the clock is wrong"),
        required=False,
        min_value=0,
        max_value=1440,
        error_messages={"invalid": _("Give the minutes as a whole number.")},
    )

    field_order = ("caller_name", "caller_number", "words", "slug", "outcome", "about", "within", "minutes")

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("outcome") == CallOutcome.CALL_BACK and not data.get("within") and "within" not in self.errors:
            self.add_error("within", _BY_WHEN)
        return data

    def said(self) -> CallSaid:
        data = self.cleaned_data
        return CallSaid(data["caller_name"], data["caller_number"], data["words"])


class CallBackLaterForm(_ByWhenForm):
    """Nobody answered."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own arguments, passed on
        within = self.fields["within"]
        within.required, within.error_messages["required"] = True, str(_BY_WHEN)


class FinishCallForm(forms.Form):
    words = forms.CharField(
        label=_("What did you do?"),
        help_text=_("Whom you reached, and what came of it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=10_000,
        error_messages={"required": _("Say what you did: whom you reached, and what came of it.")},
    )
    minutes = forms.IntegerField(
        label=_("Minutes it took"),
        required=False,
        min_value=0,
        max_value=1440,
        error_messages={"invalid": _("Give the minutes as a whole number.")},
    )
