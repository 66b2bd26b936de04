"""Forms of a word are one word; a slip of the finger is near."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.contact.spelling import apart, stem, words


@pytest.mark.parametrize(
    ("forms", "one"),
    [
        ("stole stolen stealing nicked theft", "steal"),
        ("robbed robbing", "rob"),
        ("raped rapes rape", "rap"),
        ("bullied bullies bully", "bully"),
        ("broke broken breaking", "break"),
        ("bicycle pushbike bikes", "bike"),
        ("glass", "glas"),
        ("bus", "bus"),
        ("threatening threatened threatens", "threaten"),
    ],
)
def test_forms_of_a_word(forms: str, one: str) -> None:
    assert {stem(form) for form in forms.split()} == {one}


def test_words_are_small_and_bare() -> None:
    assert words("He won't STOP — café, 2 o\u2019clock!") == ["he", "wont", "stop", "cafe", "2", "oclock"]


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [("burglary", "burgalry", 1), ("thief", "theif", 1), ("car", "car", 0), ("", "abc", 3), ("stolen", "stollen", 1)],
)
def test_letters_apart(one: str, other: str, letters: int) -> None:
    assert apart(one, other) == letters


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_apart_is_the_same_both_ways(one: str, other: str) -> None:
    assert apart(one, other) == apart(other, one)
    assert abs(len(one) - len(other)) <= apart(one, other) <= max(len(one), len(other))
    assert (apart(one, other) == 0) is (one == other)
