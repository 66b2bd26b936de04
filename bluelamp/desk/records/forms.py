"""What is asked on the records desk."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from bluelamp.core.errors import Invalid
from bluelamp.desk.records.purposes import FOR_SEARCHING
from bluelamp.records.asking import both, in_fields, reference_in, understand
from bluelamp.records.enums import Basis, Ethnicity, LinkKind
from bluelamp.records.types import Born, PersonDetails, Question

if TYPE_CHECKING:
    from bluelamp.records.models import Person

Choices = Sequence[tuple[str | StrPromise, "str | StrPromise | Choices"]]
_DAYS = ["%d/%m/%Y", "%d %m %Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d"]
_LINES = {"rows": 3}
# Names, numbers and addresses of other people: the browser keeps none of them to offer the next person at the desk.
_FORGET = {"autocomplete": "off", "spellcheck": "false"}


def words(label: str | StrPromise, hint: str | StrPromise = "", **options: Any) -> forms.CharField:
    options = {"required": False, "max_length": 250} | options
    return forms.CharField(label=label, help_text=hint, widget=forms.TextInput(attrs=_FORGET), **options)


def day(label: str | StrPromise, hint: str | StrPromise = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=False,
        input_formats=_DAYS,
        widget=forms.TextInput(attrs=_FORGET | {"inputmode": "numeric"}),
        error_messages={"invalid": _("Enter a day like 12 3 1984.")},
    )


def fact_or_opinion() -> forms.ChoiceField:
    """Nothing is chosen beforehand: whoever writes it down has to tell them apart (DPA 2018, s.38(2))."""
    return forms.ChoiceField(
        label=_("Is this a fact?"),
        choices=Basis.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether it is a fact or an opinion.")},
    )


def one_of(label: str | StrPromise, missing: str | StrPromise) -> forms.ChoiceField:
    """A choice that only its page knows: see ``offer``."""
    return forms.ChoiceField(label=label, error_messages={"required": missing})


def offer(form: forms.Form, name: str, choices: Choices) -> None:
    """Put what there is to choose from into a field of one form."""
    form.fields[name].choices = choices  # type: ignore[attr-defined] # a ChoiceField


@contextmanager
def naming(**fields: str) -> Iterator[None]:
    """A refusal that names a part of a record names our field for it instead."""
    try:
        yield
    except Invalid as error:
        raise Invalid(error.message, field=fields.get(error.field or "", error.field)) from error


def what_for(**options: Any) -> forms.ChoiceField:
    """The purpose of looking beyond one's own matters."""
    choices = [("", _("Choose")), *((one.value, one.label) for one in FOR_SEARCHING)]
    return forms.ChoiceField(label=_("What is it for?"), choices=choices, **({"required": False} | options))


