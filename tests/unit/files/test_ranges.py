import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.files.ranges import NoSuchPart, Part, parse


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-0", Part(0, 0)),
        ("bytes=0-499", Part(0, 99)),
        ("bytes=10-19", Part(10, 19)),
        ("bytes=10-", Part(10, 99)),
        ("bytes=-10", Part(90, 99)),
        ("bytes=-1000", Part(0, 99)),
        ("Bytes = 5 - 6", Part(5, 6)),
        ("", None),
        ("bytes=", None),
        ("bytes=-", None),
        ("bytes=a-b", None),
        ("bytes=5-4", None),
        ("bytes=0-1,5-6", None),
        ("items=0-1", None),
        ("bytes=٣-٤", None),
    ],
)
def test_a_range_header(header: str, part: Part | None) -> None:
    assert parse(header, 100) == part


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_a_range_beyond_the_end(header: str) -> None:
    with pytest.raises(NoSuchPart):
        parse(header, 100)


@given(st.integers(1, 50), st.integers(0, 60), st.integers(0, 60))
def test_a_part_is_what_slicing_gives(size: int, first: int, last: int) -> None:
    content = bytes(range(size))
    try:
        part = parse(f"bytes={first}-{last}", size)
    except NoSuchPart:
        assert content[first : last + 1] == b""
        return
    if part is None:
        assert last < first
    else:
        assert content[part.first : part.last + 1] == content[first : last + 1]
        assert part.length == len(content[first : last + 1])


@given(st.text(max_size=30))
def test_nonsense_never_breaks_it(header: str) -> None:
    with contextlib.suppress(NoSuchPart):
        parse(header, 10)
