"""The languages there are, by the codes they are kept and asked for under."""

import pytest

from bluelamp.languages.tongues import ENGLISH, TONGUES, Tongue, interpreter_for, tongue


def test_what_is_no_language_of_ours() -> None:
    assert tongue("tlh") is None


def test_each_is_found_by_its_code() -> None:
    assert [tongue(known.code) for known in TONGUES] == list(TONGUES)
    assert tongue("en-gb") is ENGLISH


@pytest.mark.parametrize(
    ("code", "needed"),
    [("en-gb", ""), ("pl", "Polish"), ("ur", "Urdu"), ("tlh", "tlh")],  # of one that is not ours, its code says most
)
def test_an_interpreter_is_for_whoever_chose_another_language_than_english(code: str, needed: str) -> None:
    assert interpreter_for(code) == needed


@pytest.mark.parametrize(("code", "tag"), [("en-gb", "en-GB"), ("ur", "ur"), ("pt-br", "pt-BR")])
def test_a_page_says_a_language_as_browsers_read_it(code: str, tag: str) -> None:
    assert Tongue(code, "", "").tag == tag


def test_what_is_written_from_the_right_says_so() -> None:
    assert [(known.code, known.direction) for known in TONGUES if known.rtl] == [("ur", "rtl")]
    assert ENGLISH.direction == "ltr"
