import io
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.analytics import lines, shaping
from bluelamp.analytics.lines import MOST_IN_A_LINE, blocks, joined, odd_lines, shown, split_line
from bluelamp.analytics.queries import Query
from bluelamp.analytics.workbench import Workbench, workbench


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


@settings(deadline=None)
@given(st.lists(st.sampled_from([b"", b"a", b"\r"]), max_size=30), st.integers(1, 6))
def test_very_many_lines_come_in_parts(content: list[bytes], most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "MOST_LINES", most)
        found = list(lines.pieces(5, b"\n".join(content)))
    assert b"".join(piece for _, piece in found) == b"\n".join(content)
    assert all(piece.count(b"\n") <= most for _, piece in found)
    for number, piece in found:
        assert piece.split(b"\n")[0] == (content or [b""])[number - 5]


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
    "line",
    [
        b'a,"b',
        b'a,"b"c',
        b"a,\x00b",
        b"a,\tb",
        b"a,\rb",
        b"caf\xe9,",
        b",\x1b[31m",
        b"a," * 70_000,
        b"\x7f,",
        b"a",
        b"",
        b",,",
    ],
)
def test_a_line_that_needs_care_is_found_among_others(line: bytes) -> None:
    content = [b"a,b", "café,☂".encode(), line, b","]
    assert odd_lines(b"\n".join(content), content, 2) == [2]


@pytest.mark.parametrize("many", [1, 4])
def test_lines_beyond_doubt_need_no_care(many: int) -> None:
    content = [b"a,b,", "café,☂,".encode(), b",,", b'"a,b","",""""'][-many:]
    assert odd_lines(b"\n".join(content), content, 3) == []


fields_as_written = st.sampled_from(
    ["", "a", "é☂", '""', '"a,b"', '"a ""b"""', '"a', 'a"', 'a"b', '"a"b', ' "a"', '"""', "\x07"]
)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with workbench(tmp_path_factory.mktemp("bench")) as made:
        yield made


@settings(deadline=None, max_examples=300)
@given(rows=st.lists(st.lists(fields_as_written, min_size=1, max_size=4), min_size=1, max_size=4))
def test_what_is_beyond_doubt_is_read_the_same_by_both(bench: Workbench, rows: list[list[str]]) -> None:
    """By Python, and by DuckDB, which reads what goes on as it stands."""
    content = [",".join(fields).encode() for fields in rows]
    odd = odd_lines(b"\n".join(content), content, 3)
    assert odd == [at for at, line in enumerate(content) if odd_lines(line, [line], 3)]
    passed = [line for at, line in enumerate(content) if at not in odd]
    expected = [split_line(line) for line in passed]
    assert all(len(fields) == 3 and not why for fields, why in expected)
    if passed:
        with NamedTemporaryFile(suffix=".csv") as file:
            Path(file.name).write_bytes(b"".join(line + b"\n" for line in passed))
            bench.run(shaping.rows_from_csv(3, source=file.name))
            assert bench.run(Query("FROM part")) == [tuple(fields) for fields, _ in expected]


def test_a_line_made_to_be_hard_takes_no_longer() -> None:
    hard = b'"' + b'""' * 30_000
    assert odd_lines(hard, [hard], 12) == [0]


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
    assert split_line(joined([fields]).encode()) == (fields, "")


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_split_or_refused_and_can_be_shown(raw: bytes) -> None:
    raw = raw.replace(b"\n", b"")
    fields, why = split_line(raw)
    assert not (fields and why)
    assert shown(raw).encode().decode() == shown(raw)
    assert "\x00" not in shown(raw)
