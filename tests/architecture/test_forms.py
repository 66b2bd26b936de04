"""What a form says when an answer is missing or wrong is in our words and names its field."""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django import forms

from tests.architecture.house import sources

DJANGOS = ("This field", "Enter a valid", "Enter a whole", "Enter a list", "Ensure", "Select a valid")
SENT_BY_SCRIPTS = {"bluelamp.incidents.forms.PositionForm"}  # its view says in one sentence what must be sent


def all_forms() -> list[type[forms.Form]]:
    """Every form of ours that people fill in."""
    found = [
        thing
        for source in sources()
        if source.name.endswith(".forms")
        for thing in vars(import_module(source.name)).values()
        if isinstance(thing, type) and issubclass(thing, forms.Form) and thing.__module__ == source.name
        if f"{source.name}.{thing.__name__}" not in SENT_BY_SCRIPTS
    ]
    return sorted(found, key=lambda form: (form.__module__, form.__name__))


def fields_of(form: type[forms.Form]) -> dict[str, forms.Field]:
    """Also those that a form adds when it is made; of one that is made with what its page knows, the others."""
    try:
        return form().fields
    except TypeError:
        return dict(form.base_fields)


def said(form: type[forms.Form]) -> Iterator[tuple[str, str]]:
    """Field and message, of all that somebody who fills it in can be told."""
    for name, field in fields_of(form).items():
        if field.widget.is_hidden:
            continue
        validators = [validator for validator in field.validators if hasattr(validator, "message")]
        messages = {**field.error_messages, **{type(v).__name__: v.message for v in validators}}
        if not field.required:
            messages.pop("required", None)
        yield from ((name, str(message)) for message in messages.values())


def in_djangos_words(form: type[forms.Form]) -> list[str]:
    return [f"{form.__name__}.{name}: {message}" for name, message in said(form) if message.startswith(DJANGOS)]


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: f"{form.__module__}.{form.__name__}")
def test_a_form_speaks_our_words(form: type[forms.Form]) -> None:
    assert in_djangos_words(form) == []


def test_djangos_words_are_noticed() -> None:
    class Bare(forms.Form):
        name = forms.CharField(max_length=3)
        kind = forms.CharField(error_messages={"required": "Say the kind."})

    assert in_djangos_words(Bare) == ["Bare.name: This field is required."]
