"""How it is safe to reach somebody. Asked before any message is sent."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from bluelamp.journeys.data import Json, Words
from bluelamp.journeys.posted import Parsed, Posted
from bluelamp.journeys.questions.base import TOO_LONG, Question, as_object, as_words, object_schema, too_long
from bluelamp.journeys.questions.choice import Option, words_of
from bluelamp.journeys.questions.text import E164, EMAIL_WRONG, PHONE_WRONG, e164, is_email, spoken_number

_LONGEST_NOTE = 1000
_LONGEST_NAME = 150


@dataclass(frozen=True, kw_only=True)
class SafeContact(Question, kind="safe_contact"):
    """How, when, under which name and with which words somebody may be contacted without putting them at risk.

    The answer is ``{"how": "email"|"text"|"call", "email" or "phone", "when": [...], "may_say", "name", "note"}``
    (``name`` and ``note`` may be missing) or, for somebody who wants no contact, ``{"how": "none"}``.
    """

    how_options: tuple[Option, ...] = (
        Option("text", _("Text message")),
        Option("call", _("Telephone call")),
        Option("email", _("Email")),
        Option("none", _("Do not contact me"), _("You can still look at your report with its reference")),
    )
    when_options: tuple[Option, ...] = (
        Option("any", _("Any time")),
        Option("weekday_day", _("Weekdays, 9am to 5pm")),
        Option("evening", _("Evenings, 5pm to 9pm")),
        Option("weekend", _("Weekends")),
    )
    may_say_options: tuple[Option, ...] = (
        Option("subject", _("Say you are the police and what it is about")),
        Option("police", _("Say you are the police, but not what it is about")),
        Option(
            "nothing",
            _("Do not say you are the police until you know it is me"),
            _("Then we send no email or text. Come back here to see what is new."),
        ),
    )
    how_text: Words = _("How should we contact you?")
    how_missing: Words = _("Select how we should contact you")
    email_text: Words = _("Email address")
    email_hint: Words = _("Use one that nobody else can open")
    email_wrong: Words = EMAIL_WRONG
    text_text: Words = _("Mobile number for text messages")
    call_text: Words = _("Telephone number for calls")
    phone_hint: Words = _("Use one that nobody else answers or reads")
    phone_wrong: Words = PHONE_WRONG
    when_text: Words = _("When is it safe to contact you?")
    when_missing: Words = _("Select when it is safe to contact you")
    may_say_text: Words = _("What may we say if somebody else might hear or read it?")
    may_say_missing: Words = _("Select what we may say if somebody else might hear or read it")
    name_text: Words = _("What name should we use? (optional)")
    name_shown: Words = _("Ask for %(name)s")
    name_hint: Words = _("The name to ask for or to write. It does not have to be your own")
    note_text: Words = _("Anything else that keeps you safe? (optional)")
    note_hint: Words = _("For example, do not leave a voicemail, or call only when I am at work")
    unknown: Words = _("Select one of the answers on this page")
    too_long: Words = TOO_LONG

    def fields(self) -> tuple[str, ...]:
        parts = ("how", "email", "text", "call", "when", "may-say", "name", "note")
        return tuple(self.part(part) for part in parts)

    def read(self, posted: Posted) -> Parsed:
        how = posted.text(self.part("how"))
        if how == "none":
            return Parsed({"how": "none"})
        if not how:
            return Parsed(errors={self.part("how"): str(self.how_missing)}) if self.required else Parsed()
        if how not in _values(self.how_options):
            return Parsed(errors={self.part("how"): str(self.unknown)})
        value: dict[str, Json] = {"how": how}
        errors = self._address(posted, how, value) | self._terms(posted, value) | self._notes(posted, value)
        return Parsed(errors=errors) if errors else Parsed(value)

    def _address(self, posted: Posted, how: str, value: dict[str, Json]) -> dict[str, str]:
        """The email address or number that goes with ``how``; fills ``value``, gives back errors."""
        typed = posted.text(self.part(how))
        if how == "email":
            value["email"] = typed
            return {} if is_email(typed) else {self.part("email"): str(self.email_wrong)}
        value["phone"] = e164(typed)
        return {} if value["phone"] else {self.part(how): str(self.phone_wrong)}

    def _terms(self, posted: Posted, value: dict[str, Json]) -> dict[str, str]:
        errors = {}
        ticked = set(posted.many(self.part("when"))) & set(_values(self.when_options))
        may_say = posted.text(self.part("may-say"))
        if not ticked:
            errors[self.part("when")] = str(self.when_missing)
        if may_say not in _values(self.may_say_options):
            errors[self.part("may-say")] = str(self.may_say_missing)
        # "Any time" covers the others.
        times = ["any"] if "any" in ticked else [v for v in _values(self.when_options) if v in ticked]
        value["when"], value["may_say"] = [*times], may_say
        return errors

    def _notes(self, posted: Posted, value: dict[str, Json]) -> dict[str, str]:
        errors = {}
        limits = (("name", self.name_text, _LONGEST_NAME), ("note", self.note_text, _LONGEST_NOTE))
        for part, label, longest in limits:
            text = posted.text(self.part(part))
            if error := too_long(self.too_long, text, longest, str(label)):
                errors[self.part(part)] = error
            if text:
                value[part] = text
        return errors

    def form(self, value: Json) -> Posted:
        given = as_object(value)
        how = given.get("how", "")
        address = given.get("email", "") if how == "email" else spoken_number(given.get("phone", ""))
        when = as_words(value.get("when")) if isinstance(value, dict) else []
        return Posted.of(
            (self.part("how"), how),
            (self.part(how if how in ("text", "call") else "email"), address),
            (self.part("when"), when),
            (self.part("may-say"), given.get("may_say", "")),
            (self.part("name"), given.get("name", "")),
            (self.part("note"), given.get("note", "")),
        )

    def shown(self, value: Json) -> tuple[str, ...]:
        given = as_object(value)
        how = words_of(self.how_options, given.get("how", ""))
        if given.get("how") == "none":
            return (how,)
        when = as_words(value.get("when")) if isinstance(value, dict) else []
        lines = (
            f"{how}: {given.get('email') or spoken_number(given.get('phone', ''))}",
            ", ".join(words_of(self.when_options, part) for part in when),
            words_of(self.may_say_options, given.get("may_say", "")),
            str(self.name_shown) % {"name": given["name"]} if given.get("name") else "",
            *given.get("note", "").split("\n"),
        )
        return tuple(line for line in lines if line)

    def schema(self) -> dict[str, Json]:
        shared: dict[str, Json] = {
            "when": {
                "type": "array",
                "items": {"enum": [*_values(self.when_options)]},
                "minItems": 1,
                "uniqueItems": True,
            },
            "may_say": {"enum": [*_values(self.may_say_options)]},
            "name": {"type": "string", "minLength": 1, "maxLength": _LONGEST_NAME},
            "note": {"type": "string", "minLength": 1, "maxLength": _LONGEST_NOTE},
        }
        needed = ("how", "when", "may_say")
        email: Json = {"type": "string", "format": "email"}
        phone: Json = {"type": "string", "pattern": E164}
        return {
            "oneOf": [
                object_schema(("how",), how={"const": "none"}),
                object_schema((*needed, "email"), how={"const": "email"}, email=email, **shared),
                object_schema((*needed, "phone"), how={"enum": ["text", "call"]}, phone=phone, **shared),
            ]
        }

    def examples(self) -> tuple[Json, ...]:
        call: Json = {
            "how": "call",
            "phone": "+447700900982",
            "when": ["weekday_day", "weekend"],
            "may_say": "nothing",
            "name": "Ms Lark",
            "note": "Do not leave a voicemail",
        }
        email: Json = {"how": "email", "email": "sam@example.com", "when": ["any"], "may_say": "subject"}
        text: Json = {"how": "text", "phone": "+447700900982", "when": ["any"], "may_say": "police"}
        return (email, call, text, {"how": "none"})


def _values(options: tuple[Option, ...]) -> tuple[str, ...]:
    return tuple(option.value for option in options)
