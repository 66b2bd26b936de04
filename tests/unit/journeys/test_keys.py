"""Keys: beyond guessing, easy to type."""

from hypothesis import given
from hypothesis import strategies as st

from bluelamp.journeys.enums import KeyKind
from bluelamp.journeys.keys import digest, new_code, new_device_key, read_code


def test_codes_have_eighty_random_bits_in_four_groups() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all([len(group) for group in code.split("-")] == [4, 4, 4, 4] for code in codes)
    assert not any(set("ILOU") & set(code) for code in codes)


def test_a_code_is_read_however_typed() -> None:
    assert read_code("7kq4 m2xa 90td jw5e") == "7KQ4-M2XA-90TD-JW5E"
    assert read_code(" 7KQ4M2XA9OTDJW5E\n") == "7KQ4-M2XA-90TD-JW5E"
    assert read_code("7KQ4\u2013M2XA\u20139oTD\u2013JW5E") == "7KQ4-M2XA-90TD-JW5E"


@given(st.text())
def test_anything_else_is_no_code(text: str) -> None:
    code = read_code(text)
    assert code == "" or read_code(code) == code


def test_a_code_is_no_device_key() -> None:
    key = new_device_key()
    assert len(key) >= 22
    assert digest(KeyKind.CODE, key) != digest(KeyKind.DEVICE, key)
