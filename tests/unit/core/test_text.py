"""People's words are kept exactly, within bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core.errors import Invalid
from bluelamp.core.text import LIMIT, plain_text, unturned

TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
WORDS = st.text(st.characters(exclude_characters="\0" + TURNING), min_size=1, max_size=200).filter(str.strip)


@given(WORDS)
def test_words_are_kept_but_for_the_space_around_them(text: str) -> None:
    assert plain_text(text, "note", "Write a note.") == text.strip()


@given(WORDS, st.sampled_from(TURNING))
def test_what_would_turn_their_order_is_left_out(text: str, mark: str) -> None:
    assert plain_text(f"{mark}{text}{mark}", "note", "Write a note.") == text.strip()


def test_letters_of_every_script_and_joined_emoji_stay() -> None:
    words = "ליד הגשר, مرحبا, 👩\u200d👩\u200d👧"
    assert unturned(words) == words


def test_marks_alone_are_no_words() -> None:
    with pytest.raises(Invalid, match="Write a note"):
        plain_text(f" {TURNING}\n", "note", "Write a note.")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [(" \n", "Write a note."), ("x" * (LIMIT + 1), "You wrote 10,001"), ("a\x00b", "not text")],
)
def test_what_cannot_be_kept_names_its_field(text: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence) as caught:
        plain_text(text, "note", "Write a note.")
    assert caught.value.field == "note"
