"""A person's name."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from bluelamp.journeys.data import Json, Words
from bluelamp.journeys.posted import Parsed, Posted
from bluelamp.journeys.questions.base import TOO_LONG, Question, as_object, object_schema, too_long


@dataclass(frozen=True, kw_only=True)
class Name(Question, kind="name"):
    """A person's name. Somebody with one name fills in one field.

    The answer is ``{"given": "Sam", "family": "Okafor"}`` with at least one of the two.
    """

    max: int = 150
    own: bool = False  # the name of the person answering: browsers may fill it in
    given_text: Words = _("First names")
    family_text: Words = _("Last name")
    too_long: Words = TOO_LONG

    def fields(self) -> tuple[str, ...]:
        return (self.part("given"), self.part("family"))

    def read(self, posted: Posted) -> Parsed:
        value: dict[str, Json] = {}
        errors = {}
        for part, label in (("given", self.given_text), ("family", self.family_text)):
            text = " ".join(posted.text(self.part(part)).split())
            if error := too_long(self.too_long, text, self.max, str(label)):
                errors[self.part(part)] = error
            if text:
                value[part] = text
        return Parsed(errors=errors) if errors else Parsed(value or None)

    def form(self, value: Json) -> Posted:
        given = as_object(value)
        return Posted.of(*((self.part(part), given.get(part, "")) for part in ("given", "family")))

    def shown(self, value: Json) -> tuple[str, ...]:
        given = as_object(value)
        return (" ".join(given[part] for part in ("given", "family") if given.get(part)),)

    def schema(self) -> dict[str, Json]:
        part: Json = {"type": "string", "minLength": 1, "maxLength": self.max}
        return {**object_schema(given=part, family=part), "minProperties": 1}

    def examples(self) -> tuple[Json, ...]:
        return ({"given": "Siân 🌸", "family": "O'Neill-Ōkafor"}, {"given": "Madonna"}, {"family": "محمد"})
