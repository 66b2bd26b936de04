"""How much of a body is taken, from whom, and what one process holds at most."""

import asyncio
from collections.abc import Iterator

import pytest

from bluelamp.config import bodies
from bluelamp.config.bodies import Held, Message, RefusedError
from bluelamp.core.ids import new_id


def _pieces(*pieces: bytes) -> bodies.Receive:
    rest: Iterator[bytes] = iter(pieces)
    left = [len(pieces)]

    async def receive() -> Message:
        left[0] -= 1
        return {"type": "http.request", "body": next(rest), "more_body": left[0] > 0}

    return receive


def _refused(held: Held, receive: bodies.Receive, most: int = 100) -> bodies.Refusal | None:
    async def run() -> None:
        with held.place() as body:
            await body.receive(receive, most)

    with pytest.raises(RefusedError) as refused:
        asyncio.run(run())
    return refused.value.refusal


@pytest.mark.parametrize("size", [0, 10, 65_536, 200_000])
def test_what_came_is_what_is_read(size: int) -> None:
    async def run() -> bytes:
        with held.place() as body:
            await body.receive(_pieces(b"a" * size, b"bc"), 1_000_000)
            assert (held.bodies, held.bytes) == (1, size + 2)
            read, more = b"", True
            while more:
                message = await body.read()
                read, more = read + message["body"], message["more_body"]
            return read

    held = Held()
    assert asyncio.run(run()) == b"a" * size + b"bc"
    assert (held.bodies, held.bytes) == (0, 0)


def test_one_byte_too_many_is_refused() -> None:
    held = Held()
    assert _refused(held, _pieces(b"a" * 100, b"b")) == bodies.TOO_LARGE
    assert (held.bodies, held.bytes) == (0, 0)


def test_one_process_holds_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "MOST", 1)
    held = Held()
    with held.place():
        assert _refused(held, _pieces(b"a")) == bodies.TOO_MANY
        assert held.bodies == 1


def test_one_process_holds_so_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "MOST_BYTES", 5)
    assert _refused(Held(), _pieces(b"abc", b"def")) == bodies.TOO_MANY


def test_who_sends_nothing_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr(bodies, "IDLE", 0.01)
    assert _refused(Held(), never) == bodies.TOO_SLOW


def test_who_goes_away_gets_no_answer() -> None:
    async def gone() -> Message:
        return {"type": "http.disconnect"}

    assert _refused(Held(), gone) is None


def test_only_questions_for_files_take_files() -> None:
    question = f"/report/burglary/{new_id()}/question/photos"
    assert bodies.most_for(question) == 10 * 100_000_000 + bodies.SMALL
    for path in ("/staff/sign-in", "/report/burglary", f"{question}/advice", "/no-such-page", "/"):
        assert bodies.most_for(path) == bodies.SMALL


@pytest.mark.parametrize("length", [b"101", b"-1", b"a", b""])
def test_a_length_that_is_none_or_too_much_is_refused(length: bytes) -> None:
    scope = {"headers": [(b"content-length", length)]}
    with pytest.raises(RefusedError) as refused:
        bodies.check_announced(scope, 100)
    assert refused.value.refusal == bodies.TOO_LARGE


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ([], False),
        ([(b"content-length", b"0")], False),
        ([(b"content-length", b"1")], True),
        ([(b"transfer-encoding", b"chunked")], True),
    ],
)
def test_what_has_a_body(headers: list[tuple[bytes, bytes]], expected: bool) -> None:
    assert bodies.has_body({"headers": headers}) is expected
