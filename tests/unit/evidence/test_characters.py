"""Which characters the form can print, and what stands for those that it cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.evidence.statements.characters import is_right_to_left, printable


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\u202eb\u2066c\u200fd", "abcd"),  # what turns text round
        ("a\0b\x07c", "abc"),
        ("a\r\nb\u2028c\vd", "a\nb\nc\nd"),
        ("a\tb\u00a0c", "a b c"),
        ("😟 漢", "[U+1F61F WORRIED FACE] [U+6F22 CJK UNIFIED IDEOGRAPH-6F22]"),
        ("e\u0301", "é"),
        ("\ue000", "[U+E000]"),
        ("Łódź, Ελλάδα, Привет, हिन्दी, میں نے", "Łódź, Ελλάδα, Привет, हिन्दी, میں نے"),
    ],
)
def test_what_cannot_be_printed_is_named_before_it_is_signed(typed: str, kept: str) -> None:
    assert printable(typed) == kept
    assert printable(kept) == kept


@given(st.text(max_size=200))
def test_what_was_made_printable_stays_as_it_was_read(text: str) -> None:
    assert printable(printable(text)) == printable(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("not\u202e guilty\u202c", "not guilty"),  # would turn what follows it round
        ("a\u200bb\ufeffc\u0007d", "abcd"),
        ("می\u200cکند क्\u200dष", "می\u200cکند क्\u200dष"),  # scripts that are written with joiners
    ],
)
def test_nothing_that_nobody_sees_is_signed_but_what_a_script_needs(typed: str, kept: str) -> None:
    assert printable(typed) == kept


def test_urdu_reads_from_the_right() -> None:
    assert is_right_to_left("«میں نے دیکھا» he said")
    assert not is_right_to_left("12 — he said میں")
    assert not is_right_to_left("12")