class SearchForm(forms.Form):
    """One box for anything, and fields for those who know what it is."""

    q = words(_("Look for"), _("Name, birth date, telephone, address, mark, serial number or reference"))
    name = words(_("Name"), _("Spelling does not matter"))
    born = day(_("Date of birth"), _("Like 12 3 1984"))
    contact = words(_("Telephone or email"))
    place = words(_("Postcode or address"))
    mark = words(_("Registration mark"))
    number = words(_("Serial number or IMEI"))
    everywhere = forms.BooleanField(label=_("Look for people in every matter, not only in mine"), required=False)
    purpose = what_for()
    reason = words(_("Why do you need to look?"), _("This stays on the ledger beside your name"), max_length=500)

    FIELDS = ("name", "born", "contact", "place", "mark", "number")
    reference = ""
    question = Question()

    def __init__(self, *args: Any, further: bool, always: bool, **kwargs: Any) -> None:
        """``further``: the actor may look beyond what they may see; ``always``: they see everything, so always say
        why."""
        super().__init__(*args, **kwargs)
        self.always = always
        if not further or always:
            del self.fields["everywhere"]
        if not further:
            del self.fields["purpose"], self.fields["reason"]

    @property
    def fields_used(self) -> bool:
        """Whether more than the one box is filled in, or wrongly."""
        return any(self.data.get(name) or name in self.errors for name in self.FIELDS)

    @property
    def goes_further(self) -> bool:
        return self.always or bool(self.cleaned_data.get("everywhere"))

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        try:
            self.reference = reference_in(given.get("q", ""))
            if not self.reference and not self.errors:
                fields = {name: given.get(name) or "" for name in self.FIELDS if name != "born"}
                self.question = both(in_fields(fields, given.get("born")), understand(given.get("q", "")))
        except Invalid as error:
            self.add_error(error.field if error.field in self.fields else "q", error.message)
        if not self.reference:
            self._check_it_may_run()
        return given

    def _check_it_may_run(self) -> None:
        if not self.question and not self.errors:
            self.add_error("q", _("Enter something to look for."))
        if self.goes_further and not self.cleaned_data.get("purpose"):
            self.add_error("purpose", _("Choose what you are looking for this for."))
        if self.goes_further and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Say why you need to look."))

    def asked(self) -> dict[str, Any]:
        """What was typed, to be kept and run again."""
        return {name: self.data[name] for name in self.fields if self.data.get(name)}


class LinkForm(forms.Form):
    """How two records of a matter stand to each other."""

    source = one_of(_("Who or what"), _("Choose who or what."))
    kind = forms.ChoiceField(
        label=_("How does it stand"),
        choices=[(k.value, k.label) for k in LinkKind if k is not LinkKind.MERGED_INTO],
        error_messages={"required": _("Choose how it stands.")},
    )
    target = one_of(_("To whom or what"), _("Choose to whom or what."))
    basis = fact_or_opinion()
    said_in = words(
        _("Where does it come from?"),
        _("A statement, a call, another system. Not what you think: who said it, and when."),
        required=True,
        max_length=120,
        error_messages={"required": _("Say where this comes from.")},
    )

    def __init__(self, *args: Any, sources: Choices, targets: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "source", sources)
        offer(self, "target", targets)


class TieForm(forms.Form):
    """How a record stands to a matter of the actor's."""

    reference = words(
        _("Which matter?"),
        _("Its reference, or that of its report, incident, crime or case"),
        required=True,
        error_messages={"required": _("Enter a reference.")},
    )
    kind = one_of(_("What is it in this matter?"), _("Choose what it is in this matter."))
    basis = fact_or_opinion()
    said_in = words(
        _("Where does it come from?"),
        _("A statement, a call, another system"),
        required=True,
        max_length=120,
        error_messages={"required": _("Say where this comes from.")},
    )

    purpose = what_for(required=True, error_messages={"required": _("Choose what you need them for.")})
    reason = words(
        _("Why do you need them in this matter?"),
        _("This stays on the ledger beside your name"),
        required=True,
        max_length=500,
        error_messages={"required": _("Say why you need them in this matter.")},
    )

    def __init__(self, *args: Any, kinds: Iterable[LinkKind], beyond: bool, **kwargs: Any) -> None:
        """``beyond``: it was found by looking further than the actor's own matters."""
        super().__init__(*args, **kwargs)
        offer(self, "kind", [(kind.value, str(kind.label)) for kind in kinds])
        if not beyond:
            del self.fields["purpose"], self.fields["reason"]


class SameForm(forms.Form):
    """Two records are the same: said in the eyes of one matter, by somebody, for a reason."""

    matter = one_of(_("In which matter do you say so?"), _("Choose the matter in which you say so."))
    basis = fact_or_opinion()
    said_in = words(
        _("How do you know?"),
        required=True,
        max_length=120,
        error_messages={"required": _("Say how you know.")},
    )

    def __init__(self, *args: Any, matters: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "matter", matters)


class TakeBackForm(forms.Form):
    why = forms.CharField(
        label=_("Why is it wrong?"),
        help_text=_("The link stays on record as taken back, with your reason."),
        widget=forms.Textarea(attrs=_LINES),
        max_length=2000,
        error_messages={"required": _("Say why the link is wrong.")},
    )


