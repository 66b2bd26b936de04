import io
import tracemalloc
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.analytics import lines
from bluelamp.analytics.enums import Kind
from bluelamp.analytics.errors import Unreadable
from bluelamp.analytics.layouts import understand
from bluelamp.analytics.lines import split_line
from bluelamp.analytics.reading import RowReader
from bluelamp.analytics.rows import Named, Rules
from bluelamp.analytics.types import Rejection
from tests.factories.analytics import csv_text, row

NAMED = Named(Kind.STREET, "west-midlands", "2024-01")


def read(content: bytes) -> tuple[list[str], list[Rejection], RowReader]:
    """Lines that were passed on, in order of their numbers, rejections, and the reader at its end.

    Whether plain lines are right is judged later, many at a time: here the rules judge them one by one.
    """
    reader, rejections = RowReader(io.BytesIO(content)), list[Rejection]()
    rules = Rules(understand(reader.titles), NAMED, today=date(2026, 3, 2), folder="")
    accepted: list[tuple[int, str]] = []
    for batch in reader.batches(rules, label="a.csv"):
        passed = batch.content.decode().split("\n")
        assert passed.pop() == ""
        for number, line in zip(batch.numbers, passed, strict=True):
            reason = rules.reason(split_line(line.encode())[0])
            if reason:
                rejections.append(Rejection("a.csv", number, reason, line))
            else:
                accepted.append((number, line))
        rejections += batch.rejected
    rejections.sort(key=lambda rejection: rejection.line)
    return [line for _, line in sorted(accepted)], rejections, reader


GOOD = csv_text([row()]).splitlines()[1]
HEADER = csv_text([]).rstrip("\n")
BAD = GOOD.replace("2024-01", "2024-99")
QUOTED = csv_text([row(location="On or near Lamp, Row")]).splitlines()[1]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([GOOD, BAD, QUOTED, "", "a,b", '"x']), max_size=60),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_every_line_is_accepted_or_rejected_under_its_own_number(body: list[str], end: str, ended: bool) -> None:
    content = end.join([HEADER, *body]) + (end if ended else "")
    accepted, rejections, reader = read(content.encode())
    while body and not body[-1]:
        body = body[:-1]  # blank lines at the end of a file are nobody's row
    assert reader.rows == len(body) == len(accepted) + len(rejections)
    assert accepted == [line for line in body if line in (GOOD, QUOTED)]
    expected = [(number, line) for number, line in enumerate(body, 2) if line not in (GOOD, QUOTED)]
    assert [(r.line, r.text) for r in rejections] == expected


def test_line_numbers_hold_across_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "CHUNK", 1000)
    body = [GOOD, BAD, "", QUOTED] * 50
    accepted, rejections, reader = read("\n".join([HEADER, *body, "", ""]).encode())
    assert [r.line for r in rejections] == [n for n, line in enumerate(body, 2) if line in (BAD, "")]
    assert len(accepted) == 100
    assert reader.rows == 200


def test_a_long_run_of_blank_lines_is_one_rejection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "CHUNK", 600)
    gap = "\n" * 1_500
    accepted, rejections, reader = read(f"{HEADER}\n{GOOD}\n{gap}{GOOD}\n{gap}".encode())
    assert accepted == [GOOD, GOOD]
    assert [(r.line, r.rows, r.reason) for r in rejections] == [(3, 1_500, "1,500 lines from here on are empty.")]
    assert reader.rows == 1_502


def test_blank_lines_that_never_end_take_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "CHUNK", 1 << 16)
    tracemalloc.start()
    _, rejections, reader = read(f"{HEADER}\n".encode() + b"\n" * 3_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (rejections, reader.rows) == ([], 0)
    assert peak < 16_000_000


def test_identical_rows_are_kept() -> None:
    accepted, rejections, _ = read("\n".join([HEADER, GOOD, GOOD, GOOD]).encode())
    assert accepted == [GOOD] * 3
    assert rejections == []


def test_a_byte_order_mark_is_not_part_of_the_header() -> None:
    accepted, _, _ = read(b"\xef\xbb\xbf" + "\n".join([HEADER, GOOD]).encode())
    assert accepted == [GOOD]


def test_one_forgotten_quotation_mark_costs_one_row() -> None:
    broken = GOOD.replace("On or near", '"On or near')
    accepted, rejections, _ = read("\n".join([HEADER, GOOD, broken, GOOD, GOOD]).encode())
    assert len(accepted) == 3
    assert [(r.line, "quotation mark" in r.reason) for r in rejections] == [(3, True)]


@pytest.mark.parametrize(
    ("raw", "said"),
    [(b"\x00", "NUL byte"), (b"\xff\xfe", "not UTF-8"), (b"\x07", "control character"), (b"x" * 70_000, "longer than")],
)
def test_one_bad_line_among_good_ones(raw: bytes, said: str) -> None:
    content = b"\n".join([HEADER.encode(), GOOD.encode(), GOOD.encode().replace(b"Lamp", raw), GOOD.encode()])
    accepted, rejections, _ = read(content)
    assert accepted == [GOOD, GOOD]
    assert [(r.line, said in r.reason) for r in rejections] == [(3, True)]
    assert len(rejections[0].text) <= 4_000


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty"),
        (b"\n", "not a header"),
        (b"\xff\xfeM\x00o\x00", "UTF-16"),
        (b"a\x00b\n", "not a header. The line holds a NUL byte"),
        (b'"a,b\n', "not a header. A quotation mark"),
        (b",,,\n", "not a header"),
        (b"x" * 200_000, "longer than"),
    ],
)
def test_files_without_a_header_are_refused(content: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        RowReader(io.BytesIO(content))


def test_the_fingerprint_is_of_every_byte() -> None:
    _, _, reader = read("\n".join([HEADER, GOOD]).encode())
    _, _, other = read("\n".join([HEADER, GOOD, ""]).encode())
    assert reader.sha256 != other.sha256


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_under_a_header_are_sorted(body: bytes) -> None:
    accepted, rejections, reader = read(HEADER.encode() + b"\n" + body)
    assert accepted == []
    assert reader.rows == len(rejections) == len(body.rstrip(b"\r\n").split(b"\n")) - (not body.rstrip(b"\r\n"))
