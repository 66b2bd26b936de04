"""What staff write down for a victim."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.core.ids import new_id
from bluelamp.ui.filters import time_words, weekday_words
from bluelamp.victims.enums import About, Consent, How, Meeting, Need, Settled, Whom
from bluelamp.victims.types import Answer, Partner

if TYPE_CHECKING:
    from bluelamp.victims.hours import Slot


class SupportForm(forms.Form):
    """What they answered when they were offered support, in their own decision: nobody agrees for them."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    consent = forms.ChoiceField(
        label=_("Do they want to be put in touch with people who help victims?"),
        choices=Consent.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Select what they answered."),
            "invalid_choice": _("Select one of the answers on this page."),
        },
    )
    how = forms.ChoiceField(
        label=_("How did they answer?"),
        choices=[choice for choice in How.choices if choice[0] != How.ONLINE],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Select how they answered."),
            "invalid_choice": _("Select one of the ways on this page."),
        },
    )
    needs = forms.MultipleChoiceField(
        label=_("What would help them?"),
        help_text=_("The partner sees this, a name and how to reach them safely. Nothing else."),
        choices=Need.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("Select from the needs on this page.")},
    )
    name = forms.CharField(
        label=_("Name that the support service can ask for"),
        max_length=100,
        required=False,
        error_messages={"max_length": _("Write the name with at most 100 characters.")},
    )
    words = forms.CharField(
        label=_("What they want the support service to know (optional)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Write at most 2,000 characters.")},
    )

    def answer(self) -> Answer:
        said = self.cleaned_data
        return Answer(consent=said["consent"], how=said["how"], needs=tuple(said["needs"]), words=said["words"])


def blank_support(name: str) -> dict[str, object]:
    return {"client_id": new_id(), "name": name}


class SendForm(forms.Form):
    """Which organisation is asked next. Made with those that take referrals now."""

    partner = forms.ChoiceField(
        label=_("Send it to"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Select an organisation."),
            "invalid_choice": _("Select one of the organisations on this page."),
        },
    )
    reason = forms.CharField(
        label=_("Why (optional)"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Write at most 1,000 characters.")},
    )

    def __init__(self, *args: object, partners: list[Partner], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own
        self.fields["partner"].choices = [(str(one.id), one.name) for one in partners]  # type: ignore[attr-defined]  # of a choice

    @property
    def chosen(self) -> UUID:
        return UUID(self.cleaned_data["partner"])


class BookForm(forms.Form):
    """A free time of any kind. Made with those that there are, by kind."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    time = forms.ChoiceField(
        label=_("Free times"),
        help_text=_("Calls only at times at which it is safe, as they said."),
        error_messages={
            "required": _("Select a time."),
            "invalid_choice": _("Somebody has just taken this time. Select another."),
        },
    )
    about = forms.ChoiceField(
        label=_("What it is for"),
        choices=About.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Select what it is for."),
            "invalid_choice": _("Select one of the answers on this page."),
        },
    )
    whom = forms.ChoiceField(
        label=_("Whom they would rather talk to"),
        choices=Whom.choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Select one of the answers on this page.")},
    )
    meet_at = forms.CharField(
        label=_("Where we come to, for a visit"),
        help_text=_("Where they say that it is safe. It need not be where it happened."),
        required=False,
        max_length=300,
        error_messages={"max_length": _("Write at most 300 characters.")},
    )
    words = forms.CharField(
        label=_("What whoever meets them should know (optional)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Write at most 2,000 characters.")},
    )

    def __init__(self, *args: Any, times: "Mapping[str, list[Slot]]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._times = {f"{kind} {slot.starts_at.isoformat()}": slot for kind, slots in times.items() for slot in slots}
        self.fields["time"].choices = [  # type: ignore[attr-defined]  # of a choice
            ("", _("Choose")),
            *(
                (Meeting(kind).label, [(f"{kind} {one.starts_at.isoformat()}", _in_words(kind, one)) for one in slots])
                for kind, slots in times.items()
            ),
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        said["whom"] = said.get("whom") or Whom.ANYBODY
        return said

    @property
    def kind(self) -> str:
        return str(self.cleaned_data["time"]).partition(" ")[0]

    @property
    def chosen(self) -> datetime:
        return self._times[self.cleaned_data["time"]].starts_at


def _in_words(kind: str, slot: "Slot") -> str:
    """``Visit by an officer: Tuesday 1 December 2026 at 9am``: as it stands alone in a list that is closed."""
    return f"{Meeting(kind).label}: {weekday_words(slot.starts_at)}, {time_words(slot.starts_at)}"


class FinishForm(forms.Form):
    """What came of an appointment."""

    took_place = forms.ChoiceField(
        label=_("Did it take place?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Select whether it took place."),
            "invalid_choice": _("Select whether it took place."),
        },
    )
    result = forms.CharField(
        label=_("What came of it"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write what came of it."),
            "max_length": _("Write at most 4,000 characters."),
        },
    )


class SettleForm(forms.Form):
    """What came of it, and the words that the person reads. Made with the results that its kind can have."""

    outcome = forms.ChoiceField(
        label=_("What came of it"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Select what came of it."),
            "invalid_choice": _("Select one of the results on this page."),
        },
    )
    result = forms.CharField(
        label=_("What we tell them"),
        help_text=_("In plain words. They read this on the page of their report."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Write what we tell them, in plain words."),
            "max_length": _("Write at most 4,000 characters."),
        },
    )

    def __init__(self, *args: Any, results: tuple[Settled, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(one.value, one.label) for one in results]  # type: ignore[attr-defined]  # of a choice
