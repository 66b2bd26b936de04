"""A form that a service refuses comes back with the reason beside its field, and nothing lost."""

import pytest
from django import forms

from bluelamp.access.submitting import submit
from bluelamp.core.errors import BluelampError, Conflict, Invalid, UnloggedReading


class Note(forms.Form):
    text = forms.CharField()


def refuse(error: Exception) -> None:
    raise error


def test_what_goes_through() -> None:
    done: list[int] = []
    assert submit(Note({"text": "x"}), lambda: done.append(1))
    assert done == [1]


def test_what_is_incomplete_is_not_tried() -> None:
    form = Note({"text": ""})
    assert not submit(form, lambda: refuse(AssertionError("tried")))
    assert "text" in form.errors


@pytest.mark.parametrize(
    ("error", "field"),
    [
        (Invalid("Too short.", field="text"), "text"),
        (Invalid("Unknown.", field="other"), "__all__"),
        (Conflict("Somebody was faster."), "__all__"),
    ],
)
def test_a_refusal_stands_beside_its_field(error: BluelampError, field: str) -> None:
    form = Note({"text": "x"})
    assert not submit(form, lambda: refuse(error))
    assert form.errors == {field: [error.message]}
    assert form.data["text"] == "x"


def test_a_fault_of_ours_is_no_fault_of_the_form() -> None:
    with pytest.raises(UnloggedReading):
        submit(Note({"text": "x"}), lambda: refuse(UnloggedReading("a fault")))
