"""What the crime registrar is asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.investigations.enums import RightClass, Stratum


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DrawForm(forms.Form):
    """A random sample of the reports of a period."""

    period_from = forms.DateField(
        label=_("Reports received from"),
        widget=_day(),
        error_messages={"required": _("Enter the first day."), "invalid": _("Enter the first day as a date.")},
    )
    period_to = forms.DateField(
        label=_("To, this day included"),
        widget=_day(),
        error_messages={"required": _("Enter the last day."), "invalid": _("Enter the last day as a date.")},
    )
    stratum = forms.ChoiceField(
        label=_("Divided by"),
        help_text=_("As many are drawn of each part. Their rates are not added up."),
        choices=Stratum.choices,
        required=False,
    )
    size = forms.IntegerField(
        label=_("How many reports, of each part"),
        min_value=1,
        max_value=500,
        error_messages={
            "required": _("Enter how many reports to draw."),
            "invalid": _("Enter how many reports to draw, as a whole number."),
            "min_value": _("Draw at least 1 report."),
            "max_value": _("Draw at most 500 reports."),
        },
    )
    seed = forms.IntegerField(
        label=_("Seed, to repeat an earlier draw"),
        required=False,
        min_value=0,
        max_value=999_999_999,
        error_messages={
            "invalid": _("Enter the seed as a whole number."),
            "min_value": _("A seed is not below 0."),
            "max_value": _("A seed has at most nine digits."),
        },
    )


class JudgeForm(forms.Form):
    should_record = forms.TypedChoiceField(
        label=_("Should a crime have been recorded?"),
        help_text=_("On the balance of probability, on the victim's account, with nothing credible against it."),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        error_messages={"required": _("Say whether a crime should have been recorded.")},
    )
    right_class = forms.ChoiceField(
        label=_("If one was: under the right class?"),
        choices=RightClass.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Why?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=10_000,
        error_messages={"required": _("Write why you judge so.")},
    )
