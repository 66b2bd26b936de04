"""What is sent to the web process over real sockets: nobody who never finishes, or sends too much, stops the pages."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from bluelamp.core.ids import new_id
from tests.integration.live_processes import Processes, get, processes
from tests.plugins.database import Database

pytestmark = pytest.mark.django_db(transaction=True)
TOKEN = "a" * 32


@pytest.fixture(scope="module")
def house(database: Database) -> Iterator[Processes]:
    with processes(database) as started:
        yield started


@pytest.fixture
def port(house: Processes, transactional_db: None) -> int:
    house.serve()
    return house.port


def begin(port: int, path: str, *headers: str, body: bytes = b"") -> socket.socket:
    """A form's head and the beginning of its body."""
    link = socket.create_connection(("127.0.0.1", port), timeout=30)
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: localhost",
        f"Cookie: csrftoken={TOKEN}",
        *(headers or ["Content-Type: application/x-www-form-urlencoded"]),
        "",
        "",
    ]
    link.sendall("\r\n".join(lines).encode() + body)
    return link


def answer(link: socket.socket) -> tuple[int, str]:
    """What came before the connection was closed."""
    said = b""
    while part := link.recv(65536):
        said += part
    head, _, page = said.decode().partition("\r\n\r\n")
    return int(head.split()[1]), page


FORM = "Content-Type: application/x-www-form-urlencoded"


def test_forty_who_never_finish_stop_nobody(port: int) -> None:
    with ExitStack() as stack:
        links = [
            stack.enter_context(begin(port, "/staff/sign-in", FORM, "Content-Length: 100000", body=b"a="))
            for _ in range(40)
        ]
        assert get(port, "/privacy")[0] == 200
        for link in links:  # and each of them is let go
            assert (status := answer(link))[0] == 408, status


def test_who_dribbles_is_let_go_too(port: int) -> None:
    with begin(port, "/staff/sign-in", FORM, "Content-Length: 100000") as link:
        link.settimeout(0.5)
        while True:
            try:
                said = link.recv(65536)
                break
            except TimeoutError:
                link.sendall(b"a")
    assert b" 408 " in said.splitlines()[0]
    assert b"did not arrive in time" in said


@pytest.mark.parametrize("path", ["/staff/sign-in", "/report/return", "/no-such-page"])
def test_what_says_that_it_is_too_large_is_refused_unread(port: int, path: str) -> None:
    with begin(port, path, "Content-Type: multipart/form-data; boundary=x", "Content-Length: 200000000") as link:
        status, page = answer(link)
    assert (status, "too large" in page) == (413, True)


def test_what_says_nothing_is_counted(port: int) -> None:
    with begin(port, "/staff/sign-in", FORM, "Transfer-Encoding: chunked") as link:
        for _ in range(3):
            link.sendall(b"61a80\r\n" + b"a" * 400_000 + b"\r\n")
        said = link.recv(65536)
    assert b" 413 " in said.splitlines()[0]


def test_a_form_in_pieces_arrives_whole(port: int) -> None:
    body = f"csrfmiddlewaretoken={TOKEN}&username=&password=".encode()
    length = f"Content-Length: {len(body)}"
    with begin(port, "/staff/sign-in", FORM, length, "Connection: close") as link:
        for piece in (body[:3], body[3:30], body[30:]):
            link.sendall(piece)
        status, page = answer(link)
    assert (status, "Enter your user name." in page) == (422, True)


def test_a_file_may_be_large_where_one_is_asked_for(port: int) -> None:
    page = f"/report/burglary/{new_id()}/question/photos"
    body = b"x" * 3_000_000
    length = f"Content-Length: {len(body)}"
    with begin(port, page, "Content-Type: application/octet-stream", length, "Connection: close") as link:
        link.sendall(body)
        status, _ = answer(link)
    assert status == 403  # the page itself answered: this form has no token
