"""The receipt: sixteen digits that nobody can guess, read aloud and typed in again, and known by their hash alone."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import make_password

from bluelamp.contact import receipts
from bluelamp.core.text import digits_of


def test_what_is_read_out_in_groups_of_four_is_what_was_made() -> None:
    made = {receipts.new_receipt() for _ in range(200)}
    assert len(made) == 200
    for receipt in made:
        groups = receipts.spaced(receipt).split(" ")
        assert [len(group) for group in groups] == [4, 4, 4, 4]
        assert "".join(groups) == digits_of("-".join(groups)) == receipt
        assert receipt.isdigit()


@pytest.mark.parametrize(
    "typed", ["1234567890123456", " 1234 5678 9012 3456 ", "1234-5678-9012-3456", "1234567890123456."]
)
def test_however_its_digits_are_parted_it_fits(typed: str) -> None:
    assert receipts.fits(typed, receipts.hashed("1234567890123456"))


@pytest.mark.parametrize("typed", ["", "1234567890123457", "123456789012345", "12345678901234560", "1234"])
def test_no_other_fits(typed: str) -> None:
    assert not receipts.fits(typed, receipts.hashed("1234567890123456"))


def test_two_hashes_of_one_receipt_tell_nobody_that_it_is_one() -> None:
    first, second = (receipts.hashed("1234567890123456") for _ in range(2))
    assert first != second
    assert "1234567890123456" not in first


@pytest.fixture
def the_one_that_nobody_has(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """What is compared where there is no hash."""
    receipts._nobodys.cache_clear()
    monkeypatch.setattr("bluelamp.contact.receipts.secrets.choice", lambda _: "7")
    yield "7" * receipts.DIGITS
    receipts._nobodys.cache_clear()


def test_without_a_hash_nothing_fits_not_even_what_it_is_compared_with(the_one_that_nobody_has: str) -> None:
    assert receipts.fits(the_one_that_nobody_has, receipts._nobodys())
    assert not receipts.fits(the_one_that_nobody_has, "")
    assert not receipts.fits("", "")


def test_one_that_was_hashed_like_a_password_fits_and_is_dear() -> None:
    slow = make_password("1234567890123456")
    assert receipts.fits("1234 5678 9012 3456", slow)
    assert receipts.is_dear(slow)
    assert not receipts.is_dear(receipts.hashed("1234567890123456"))
