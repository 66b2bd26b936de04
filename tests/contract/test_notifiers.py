"""What every road for a message keeps: real SMTP, and the demo's mailbox for emails and text messages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from email.utils import parseaddr

import pytest
from django.conf import settings

from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading
from bluelamp.notices import selectors
from bluelamp.notices.enums import Channel
from bluelamp.notices.errors import Refused, Unreachable
from bluelamp.notices.notifiers import EmailNotifier, MailboxNotifier, NoGateway, Notifier, notifier_for
from bluelamp.notices.types import Message
from tests.contract import smtp_peer

pytestmark = pytest.mark.django_db
BODY = "Hello Zoë 😀,\n\n.a line that begins with a point\n" + "long " * 300 + "\n\nEnd"


@dataclass(frozen=True, slots=True)
class Arrived:
    message_id: str
    sender: str
    address: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Road:
    notifier: Notifier
    channel: Channel
    arrived: Callable[[], list[Arrived]]


@pytest.fixture
def smtp(monkeypatch: pytest.MonkeyPatch) -> Iterator[smtp_peer.Peer]:
    with smtp_peer.serving() as peer:
        monkeypatch.setattr(settings, "EMAIL_HOST", "127.0.0.1")
        monkeypatch.setattr(settings, "EMAIL_PORT", peer.port)
        yield peer


@pytest.fixture(params=["smtp", "mailbox email", "mailbox sms"])
def road(request: pytest.FixtureRequest) -> Road:
    if request.param == "smtp":
        peer: smtp_peer.Peer = request.getfixturevalue("smtp")
        return Road(EmailNotifier(), Channel.EMAIL, lambda: _from_peer(peer))
    return Road(MailboxNotifier(), Channel(request.param.split()[1]), _from_mailbox)


def _from_peer(peer: smtp_peer.Peer) -> list[Arrived]:
    return [
        Arrived(
            m["Message-ID"],
            m["From"],
            m["To"],
            m["Subject"].strip(),
            m.get_content().replace("\r\n", "\n").rstrip("\n"),
        )
        for m in peer.messages
    ]


def _from_mailbox() -> list[Arrived]:
    with reading(actor=Actor.public(), purpose=Purpose.OWN_RECORD, action="notices.mailbox.read"):
        return [
            Arrived(i.message_id, i.sender, i.address, i.subject, i.body)
            for i in reversed(selectors.mailbox(actor=Actor.public()))
        ]


def message(road: Road, **changes: object) -> Message:
    address = "sam@example.com" if road.channel == Channel.EMAIL else "+447700900982"
    subject = "An update about your report — ünïcödé" if road.channel == Channel.EMAIL else ""
    made = Message(new_id(), road.channel, address, subject, BODY, neutral=False)
    return replace(made, **changes)  # type: ignore[arg-type]  # what a test changes is its own affair


def test_a_message_arrives_as_it_was_written(road: Road) -> None:
    sent = message(road)
    provider_id = road.notifier.send(sent)
    [arrived] = road.arrived()
    assert provider_id == arrived.message_id
    assert arrived.address == sent.address
    assert (arrived.subject, arrived.body) == (sent.subject, sent.body)


def test_every_message_has_an_id_of_its_own(road: Road) -> None:
    road.notifier.send(message(road))
    road.notifier.send(message(road))
    assert len({arrived.message_id for arrived in road.arrived()}) == 2


def test_a_second_copy_can_be_told_by_its_id(road: Road) -> None:
    sent = message(road)
    assert road.notifier.send(sent) == road.notifier.send(sent)
    assert len({arrived.message_id for arrived in road.arrived()}) == 1


def test_a_neutral_message_shows_no_name_of_ours(road: Road) -> None:
    road.notifier.send(message(road, neutral=False))
    road.notifier.send(message(road, neutral=True))
    open_one, neutral = (arrived.sender for arrived in road.arrived())
    assert settings.BLUELAMP_FORCE_NAME in open_one
    assert settings.BLUELAMP_FORCE_NAME not in neutral
    if road.channel == Channel.EMAIL:
        assert parseaddr(neutral) == ("", settings.DEFAULT_FROM_EMAIL)


# --- what only a real server can do


def email(**changes: object) -> Message:
    return message(Road(EmailNotifier(), Channel.EMAIL, list), **changes)


def test_a_mail_says_that_no_machine_should_answer(smtp: smtp_peer.Peer) -> None:
    EmailNotifier().send(email())
    assert smtp.messages[0]["Auto-Submitted"] == "auto-generated"
    assert smtp.messages[0].get_content_type() == "text/plain"


@pytest.mark.parametrize(
    ("address", "error", "code"),
    [
        ("nobody@example.com", Refused, "smtp_550"),
        ("full@example.com", Unreachable, "smtp_452"),
        ("grey@example.com", Unreachable, "smtp_451"),
    ],
)
def test_a_refusal_for_good_is_told_from_one_for_now(
    smtp: smtp_peer.Peer, address: str, error: type[Refused] | type[Unreachable], code: str
) -> None:
    with pytest.raises(error) as caught:
        EmailNotifier().send(email(address=address))
    assert caught.value.code == code
    assert "example" not in str(caught.value), "a fault is logged, so it must not quote the address"
    assert smtp.messages == []


def test_a_message_refused_after_reading_it(smtp: smtp_peer.Peer) -> None:
    smtp.spam = True
    with pytest.raises(Refused, match="smtp_554"):
        EmailNotifier().send(email())


def test_a_line_cut_before_the_answer_may_have_been_a_sending(smtp: smtp_peer.Peer) -> None:
    smtp.hang_up = True
    sent = email()
    with pytest.raises(Unreachable):
        EmailNotifier().send(sent)
    smtp.hang_up = False
    EmailNotifier().send(sent)
    assert [m["Message-ID"] for m in smtp.messages] == [f"<{sent.notice_id.hex}@bluelamp.invalid>"] * 2


def test_no_server_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "EMAIL_HOST", "127.0.0.1")
    monkeypatch.setattr(settings, "EMAIL_PORT", 9)
    with pytest.raises(Unreachable, match="ConnectionRefusedError"):
        EmailNotifier().send(email())


def test_a_line_break_in_a_header_is_not_sent(smtp: smtp_peer.Peer) -> None:
    from django.core.mail import BadHeaderError

    with pytest.raises(BadHeaderError):
        EmailNotifier().send(email(subject="Hello\nBcc: everybody@example.com"))
    assert smtp.messages == []


# --- which road an installation takes


@pytest.mark.parametrize(
    ("channel", "host", "demo", "kind"),
    [
        ("email", "mail.example", True, EmailNotifier),
        ("email", "mail.example", False, EmailNotifier),
        ("email", "", True, MailboxNotifier),
        ("email", "", False, NoGateway),
        ("sms", "mail.example", True, MailboxNotifier),
        ("sms", "mail.example", False, NoGateway),
    ],
)
def test_the_road_of_an_installation(
    monkeypatch: pytest.MonkeyPatch, channel: str, host: str, demo: bool, kind: type[Notifier]
) -> None:
    monkeypatch.setattr(settings, "EMAIL_HOST", host)
    monkeypatch.setattr(settings, "BLUELAMP_DEMO", demo)
    assert isinstance(notifier_for(channel), kind)


def test_without_a_gateway_nothing_is_taken() -> None:
    with pytest.raises(Refused, match="no_gateway_for_sms"):
        NoGateway().send(email(channel=Channel.SMS))
