import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.analytics import lines
from bluelamp.analytics.lines import MOST_IN_A_LINE, blocks, joined, plain_lines, shown, split_line


class Dribble:
    """Gives as little as ``size`` bytes at once, however many are asked for."""

    def __init__(self, content: bytes, size: int) -> None:
        self._content, self._size = io.BytesIO(content), size

    def read(self, _size: int, /) -> bytes:
        return self._content.read(self._size)


@settings(deadline=None)
@given(st.lists(st.binary(max_size=20).map(lambda b: b.replace(b"\n", b"")), max_size=20), st.integers(1, 40))
def test_blocks_are_whole_lines_with_their_numbers(content: list[bytes], size: int) -> None:
    whole = b"\n".join(content)
    found = list(blocks(Dribble(whole, size)))
    assert b"".join(block for _, block in found) == whole
    assert all(block.endswith(b"\n") for _, block in found[:-1])
    for number, block in found:
        assert content[number - 1] == block.split(b"\n")[0]


def test_a_line_without_end_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "CHUNK", 1 << 16)
    endless = Dribble(b"a" * 5_000_000 + b"\nb\n", 1 << 16)
    found = list(blocks(endless))
    assert [number for number, _ in found] == [1]
    first, second, _ = found[0][1].split(b"\n")
    assert MOST_IN_A_LINE < len(first) <= 2 * MOST_IN_A_LINE + 2
    assert second == b"b"
    assert "longer than 65,536 bytes" in split_line(first)[1]


@pytest.mark.parametrize(
    "block", [b'a,"b"\n', b"a\x00b\n", b"a\tb\n", b"a\rb\n", b"caf\xe9\n", b"\x1b[31m\n", b"a" * 70_000, b"\x7f\n"]
)
def test_a_block_that_needs_care_is_not_plain(block: bytes) -> None:
    assert plain_lines(block) is None


def test_plain_blocks() -> None:
    assert plain_lines(b"a,b\r\nc,d\r\n") == ["a,b", "c,d"]
    assert plain_lines("café,☂".encode()) == ["café,☂"]
    assert plain_lines(b"a\n\nb\n") == ["a", "", "b"]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"a,\x00", "NUL byte"),
        (b"a,caf\xe9", "Byte 6 of the line is not UTF-8"),
        (b"a,\xed\xa0\x80", "not UTF-8"),  # half of a surrogate pair
        (b"a,\tb", "control character"),
        (b"a,\x1b[31m", "control character"),
        (b'a,"b', "quotation mark"),
        (b'a,"b"c', "quotation mark"),
        (b'"a', "quotation mark"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(raw: bytes, said: str) -> None:
    fields, why = split_line(raw)
    assert fields == []
    assert said in why


def test_quotes_as_rfc_4180_writes_them() -> None:
    assert split_line(b'a,"b, ""c""",\r\n') == (["a", 'b, "c"', ""], "")
    assert split_line(b'On or near "The Lamp"') == (['On or near "The Lamp"'], "")
    assert split_line(b"") == ([], "")


printable = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20)


@settings(deadline=None)
@given(st.lists(printable, min_size=2, max_size=12))
def test_fields_come_back(fields: list[str]) -> None:
    assert split_line(joined(fields).encode()) == (fields, "")


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_split_or_refused_and_can_be_shown(raw: bytes) -> None:
    raw = raw.replace(b"\n", b"")
    fields, why = split_line(raw)
    assert not (fields and why)
    assert shown(raw).encode().decode() == shown(raw)
    assert "\x00" not in shown(raw)
