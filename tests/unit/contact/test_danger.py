"""Words that may mean danger now lead to 999, rather once too often."""

import pytest

from bluelamp.contact.danger import shows_danger


@pytest.mark.parametrize(
    "said",
    [
        "he has a knife",
        "theres a man with a gun outside",
        "I am being followed",
        "i can\u2019t breathe",
        "hes in my house",
        "someone is trying to get in the back",
        "my dad has been stabbed",
        "help me",
        "they are breaking into the house opposite",
        "she took an overdose",
        "i want to kill myself",
        "he said he is going to kill me",
        "our shed is on fire",
        "he locked me in",
        "my son is bleeding badly",
        "two lads fighting in the street",
        "she is unconscious",
        "my partner is hitting me",
        "there's been a crash",
        "HAPPENING NOW",
        "my mum has dementia and is gone",
        "held me by the throat",
    ],
)
def test_danger_is_heard(said: str) -> None:
    assert shows_danger(said)


@pytest.mark.parametrize(
    "said",
    [
        "my bike was stolen last week",
        "lost my wallet",
        "i want to thank an officer",
        "the neighbours are noisy",
        "somebody scratched my car",
        "scam email",
        "",
        "\x00\U0001f6f8",
    ],
)
def test_what_is_over_is_not_called_danger(said: str) -> None:
    assert not shows_danger(said)
