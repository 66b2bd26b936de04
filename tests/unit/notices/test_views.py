"""The demo's mailbox and the supervisor's list of what was not sent, page by page."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from bluelamp.core.actor import Actor
from bluelamp.ledger.models import Entry
from bluelamp.notices import delivery
from bluelamp.notices.enums import Channel
from bluelamp.notices.models import Notice
from bluelamp.notices.notifiers import NoGateway
from tests.factories import notices
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
JOB = Actor.job("test")
SignIn = Callable[[str], Client]


def sent(**to: object) -> Notice:
    notice = notices.notice(to=notices.safe_contact(**to))  # type: ignore[arg-type]  # what a test changes
    delivery.deliver(actor=JOB, notice_id=notice.id)
    return notice


def given_up() -> Notice:
    notice = notices.notice()
    delivery.deliver(actor=JOB, notice_id=notice.id, notifier=NoGateway())
    return notice


def test_the_mailbox_shows_what_was_sent(client: Client) -> None:
    sent(name="<script>Sam")
    sent(preferred=Channel.SMS)
    page = client.get("/dev/mailbox")
    text = page.content.decode()
    assert page.status_code == 200
    assert "sam@example.com" in text
    assert "+447700900982" in text
    assert "Hello &lt;script&gt;Sam" in text
    assert '<a href="https://bluelamp.example/track"' in text


def test_the_mailbox_of_one_person(client: Client) -> None:
    sent(email="one@example.com")
    sent(email="two@example.com")
    text = client.get("/dev/mailbox", {"to": "ONE@"}).content.decode()
    assert "one@example.com" in text
    assert "two@example.com" not in text
    assert "Nothing was sent to “three” yet." in client.get("/dev/mailbox", {"to": "three"}).content.decode()


def test_an_empty_mailbox_says_what_to_do(client: Client) -> None:
    assert "Nothing was sent yet." in client.get("/dev/mailbox").content.decode()
    assert client.get("/dev/")["Location"] == "/dev/mailbox"


def test_looking_into_the_mailbox_is_on_the_ledger(client: Client) -> None:
    sent()
    client.get("/dev/mailbox")
    entry = Entry.objects.latest("at")
    assert (entry.act, entry.purpose) == ("consultation", "own_record")
    assert entry.subjects[0].startswith("notices.mailboxitem:")


def test_there_is_no_mailbox_outside_the_demo(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "BLUELAMP_DEMO", False)
    assert client.get("/dev/mailbox").status_code == 404
    assert client.get("/dev/").status_code == 404


def test_the_mailbox_is_only_looked_at(client: Client) -> None:
    assert client.post("/dev/mailbox").status_code == 405


def test_the_supervisor_sees_what_was_not_sent_and_why(sign_in: SignIn) -> None:
    given_up()
    notices.notice(to=notices.safe_contact(never=True))
    text = sign_in("supervisor").get("/desk/notices/").content.decode()
    assert "Nothing is set up that could send it." in text
    assert "They asked not to be contacted." in text
    assert "sam@example.com" not in text, "the list needs no addresses"
    assert text.count("try-again") == 1, "what was held is not sent by machine"


def test_the_supervisor_tries_again(sign_in: SignIn) -> None:
    notice, supervisor = given_up(), sign_in("supervisor")
    answer = supervisor.post(f"/desk/notices/{notice.id}/try-again", follow=True)
    assert "It is in the queue again" in answer.content.decode()
    assert "Every notice was sent." in answer.content.decode()
    assert supervisor.post(f"/desk/notices/{notice.id}/try-again").status_code == 409


def test_nobody_else_sees_or_sends_them(cast: Cast, sign_in: SignIn) -> None:
    notice = given_up()
    for who in sorted(set(cast) - {"supervisor"}):
        expected = 302 if who == "outsider" else 403
        assert sign_in(who).get("/desk/notices/").status_code == expected, who
        assert sign_in(who).post(f"/desk/notices/{notice.id}/try-again").status_code == expected, who


def test_the_supervisor_finds_the_way(sign_in: SignIn) -> None:
    assert "/desk/notices/" in sign_in("supervisor").get("/staff/home").content.decode()
    assert "/desk/notices/" not in sign_in("detective").get("/staff/home").content.decode()


def test_the_list_leads_to_whom_it_is_about(sign_in: SignIn) -> None:
    given_up()
    address = "/desk/contact/" + notices.RECIPIENT.partition(":")[2]
    assert f'href="{address}"' in sign_in("supervisor").get("/desk/notices/").content.decode()
