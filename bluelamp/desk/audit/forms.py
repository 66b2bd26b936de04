"""How an auditor narrows the account down."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.access.selectors import user_by_username
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid, NotFound
from bluelamp.core.ids import check_reference
from bluelamp.desk.records.references import matter_of
from bluelamp.ledger.enums import Act


class FilterForm(forms.Form):
    """Whoever complains quotes a reference or names an officer; entries hold ids. Both are understood."""

    matter = forms.CharField(label=_("Matter"), required=False, max_length=100)
    who = forms.CharField(label=_("Person"), required=False, max_length=150)
    subject = forms.CharField(label=_("Record"), required=False, max_length=100)
    act = forms.ChoiceField(label=_("Act"), required=False, choices=[("", _("Any")), *Act.choices])
    before = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        self.actor = actor

    def clean_matter(self) -> UUID | None:
        return _id_or(self._matter_of, self.cleaned_data["matter"])

    def clean_who(self) -> UUID | None:
        return _id_or(self._person_of, self.cleaned_data["who"])

    @staticmethod
    def _person_of(username: str) -> UUID:
        try:
            found: UUID = user_by_username(username=username).pk
        except NotFound as nobody:
            words = _("Nobody has this user name. Check it, or copy an id from an entry.")
            raise forms.ValidationError(words) from nobody
        return found

    def _matter_of(self, said: str) -> UUID:
        try:
            return matter_of(actor=self.actor, reference=check_reference(said))
        except Invalid as wrong:
            words = _("Enter the matter as a whole reference, like CR-26-7KQ4M2XPW, or as an id copied from an entry.")
            raise forms.ValidationError(words) from wrong
        except NotFound as nothing:
            raise forms.ValidationError(_("There is nothing with this reference. Check it.")) from nothing


def _id_or(find: Callable[[str], UUID], said: str) -> UUID | None:
    """An id as it was copied from an entry, or what ``find`` makes of other words."""
    try:
        return UUID(said) if said else None
    except ValueError:
        return find(said)
