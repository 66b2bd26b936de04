"""What every road for a message keeps: SMTP with and without TLS, a text message gateway, and the demo's mailbox.

Mail server and gateway are real peers on loopback; their certificates come from an authority of the test's own.
"""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from email.utils import parseaddr
from pathlib import Path

import pytest
from django.conf import settings

from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading
from bluelamp.notices import selectors
from bluelamp.notices.enums import Channel
from bluelamp.notices.errors import Refused, Unreachable
from bluelamp.notices.notifiers import (
    EmailNotifier,
    MailboxNotifier,
    NoGateway,
    Notifier,
    SmsNotifier,
    notifier_for,
)
from bluelamp.notices.types import Message
from tests.contract import certificates, sms_peer, smtp_peer

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


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> certificates.Certificates:
    return certificates.make(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(autouse=True)
def trust(signed: certificates.Certificates, monkeypatch: pytest.MonkeyPatch) -> None:
    """As an installation trusts a private authority."""
    monkeypatch.setenv("SSL_CERT_FILE", str(signed.authority))


@contextmanager
def _mail_server(
    monkeypatch: pytest.MonkeyPatch, tls: smtp_peer.Tls = "", context: ssl.SSLContext | None = None
) -> Iterator[smtp_peer.Peer]:
    with smtp_peer.serving(tls, context) as peer:
        monkeypatch.setattr(settings, "EMAIL_HOST", "127.0.0.1")
        monkeypatch.setattr(settings, "EMAIL_PORT", peer.port)
        monkeypatch.setattr(settings, "EMAIL_USE_TLS", tls == "starttls")
        monkeypatch.setattr(settings, "EMAIL_USE_SSL", tls == "tls")
        yield peer


@pytest.fixture
def smtp(monkeypatch: pytest.MonkeyPatch) -> Iterator[smtp_peer.Peer]:
    with _mail_server(monkeypatch) as peer:
        yield peer


@pytest.fixture
def starttls(monkeypatch: pytest.MonkeyPatch, signed: certificates.Certificates) -> Iterator[smtp_peer.Peer]:
    with _mail_server(monkeypatch, "starttls", signed.server) as peer:
        yield peer


@pytest.fixture
def tls(monkeypatch: pytest.MonkeyPatch, signed: certificates.Certificates) -> Iterator[smtp_peer.Peer]:
    with _mail_server(monkeypatch, "tls", signed.server) as peer:
        yield peer


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch, signed: certificates.Certificates) -> Iterator[sms_peer.Peer]:
    with sms_peer.serving(signed.server) as peer:
        monkeypatch.setattr(settings, "BLUELAMP_SMS_URL", peer.url)
        monkeypatch.setattr(settings, "BLUELAMP_SMS_TOKEN", sms_peer.TOKEN)
        yield peer


@pytest.fixture(params=["smtp", "starttls", "tls", "gateway", "mailbox email", "mailbox sms"])
def road(request: pytest.FixtureRequest) -> Road:
    if request.param == "gateway":
        gate: sms_peer.Peer = request.getfixturevalue("gateway")
        return Road(SmsNotifier(), Channel.SMS, lambda: _from_gateway(gate))
    if request.param in ("smtp", "starttls", "tls"):
        peer: smtp_peer.Peer = request.getfixturevalue(request.param)
        return Road(EmailNotifier(), Channel.EMAIL, lambda: _from_peer(peer))
    return Road(MailboxNotifier(), Channel(request.param.split()[1]), _from_mailbox)


def _from_gateway(peer: sms_peer.Peer) -> list[Arrived]:
    return [Arrived(name, m["from"], m["to"], "", m["text"]) for name, m in peer.messages.items()]


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


def test_each_kind_has_a_sender_of_its_own(road: Road, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "BLUELAMP_FROM_NAME": "Lantern Shire Police",
        "DEFAULT_FROM_EMAIL": "no-reply@police.example",
        "BLUELAMP_NEUTRAL_FROM_NAME": "Sam's list",
        "BLUELAMP_NEUTRAL_FROM_EMAIL": "hello@list.example",
        "BLUELAMP_SMS_SENDER": "LanternPol",
        "BLUELAMP_SMS_NEUTRAL_SENDER": "+447700900111",
    }.items():
        monkeypatch.setattr(settings, name, value)
    neutral = message(road, neutral=True)
    road.notifier.send(message(road, neutral=False))
    road.notifier.send(neutral)
    open_one, other = road.arrived()
    if road.channel == Channel.SMS:
        assert (open_one.sender, other.sender) == ("LanternPol", "+447700900111")
        return
    assert parseaddr(open_one.sender) == ("Lantern Shire Police", "no-reply@police.example")
    assert parseaddr(other.sender) == ("Sam's list", "hello@list.example")
    assert other.message_id.endswith("@list.example>"), "a header gives nobody away either"


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


