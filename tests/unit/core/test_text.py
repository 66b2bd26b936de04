"""People's words are kept exactly, within bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core.errors import Invalid
from bluelamp.core.text import LIMIT, plain_text


@given(st.text(min_size=1, max_size=200).filter(lambda text: text.strip() and "\x00" not in text))
def test_words_are_kept_but_for_the_space_around_them(text: str) -> None:
    assert plain_text(text, "note", "Write a note.") == text.strip()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [(" \n", "Write a note."), ("x" * (LIMIT + 1), "You wrote 10,001"), ("a\x00b", "not text")],
)
def test_what_cannot_be_kept_names_its_field(text: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence) as caught:
        plain_text(text, "note", "Write a note.")
    assert caught.value.field == "note"
