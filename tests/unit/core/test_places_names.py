import pytest

from bluelamp.core.places.names import ALIKE, likeness, plain


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Saint Matthew's", "st matthews"),
        ("Soho & Jewellery Quarter", "soho jewellery quarter"),
        ("The   Lozells!", "lozells"),
        ("Café", "cafe"),
        ("&", ""),
    ],
)
def test_plain(name: str, expected: str) -> None:
    assert plain(name) == expected


def test_the_same_then_beginning_then_within_then_misspelt() -> None:
    asked = "heath"
    ranked = ["heath", "heath town", "small heath", "heth town"]
    scores = [likeness(asked, name) for name in ranked]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


@pytest.mark.parametrize(
    ("asked", "name"), [("erdingtn", "erdington"), ("wolverhamton", "wolverhampton"), ("solihul", "solihull")]
)
def test_misspellings_are_alike(asked: str, name: str) -> None:
    assert likeness(asked, name) >= ALIKE


@pytest.mark.parametrize(("asked", "name"), [("telford", "stirchley"), ("leeds", "lozells")])
def test_other_names_are_not(asked: str, name: str) -> None:
    assert likeness(asked, name) < ALIKE
