"""The door of every request: default deny, and nothing personal leaves before its reading is on the ledger."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from bluelamp.access.middleware import KeptSessionMiddleware
from bluelamp.core.actor import Actor
from bluelamp.core.errors import UnloggedReading
from bluelamp.core.ids import new_id
from bluelamp.ledger.models import Entry
from tests.factories.ledger import personal_row
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def pages(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.unit.access.door_urls"


def readings() -> list[Entry]:
    return list(Entry.objects.filter(act="consultation", action__regex=r"^(incidents\.incident\.read|page )"))


def test_what_is_shown_is_on_the_ledger(cast: Cast, sign_in: SignIn) -> None:
    row = personal_row("Man with a dog")
    shown = sign_in("dispatcher").get("/staff")
    assert shown.content == b"Man with a dog"
    (entry,) = readings()
    assert entry.subjects == [f"incidents.incident:{row.pk}"]
    assert (entry.actor_id, entry.roles) == (cast["dispatcher"].id, ["dispatcher"])
    assert (entry.action, entry.purpose, entry.matter_id) == ("incidents.incident.read", "response", row.matter_id)


@pytest.mark.django_db(transaction=True)
def test_a_database_lost_while_a_session_is_saved_is_our_fault_and_no_bad_request(rf: RequestFactory) -> None:
    request = rf.get("/")
    first = SessionStore()
    first.create()
    request.COOKIES[settings.SESSION_COOKIE_NAME] = first.session_key or ""

    def loses_the_database(request: HttpRequest) -> HttpResponse:
        request.session["draft"] = "1"
        with suppress(OperationalError), connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return HttpResponse()

    def ends_it_elsewhere(request: HttpRequest) -> HttpResponse:
        request.session["draft"] = "1"
        SessionStore(first.session_key).delete()
        return HttpResponse()

    with pytest.raises(OperationalError):
        KeptSessionMiddleware(loses_the_database)(request)
    connection.close()
    with pytest.raises(SessionInterrupted):
        KeptSessionMiddleware(ends_it_elsewhere)(request)


def test_what_failed_hands_out_no_cookie(client: Client) -> None:
    """Or the form that is open would be refused when it is sent again."""
    client.raise_request_exception = False
    assert client.get("/new-token").cookies
    answer = client.get("/new-token?and=fails")
    assert answer.status_code == 500
    assert not answer.cookies


def test_the_public_reads_its_own_record(client: Client) -> None:
    personal_row()
    assert client.get("/public").status_code == 200
    (entry,) = readings()
    assert (entry.actor_kind, entry.actor_id, entry.purpose) == ("public", Actor.public().id, "own_record")


def test_when_the_entry_cannot_be_written_nothing_is_sent(sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    personal_row("Man with a dog")
    client = sign_in("dispatcher")
    client.raise_request_exception = False
    monkeypatch.setattr("bluelamp.ledger.services.SHEET_SIZE", None)  # a fault while the entry is written
    answer = client.get("/staff")
    assert answer.status_code == 500
    assert b"Man with a dog" not in answer.content


@pytest.mark.parametrize(("path", "status"), [("/leads-on", 302), ("/nothing", 204), ("/plain", 200)])
def test_what_stays_inside_is_not_said_to_have_been_read(sign_in: SignIn, path: str, status: int) -> None:
    personal_row()
    assert sign_in("dispatcher").get(path).status_code == status
    assert readings() == []


@pytest.mark.parametrize("name", ["dispatcher", "administrator", "citizen", "outsider"])
def test_a_page_without_a_rule_is_served_to_nobody(sign_in: SignIn, name: str) -> None:
    personal_row("Man with a dog")
    answer = sign_in(name).get("/without-rule")
    assert answer.status_code == 403
    assert b"no access rule" in answer.content
    assert b"Man with a dog" not in answer.content


def test_a_stream_cannot_load_later(sign_in: SignIn) -> None:
    personal_row("Man with a dog")
    answer = sign_in("dispatcher").get("/streams")
    pieces = iter(answer.streaming_content)  # type: ignore[attr-defined]  # a streaming answer has it
    assert next(pieces) == b"first "
    with pytest.raises(UnloggedReading):
        next(pieces)


def test_a_stream_of_what_was_noted_leaves(sign_in: SignIn) -> None:
    personal_row("Man with a dog")
    answer = sign_in("dispatcher").get("/streams-what-it-has")
    assert b"".join(answer.streaming_content) == b"Man with a dog"  # type: ignore[attr-defined]  # the same
    assert len(readings()) == 1


def test_a_fault_of_ours_says_so_and_no_more(sign_in: SignIn) -> None:
    client = sign_in("dispatcher")
    client.raise_request_exception = False
    answer = client.get("/wrong/fault")
    assert answer.status_code == 500
    assert b"A fault of ours" not in answer.content
    assert "problem with the service" in answer.content.decode()


def test_a_page_of_somebody_is_not_kept_on_the_device(sign_in: SignIn) -> None:
    personal_row()
    assert sign_in("dispatcher").get("/plain")["Cache-Control"] == "no-store"
    assert sign_in("outsider").get("/public")["Cache-Control"] == "no-store"
    assert sign_in("citizen").get("/plain")["Cache-Control"] == "no-store"
    assert "Cache-Control" not in sign_in("outsider").get("/plain")
    assert sign_in("dispatcher").get("/own-cache")["Cache-Control"] == "private, max-age=5"


def test_somebody_whose_account_is_closed_is_a_stranger_at_once(cast: Cast, sign_in: SignIn) -> None:
    from bluelamp.access.models import User

    client = sign_in("dispatcher")
    assert client.get("/staff").status_code == 200
    User.objects.filter(pk=cast["dispatcher"].id).update(is_active=False)
    assert client.get("/staff").status_code == 302


def test_a_role_taken_away_is_gone_at_once(cast: Cast, sign_in: SignIn) -> None:
    from bluelamp.access.models import User

    client = sign_in("dispatcher")
    User.objects.filter(pk=cast["dispatcher"].id).update(roles=[])
    assert client.get("/staff").status_code == 403


def test_a_page_that_is_not_there(client: Client) -> None:
    answer = client.get(f"/one/{new_id()}/x")
    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()