def test_the_envelope_of_a_neutral_message_says_no_more(smtp: smtp_peer.Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEFAULT_FROM_EMAIL", "no-reply@police.example")
    monkeypatch.setattr(settings, "BLUELAMP_NEUTRAL_FROM_EMAIL", "hello@list.example")
    EmailNotifier().send(email(neutral=True))
    assert smtp.senders == ["hello@list.example"]
    assert "police" not in smtp.messages[0].as_string().lower()


@pytest.mark.parametrize("way", ["starttls", "tls"])
def test_mail_travels_encrypted_and_signed_in(request: pytest.FixtureRequest, way: str) -> None:
    peer: smtp_peer.Peer = request.getfixturevalue(way)
    monkeypatch: pytest.MonkeyPatch = request.getfixturevalue("monkeypatch")
    peer.account = "bluelamp:open sesame"
    with pytest.raises(Unreachable):
        EmailNotifier().send(email())
    for name, value in {"EMAIL_HOST_USER": "bluelamp", "EMAIL_HOST_PASSWORD": "wrong"}.items():
        monkeypatch.setattr(settings, name, value)
    with pytest.raises(Unreachable, match="SMTPAuthenticationError"):
        EmailNotifier().send(email())
    monkeypatch.setattr(settings, "EMAIL_HOST_PASSWORD", "open sesame")
    EmailNotifier().send(email())
    assert peer.secure == [True]


def test_mail_never_falls_back_to_plain_text(smtp: smtp_peer.Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "EMAIL_USE_TLS", True)
    with pytest.raises(Unreachable, match="SMTPNotSupportedError"):
        EmailNotifier().send(email())
    assert smtp.messages == []


@pytest.mark.parametrize("way", ["starttls", "tls"])
def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(
    request: pytest.FixtureRequest, way: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    peer: smtp_peer.Peer = request.getfixturevalue(way)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.make(tmp_path).authority))
    with pytest.raises(Unreachable, match="SSLCertVerificationError"):
        EmailNotifier().send(email())
    assert peer.messages == []


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


# --- what only a real gateway can do


def text(number: str = "+447700900982", **changes: object) -> Message:
    return message(Road(SmsNotifier(), Channel.SMS, list), address=number, **changes)


@pytest.mark.parametrize(
    ("number", "error"),
    [
        ("+447700900400", Refused),
        ("+447700900413", Refused),
        ("+447700900422", Refused),
        ("+447700900302", Unreachable),
        ("+447700900404", Unreachable),
        ("+447700900409", Unreachable),
        ("+447700900429", Unreachable),
        ("+447700900500", Unreachable),
        ("+447700900503", Unreachable),
    ],
)
def test_a_gateways_no_for_good_is_told_from_one_for_now(
    gateway: sms_peer.Peer, number: str, error: type[Refused] | type[Unreachable]
) -> None:
    with pytest.raises(error) as caught:
        SmsNotifier().send(text(number))
    assert caught.value.code == f"sms_{number[-3:]}"
    assert gateway.messages == {}


def test_a_wrong_token_loses_no_message(gateway: sms_peer.Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "BLUELAMP_SMS_TOKEN", "yesterday's")
    with pytest.raises(Unreachable, match="sms_401"):
        SmsNotifier().send(text())


def test_a_message_whose_answer_was_lost_is_sent_once(gateway: sms_peer.Peer) -> None:
    gateway.hang_up = True
    sent = text()
    with pytest.raises(Unreachable):
        SmsNotifier().send(sent)
    gateway.hang_up = False
    assert SmsNotifier().send(sent) == "SM000001"
    assert gateway.tries == [sent.notice_id.hex] * 2
    assert len(gateway.messages) == 1


@pytest.mark.parametrize("answer", [{}, [], "fine", {"id": None}, {"id": {"a": 1}}, b"OK", b"\xff"])
def test_a_gateway_that_names_nothing_leaves_our_name(gateway: sms_peer.Peer, answer: object) -> None:
    gateway.answer = answer
    sent = text()
    assert SmsNotifier().send(sent) == sent.notice_id.hex


def test_a_gateways_own_name_is_kept_within_bounds(gateway: sms_peer.Peer) -> None:
    gateway.answer = {"id": "x" * 1_000}
    assert SmsNotifier().send(text()) == "x" * 200


def test_a_gateway_nobody_vouches_for_gets_nothing(
    gateway: sms_peer.Peer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.make(tmp_path).authority))
    with pytest.raises(Unreachable, match="ConnectError"):
        SmsNotifier().send(text())
    assert gateway.tries == []


@pytest.mark.parametrize("url", ["https://127.0.0.1:9/", "https://", "nonsense", "https://[::1/"])
def test_no_gateway_there(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setattr(settings, "BLUELAMP_SMS_URL", url)
    with pytest.raises(Unreachable):
        SmsNotifier().send(text())


# --- which road an installation takes


@pytest.mark.parametrize(
    ("channel", "host", "url", "roads"),
    [
        ("email", "mail.example", "", (EmailNotifier, EmailNotifier)),
        ("email", "", "https://sms.example", (MailboxNotifier, NoGateway)),
        ("sms", "mail.example", "", (MailboxNotifier, NoGateway)),
        ("sms", "", "https://sms.example", (SmsNotifier, SmsNotifier)),
        ("call", "mail.example", "https://sms.example", (MailboxNotifier, NoGateway)),
    ],
)
def test_the_road_of_an_installation(
    monkeypatch: pytest.MonkeyPatch, channel: str, host: str, url: str, roads: tuple[type[Notifier], type[Notifier]]
) -> None:
    """In the demo, and outside it."""
    monkeypatch.setattr(settings, "EMAIL_HOST", host)
    monkeypatch.setattr(settings, "BLUELAMP_SMS_URL", url)
    for demo, kind in zip((True, False), roads, strict=True):
        monkeypatch.setattr(settings, "BLUELAMP_DEMO", demo)
        assert isinstance(notifier_for(channel), kind)
    monkeypatch.setattr(settings, "BLUELAMP_NOTICES", False)
    assert isinstance(notifier_for(channel), NoGateway)


def test_without_a_gateway_nothing_is_taken() -> None:
    with pytest.raises(Refused, match="no_gateway_for_sms"):
        NoGateway().send(email(channel=Channel.SMS))
