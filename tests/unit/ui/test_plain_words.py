"""A form that says nothing of its own speaks plainly all the same."""

import pytest
from django import forms
from django.utils import translation


class Asked(forms.Form):
    words = forms.CharField(required=False, max_length=5)
    count = forms.IntegerField(required=False, min_value=2, max_value=9)
    share = forms.FloatField(required=False)
    day = forms.DateField(required=False)
    one = forms.ChoiceField(required=False, choices=[("a", "A")])
    some = forms.MultipleChoiceField(required=False, choices=[("a", "A")])
    entry = forms.UUIDField(required=False)
    own = forms.IntegerField(required=False, error_messages={"invalid": "Give the number on the door."})


@pytest.mark.parametrize(
    ("field", "answer", "said"),
    [
        ("words", "seven of", "Write at most 5 characters. You wrote 8."),
        ("count", "1", "Give a number that is not less than 2."),
        ("count", "10", "Give a number that is not more than 9."),
        ("count", "two", "Give a whole number."),
        ("share", "half", "Give a number."),
        ("day", "31/02/2026", "Enter a day, like 31/12/2026."),
        ("one", "b", "Choose one from the list."),
        ("some", ["b"], "Choose from the list."),
        ("some", "a", "Choose again."),
        ("entry", "0193-7", "This is not a whole id. Copy it again."),
        ("own", "two", "Give the number on the door."),
    ],
)
def test_what_cannot_be_taken_is_said_in_plain_words(field: str, answer: object, said: str) -> None:
    with translation.override("en-gb"):
        assert Asked({field: answer}).errors == {field: [said]}


def test_what_is_said_otherwise_stays_as_it_was() -> None:
    class Needed(forms.Form):
        day = forms.DateField(error_messages={"required": "Enter the day."})

    assert Needed({}).errors == {"day": ["Enter the day."]}