class OtherMatterForm(forms.Form):
    """Which matter is the same as this one, or belongs to it?"""

    reference = words(
        _("Which other matter?"),
        _("Its reference, or that of its report, incident, crime or case"),
        required=True,
        error_messages={"required": _("Enter a reference.")},
    )


_DEEDS = [
    ("relate", _("They have to do with each other: link them")),
    ("merge", _("They are one and the same: read them as one")),
]


class JoinForm(forms.Form):
    """How two matters belong together, and why."""

    deed = forms.ChoiceField(
        label=_("How do they belong together?"),
        choices=_DEEDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how they belong together.")},
    )
    reason = forms.CharField(
        label=_("How do you know?"),
        widget=forms.Textarea(attrs=_LINES),
        max_length=120,
        error_messages={"required": _("Say how you know.")},
    )

    def __init__(self, *args: object, may_merge: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own arguments, passed on
        deed = self.fields["deed"]
        assert isinstance(deed, forms.ChoiceField)
        if not may_merge:
            deed.choices = _DEEDS[:1]
            deed.help_text = gettext("A supervisor decides whether they are one.")


class SplitForm(forms.Form):
    reason = forms.CharField(
        label=_("Why are they two after all?"),
        help_text=_("Whoever was let in by the merge stays involved until released, as they have seen it already."),
        widget=forms.Textarea(attrs=_LINES),
        max_length=2000,
        error_messages={"required": _("Say why.")},
    )


class CorrectForm(forms.Form):
    """A person's description as a whole. What it said before is kept."""

    given = words(_("Given name"), max_length=100)
    middle = words(_("Middle names"), max_length=100)
    family = words(_("Family name"), max_length=100)
    known_as = words(_("Known as"), max_length=100)
    earliest = day(_("Born on, or not before"), _("Like 12 3 1984"))
    latest = day(_("Born not after"), _("Leave empty when the day is known exactly"))
    ethnicity = forms.ChoiceField(
        label=_("Ethnicity, as they say themselves"), choices=[("", _("Not asked")), *Ethnicity.choices], required=False
    )
    language = words(_("Language"), _("A code such as pl or ur, when not English"), max_length=35)
    deceased = forms.BooleanField(label=_("They have died"), required=False)
    died_on = day(_("Died on"))
    matter = one_of(_("In which matter did you learn this?"), _("Choose the matter in which you learned this."))
    reason = forms.CharField(
        label=_("What was wrong, and how do you know?"),
        widget=forms.Textarea(attrs=_LINES),
        max_length=2000,
        error_messages={"required": _("Say what was wrong and how you know.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, matters: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "matter", matters)

    @staticmethod
    def of(person: "Person") -> dict[str, Any]:
        """The description as it stands, to begin from."""
        known = person.details
        parts = {name: getattr(known, name) for name in ("given", "middle", "family", "known_as", "language")}
        exact = known.born is not None and known.born.exact is not None
        return parts | {
            "ethnicity": known.ethnicity or "",
            "deceased": known.deceased,
            "died_on": _typed(known.died_on),
            "earliest": _typed(known.born and known.born.earliest),
            "latest": "" if exact else _typed(known.born and known.born.latest),
            "version": person.version,
        }

    def details(self) -> PersonDetails:
        given = self.cleaned_data
        earliest, latest = given["earliest"], given["latest"]
        first, last = earliest or latest, latest or earliest
        return PersonDetails(
            **{
                name: given[name]
                for name in ("given", "middle", "family", "known_as", "language", "deceased", "died_on")
            },
            born=Born(first, last) if first and last else None,
            ethnicity=Ethnicity(given["ethnicity"]) if given["ethnicity"] else None,
        )


def _typed(day: date | None) -> str:
    return f"{day.day} {day.month} {day.year}" if day else ""
