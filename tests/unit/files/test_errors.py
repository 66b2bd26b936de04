import pytest

from bluelamp.files.errors import in_words


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (100, "100 bytes"),
        (1_000, "1 KB"),
        (1_500, "1.5 KB"),
        (20_000_000, "20 MB"),
        (2_500_000_000, "2.5 GB"),
    ],
)
def test_a_size_in_words(size: int, words: str) -> None:
    assert in_words(size) == words
