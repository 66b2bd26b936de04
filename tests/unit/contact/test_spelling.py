"""Forms of a word are one word; a slip of the finger is near."""

import pytest

from bluelamp.contact.spelling import stem, words


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


def test_urdu_from_an_arabic_keyboard_is_the_same() -> None:
    typed = "\u0645\u064a\u0631\u0643\u0647"
    assert words(typed) == ["\u0645\u06cc\u0631\u06a9\u06c1"]


def test_of_other_languages_words_that_begin_alike_are_one() -> None:
    assert stem("ukradziono", "pl") == stem("ukradli", "pl") == "ukrad"
    assert stem("stolen") == stem("stealing")
