"""How much of a body is taken, from whom, and what one process holds at most."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import resolve

from bluelamp.config import bodies
from bluelamp.config.bodies import Held, Message, RefusedError
from bluelamp.core.ids import new_id

_ROOT = Path(__file__).resolve().parents[3]


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
    beside = f"/chat/{new_id()}/end", f"/reports/{new_id()}/messages/latest", "/chat"
    for path in (*beside, "/staff/sign-in", "/report/burglary", f"{question}/advice", "/no-such-page", "/"):
        assert bodies.most_for(path) == bodies.SMALL


_QUESTIONS = (
    "/report/burglary/{id}/question/photos",
    "/after/more-evidence/{id}/question/files",
    "/desk/contact/calls/form/burglary/{id}/question/photos",
    "/desk/conversations/form/burglary/{id}/question/photos",
)
# Every page with a form that takes a file: where it is sent to.
_SENT_TO = {
    "journeys/files.html": _QUESTIONS,
    "portal/_chat_talking.html": ("/chat/{id}",),
    "portal/messages.html": ("/reports/{id}/messages",),
    "desk/conversations/_answering.html": ("/desk/conversations/{id}/say",),
    "desk/conversations/messages.html": ("/desk/conversations/matter/{id}/write",),
    "desk/statements/verify.html": ("/desk/statements/verify",),  # a PDF of ours, which is far below a form's words
}
_MEGABYTES = re.compile(r"Up to (\d+) MB")


def _pages_with_files() -> dict[str, str]:
    found = {str(path).partition("/templates/")[2]: path.read_text() for path in _ROOT.glob("bluelamp/**/*.html")}
    return {name: page for name, page in found.items() if 'enctype="multipart/form-data"' in page}


def test_every_page_that_takes_a_file_is_known() -> None:
    assert set(_pages_with_files()) == set(_SENT_TO)


@pytest.mark.parametrize(("page", "address"), [(page, one) for page, sent in _SENT_TO.items() for one in sent])
def test_as_much_is_taken_as_the_page_promises_by_us_and_by_the_proxy(page: str, address: str) -> None:
    path = address.format(id=new_id())
    resolve(path)
    promised = _MEGABYTES.search(_pages_with_files()[page])
    most = bodies.most_for(path)
    if promised:
        assert most == int(promised[1]) * 1_000_000 + bodies.SMALL
    elif page == "journeys/files.html":
        assert most == 10 * 100_000_000 + bodies.SMALL
    assert _nginx_takes(path) >= most


def _nginx_takes(path: str) -> int:
    """As nginx chooses: the first expression that fits, or else the longest beginning; in bytes."""
    settings = (_ROOT / "docs/how-to/proxy/nginx.conf").read_text()
    places = re.findall(r"location (~ )?(\S+) \{([^}]*)\}", settings)
    fits = [inside for is_expression, at, inside in places if is_expression and re.search(at, path)]
    begins = sorted((at, inside) for is_expression, at, inside in places if not is_expression and path.startswith(at))
    given = re.search(r"client_max_body_size (\d+)m", fits[0] if fits else begins[-1][1])
    return int(given[1] if given else 1) * 1024**2


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
