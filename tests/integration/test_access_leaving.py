"""Whoever leaves is hung up on: the whole way from the button to the end of the open stream, over real sockets."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

import httpx
import pytest
from django.contrib.sessions.models import Session
from django.db import transaction

from bluelamp.access.models import User
from bluelamp.access.services import close_account, create_user, reopen_account
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.roles import Role
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from tests.factories.live import tell
from tests.integration.live_processes import Processes, eventually, processes
from tests.plugins.database import Database

pytestmark = pytest.mark.django_db(transaction=True)
JOB = Actor.job("test")
PASSWORD = "a long enough sentence"


@pytest.fixture(scope="module")
def house(database: Database) -> Iterator[Processes]:
    with processes(database) as started:
        yield started


@pytest.fixture
def served(house: Processes, transactional_db: None) -> Processes:
    house.serve()
    return house


@pytest.fixture
def browser_of(served: Processes) -> Iterator[Callable[[User | None], "Browser"]]:
    """A new browser, in which somebody has signed in."""
    opened: list[Browser] = []

    def open_one(user: User | None) -> Browser:
        browser = Browser(served.port)
        opened.append(browser)
        return browser.sign_in(user) if user else browser

    yield open_one
    for browser in opened:
        browser.close()


@dataclass
class Browser:
    """Somebody's browser: its cookies, and what its one open stream has said."""

    port: int
    http: httpx.Client = field(init=False)
    said: str = ""
    over: threading.Event = field(default_factory=threading.Event)
    links: list[socket.socket] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=20)

    def close(self) -> None:
        self.http.close()
        for link in self.links:
            with suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)
        assert not self.links or self.over.wait(10)

    def sign_in(self, user: User) -> "Browser":
        page = self.http.get("/staff/sign-in")
        answer = self._post("/staff/sign-in", page.text, username=user.username, password=PASSWORD)
        assert answer.headers.get("Location") == "/staff/home", answer.text
        return self

    def sign_out(self) -> None:
        assert self._post("/staff/sign-out", self.http.get("/staff/home").text).status_code == 302

    def ticket(self) -> httpx.Response:
        return self.http.get("/live/ticket")

    def follow(self, ticket: str = "") -> None:
        """Open the stream, as the page's script does; returns when it is open."""
        self.said, self.over = "", threading.Event()
        reader = threading.Thread(target=self._read, args=[ticket or self.ticket().json()["ticket"]], daemon=True)
        reader.start()
        eventually(lambda: "retry:" in self.said)

    def _read(self, ticket: str) -> None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=60) as link:
            self.links.append(link)
            cookie = f"sessionid={self.http.cookies['sessionid']}"
            lines = (f"GET /stream?ticket={ticket} HTTP/1.0", "Host: localhost", f"Cookie: {cookie}", "", "")
            link.sendall("\r\n".join(lines).encode())
            while part := link.recv(65536):
                self.said += part.decode()
        self.over.set()

    def _post(self, path: str, page: str, **fields: str) -> httpx.Response:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None, page
        return self.http.post(path, data={"csrfmiddlewaretoken": token[1], **fields})


Opens = Callable[[User | None], Browser]


def officer(name: str = "pat") -> User:
    return create_user(actor=JOB, username=name, display_name=name, password=PASSWORD, roles=[Role.RESPONDER])


def test_signing_out_ends_the_stream_at_once(browser_of: Opens) -> None:
    pat = officer()
    browser = browser_of(pat)
    browser.follow()
    tell(1, audience=f"actor:{pat.pk}")
    eventually(lambda: '"n": 1' in browser.said)
    browser.sign_out()
    eventually(browser.over.is_set)
    assert "event: renew" in browser.said
    tell(2, audience=f"actor:{pat.pk}")
    assert '"n": 2' not in browser.said
    assert browser.ticket().status_code == 403


