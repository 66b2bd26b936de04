"""The roads a message can take. tests/contract/test_notices_notifiers.py says what each must keep."""

import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from email.utils import formataddr
from typing import TYPE_CHECKING, Protocol

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection

from bluelamp.core.clock import now
from bluelamp.notices.enums import Channel
from bluelamp.notices.errors import Refused, Unreachable
from bluelamp.notices.types import Message

if TYPE_CHECKING:
    import httpx

_SMTP = "django.core.mail.backends.smtp.EmailBackend"
_TIMEOUT = 15  # seconds for each step of the talk; all of them stay within the lease
_PERMANENT = 500  # SMTP replies from here on will not change (RFC 5321, 4.2.1)
_NOT_THIS_ONE = frozenset({400, 413, 422})  # HTTP answers that blame the message; nothing else about it will change
_LONGEST_NAME = 200  # characters that we keep of what a gateway calls a message


class Notifier(Protocol):
    def send(self, message: Message) -> str:
        """Hand the message over and give back what the other side calls it.

        Returns only when the other side has taken responsibility. Raises ``Refused`` when it never will and
        ``Unreachable`` when it may later. May be called again for the same message: it then carries the same
        Message-ID, and a receiver can tell the copy.
        """


class EmailNotifier:
    """By SMTP, with the installation's mail server."""

    def send(self, message: Message) -> str:
        message_id = message_id_of(message)
        server = get_connection(_SMTP, timeout=_TIMEOUT)
        email = EmailMessage(
            subject=message.subject,
            body=message.body,
            from_email=sender_of(message),
            to=[message.address],
            # RFC 3834: no out-of-office answers to us.
            headers={"Message-ID": message_id, "Auto-Submitted": "auto-generated"},
            connection=server,
        )
        try:
            email.send()
        except smtplib.SMTPRecipientsRefused as error:
            raise _judged(next(iter(error.recipients.values()))[0]) from None
        except smtplib.SMTPDataError as error:
            raise _judged(error.smtp_code) from None
        except (smtplib.SMTPException, OSError) as error:  # the server, its greeting, its sign-in: ours to mend
            raise Unreachable(type(error).__name__) from None
        finally:
            with suppress(smtplib.SMTPException, OSError):
                server.close()  # one that was refused half-way is still open
        return message_id


class SmsNotifier:
    """By a gateway that takes JSON over HTTPS: the small form that most of them have, or can be given by a proxy.

    ``POST {"id", "to", "from", "text"}`` with a bearer token. ``id`` is also the Idempotency-Key, the same at every
    try, so that a gateway that took the message and lost the answer does not send it twice. An ``id`` in the answer
    is what the gateway calls it.
    """

    def send(self, message: Message) -> str:
        import httpx  # noqa: PLC0415 - long to load, and only for whoever sends

        ours = message.notice_id.hex
        form = {"id": ours, "to": message.address, "from": sender_of(message), "text": message.body}
        headers = {"Authorization": f"Bearer {settings.BLUELAMP_SMS_TOKEN}", "Idempotency-Key": ours}
        try:
            answer = httpx.post(
                settings.BLUELAMP_SMS_URL,
                json=form,
                headers=headers,
                timeout=_TIMEOUT,
                verify=ssl.create_default_context(),  # what the system trusts, as for mail
            )
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise Unreachable(type(error).__name__) from None
        if answer.is_success:
            return _called(answer) or ours
        # Anything else is the gateway's trouble, or ours with it: a wrong token loses no message.
        raise (Refused if answer.status_code in _NOT_THIS_ONE else Unreachable)(f"sms_{answer.status_code}")


class MailboxNotifier:
    """The demo's stand-in for a network outside: a table, and a page that shows it."""

    _KEEP = """
        INSERT INTO notices_mailboxitem (message_id, channel, sender, address, subject, body, copies, arrived_at)
        VALUES (%s, %s, %s, %s, %s, %s, 1, %s)
        ON CONFLICT (message_id) DO UPDATE SET copies = notices_mailboxitem.copies + 1
    """

    def send(self, message: Message) -> str:
        message_id = message_id_of(message)
        row = (message_id, message.channel, sender_of(message), message.address, message.subject, message.body, now())
        with connection.cursor() as cursor:
            cursor.execute(self._KEEP, row)
        return message_id


class NoGateway:
    """Nothing was set up for this channel: the notice waits among the unsent ones for a supervisor to see."""

    def send(self, message: Message) -> str:
        raise Refused(f"no_gateway_for_{message.channel}")


def notifier_for(channel: str) -> Notifier:
    """The road of this installation: its mail server or gateway when there is one, the mailbox page in the demo."""
    roads: dict[str, tuple[str, Callable[[], Notifier]]] = {
        Channel.EMAIL: (settings.EMAIL_HOST, EmailNotifier),
        Channel.SMS: (settings.BLUELAMP_SMS_URL, SmsNotifier),
    }
    where, road = roads.get(channel, ("", NoGateway))
    if not settings.BLUELAMP_NOTICES:
        return NoGateway()
    if where:
        return road()
    return MailboxNotifier() if settings.BLUELAMP_DEMO else NoGateway()


def message_id_of(message: Message) -> str:
    """The same at every try, under the name of whom the message is from."""
    return f"<{message.notice_id.hex}@{_from_email(message).rpartition('@')[2]}>"


def sender_of(message: Message) -> str:
    """Whom the message says it is from. A neutral one shows no name of ours, and no address that gives us away."""
    if message.channel == Channel.SMS:
        named = settings.BLUELAMP_SMS_SENDER or settings.BLUELAMP_FORCE_NAME
        return str(settings.BLUELAMP_SMS_NEUTRAL_SENDER if message.neutral else named)
    name = settings.BLUELAMP_NEUTRAL_FROM_NAME if message.neutral else settings.BLUELAMP_FROM_NAME
    return formataddr((str(name), _from_email(message)))


def _from_email(message: Message) -> str:
    return str(settings.BLUELAMP_NEUTRAL_FROM_EMAIL if message.neutral else settings.DEFAULT_FROM_EMAIL)


def _called(answer: "httpx.Response") -> str:
    """What the gateway calls the message, when it says so."""
    try:
        content = answer.json()
    except ValueError:
        return ""
    name = content.get("id") if isinstance(content, dict) else None
    return str(name)[:_LONGEST_NAME] if isinstance(name, str | int) else ""


def _judged(code: int) -> Refused | Unreachable:
    return Refused(f"smtp_{code}") if code >= _PERMANENT else Unreachable(f"smtp_{code}")
