"""What the desk is asked when it grades a report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.contact.enums import Factor, Level

_LONG = 10_000


class ThriveForm(forms.Form):
    """A level for each factor of THRIVE, and the reasoning in words."""

    words = forms.CharField(
        label=_("Why: what do you know, what worries you?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=_LONG,
        error_messages={"required": _("Write why: what do you know, and what worries you?")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own arguments, passed on
        for factor in Factor:
            self.fields[factor.value] = forms.ChoiceField(
                label=factor.label,
                choices=Level.choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose a level for %(factor)s.") % {"factor": factor.label}},
            )
        self.order_fields(self.field_order)

    @property
    def levels(self) -> dict[str, str]:
        return {factor.value: self.cleaned_data[factor.value] for factor in Factor}
