"""The roads a message can take. tests/contract/test_notifiers.py says what each must keep."""

import smtplib
from email.utils import formataddr
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection

from bluelamp.core.clock import now
from bluelamp.notices.enums import Channel
from bluelamp.notices.errors import Refused, Unreachable
from bluelamp.notices.types import Message

_SMTP = "django.core.mail.backends.smtp.EmailBackend"
_TIMEOUT = 15  # seconds for each step of the talk; all of them stay within the lease
_PERMANENT = 500  # SMTP replies from here on will not change (RFC 5321, 4.2.1)


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
        email = EmailMessage(
            subject=message.subject,
            body=message.body,
            from_email=sender_of(message),
            to=[message.address],
            # RFC 3834: no out-of-office answers to us.
            headers={"Message-ID": message_id, "Auto-Submitted": "auto-generated"},
            connection=get_connection(_SMTP, timeout=_TIMEOUT),
        )
        try:
            email.send()
        except smtplib.SMTPRecipientsRefused as error:
            raise _judged(next(iter(error.recipients.values()))[0]) from None
        except smtplib.SMTPDataError as error:
            raise _judged(error.smtp_code) from None
        except (smtplib.SMTPException, OSError) as error:  # the server, its greeting, its sign-in: ours to mend
            raise Unreachable(type(error).__name__) from None
        return message_id


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
    """The road of this installation: the mail server when there is one, the mailbox page in the demo."""
    if channel == Channel.EMAIL and settings.EMAIL_HOST:
        return EmailNotifier()
    return MailboxNotifier() if settings.BLUELAMP_DEMO else NoGateway()


def message_id_of(message: Message) -> str:
    """The same at every try."""
    return f"<{message.notice_id.hex}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2]}>"


def sender_of(message: Message) -> str:
    """Whom the message says it is from. A neutral one shows no name; a text message shows the force's or none."""
    name = "" if message.neutral else str(settings.BLUELAMP_FORCE_NAME)
    return name if message.channel == Channel.SMS else formataddr((name, settings.DEFAULT_FROM_EMAIL))


def _judged(code: int) -> Refused | Unreachable:
    return Refused(f"smtp_{code}") if code >= _PERMANENT else Unreachable(f"smtp_{code}")