def test_the_same_person_elsewhere_comes_back_and_goes_on(browser_of: Opens) -> None:
    pat = officer()
    here, there = browser_of(pat), browser_of(pat)
    for browser in (here, there):
        browser.follow()
    here.sign_out()
    eventually(there.over.is_set)
    there.follow()
    tell(3, audience=f"actor:{pat.pk}")
    eventually(lambda: '"n": 3' in there.said)


def test_another_persons_stream_stays(browser_of: Opens) -> None:
    pat, sam = officer(), officer("sam")
    leaves, stays = browser_of(pat), browser_of(sam)
    for browser in (leaves, stays):
        browser.follow()
    leaves.sign_out()
    eventually(leaves.over.is_set)
    tell(4, audience=f"actor:{sam.pk}")
    eventually(lambda: '"n": 4' in stays.said)
    assert "renew" not in stays.said


def test_a_ticket_from_before_signing_out_opens_nothing_for_long(browser_of: Opens) -> None:
    pat = officer()
    browser = browser_of(pat)
    ticket, key = browser.ticket().json()["ticket"], browser.http.cookies["sessionid"]
    browser.sign_out()
    browser.http.cookies.set("sessionid", key)  # somebody kept both
    tell(5, audience=f"actor:{pat.pk}")
    browser.follow(ticket)
    eventually(browser.over.is_set)
    assert "event: renew" in browser.said
    assert '"n": 5' not in browser.said


def test_who_signs_in_after_somebody_else_in_the_same_browser_ends_their_stream(browser_of: Opens) -> None:
    pat, sam = officer(), officer("sam")
    browser = browser_of(pat)
    browser.follow()
    browser.sign_in(sam)
    eventually(browser.over.is_set)


def test_a_closed_account_is_hung_up_on_and_stays_out(browser_of: Opens) -> None:
    pat = officer()
    browser = browser_of(pat)
    browser.follow()
    close_account(actor=JOB, user_id=pat.pk, reason="Left the force.")
    eventually(browser.over.is_set)
    assert browser.ticket().status_code == 403
    reopen_account(actor=JOB, user_id=pat.pk, reason="Came back.")
    assert browser.ticket().status_code == 403, "a session from before is ended for good"
    browser.sign_in(User.objects.get(pk=pat.pk))
    assert browser.ticket().status_code == 200


def test_the_stream_ends_with_the_session(browser_of: Opens) -> None:
    pat = officer()
    browser = browser_of(pat)
    session = Session.objects.filter(pk=browser.http.cookies["sessionid"])
    session.update(expire_date=now() + timedelta(seconds=5))
    browser.follow()
    eventually(browser.over.is_set)
    assert "event: renew" in browser.said
    assert session.get().expire_date - now() < timedelta(seconds=1), "tickets count whole seconds"
    eventually(lambda: browser.ticket().status_code == 403)


def test_giving_up_a_receipt_ends_what_it_follows(browser_of: Opens) -> None:
    from django.test import Client

    holder = Actor.receipt(officer().pk)  # any id will do
    client = Client()
    session = client.session
    session["receipt"], session["receipt_held"] = str(holder.id), [now().isoformat()] * 2
    session.save()
    browser = browser_of(None)
    browser.http.cookies.set("sessionid", session.session_key or "")
    browser.follow()
    browser._post("/track/leave", browser.http.get("/track").text)
    eventually(browser.over.is_set)
    assert browser.ticket().status_code == 403


def test_what_is_undone_hangs_up_on_nobody(browser_of: Opens) -> None:
    pat = officer()
    browser = browser_of(pat)
    browser.follow()
    with suppress(ZeroDivisionError), transaction.atomic():
        close_account(actor=JOB, user_id=pat.pk, reason="By mistake.")
        raise ZeroDivisionError
    with transaction.atomic():
        record(actor=JOB, act=Act.ALTERATION, action="test.told", subjects=[])
    tell(6, audience=f"actor:{pat.pk}")
    eventually(lambda: '"n": 6' in browser.said)
    assert not browser.over.is_set()
