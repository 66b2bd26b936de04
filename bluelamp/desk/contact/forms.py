"""Grading a report: one page, from THRIVE to the crime."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bluelamp.contact.enums import OTHER_AGENCY, Factor
from bluelamp.contact.forms import ThriveForm
from bluelamp.core.clock import today
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
        )
