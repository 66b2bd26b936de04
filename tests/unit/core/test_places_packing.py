import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.core.places.packing import (
    pack_numbers,
    pack_steps,
    read_pack,
    unpack_numbers,
    unpack_steps,
    write_pack,
)


@settings(deadline=None)
@given(st.lists(st.integers(0, 2**16 - 1)))
def test_numbers_come_back(numbers: list[int]) -> None:
    assert list(unpack_numbers(pack_numbers(numbers, "H"), "H")) == numbers


@settings(deadline=None)
@given(st.lists(st.integers(0, 2**61)))
def test_steps_come_back(numbers: list[int]) -> None:
    assert unpack_steps(pack_steps(numbers, "Q"), "Q") == numbers


def test_a_number_too_large_for_its_column_is_refused() -> None:
    with pytest.raises(OverflowError):
        pack_numbers([256], "B")


@settings(deadline=None)
@given(st.dictionaries(st.text("abc", min_size=1), st.binary()))
def test_sections_come_back_under_their_header(sections: dict[str, bytes]) -> None:
    header, read = read_pack(write_pack({"attribution": ["OGL"]}, sections))
    assert header["attribution"] == ["OGL"]
    assert read == sections


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="not a Bluelamp gazetteer"):
        read_pack(b"PK\x03\x04")


def test_a_file_that_says_more_than_it_holds_is_refused() -> None:
    packed = write_pack({}, {"a": b"1234"}).replace(b'"a": 4', b'"a": 3')
    with pytest.raises(ValueError, match="damaged"):
        read_pack(packed)


def test_the_file_is_the_same_whichever_end_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = [1, 256, 65_535]
    assert pack_numbers(numbers, "H") == b"\x01\x00\xff" + b"\x00\x01\xff"
    monkeypatch.setattr("sys.byteorder", "big")  # swaps on the way out and on the way in
    assert list(unpack_numbers(pack_numbers(numbers, "H"), "H")) == numbers
