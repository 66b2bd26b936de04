"""Replies that the desk often writes on a report: put into the box for somebody to read, change and send.

Each has two wordings. The neutral one says neither who writes nor what it is about, for people who said that others may
see what we write. None sends itself.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Reply:
    """``title`` is for whoever chooses it; ``full`` and ``neutral`` are for the person."""

    code: str
    topic: Words
    title: Words
    full: Words
    neutral: Words


_MORE, _NEXT, _ENDED = _("We need something"), _("What happens next"), _("It is settled")
REPLIES = (
    Reply(
        "more_words",
        _MORE,
        _("More about what happened"),
        _("Thank you for your report. Can you tell us more about what happened? Leave out what you do not know."),
        _("Thank you for what you sent. Can you tell us a little more, when it suits you?"),
    ),
    Reply(
        "pictures",
        _MORE,
        _("Pictures or recordings"),
        _("If you have pictures or recordings of what happened, please add them here. Do not go looking for any."),
        _("If you have anything more that you want to show us, please add it here."),
    ),
    Reply(
        "tried_to_call",
        _MORE,
        _("We tried to call"),
        _("We tried to call you about your report and did not reach you. When is it safe and easy for you to talk?"),
        _("We tried to reach you. When does it suit you?"),
    ),
    Reply(
        "visit",
        _NEXT,
        _("A visit at an agreed time"),
        _("We would like to visit you about your report. Which days and times are good for you?"),
        _("We would like to agree a time with you. Which days and times are good for you?"),
    ),
    Reply(
        "officer",
        _NEXT,
        _("An officer will be in touch"),
        _("An officer will be in touch about your report. This page says what happens next, and by when."),
        _("Somebody will be in touch. You can see here what happens next, and by when."),
    ),
    Reply(
        "other_agency",
        _ENDED,
        _("Another organisation can help better"),
        _("We have read your report. Another organisation can help you better with this than the police can: "),
        _("We have read what you sent. Somebody else can help you better with this than we can: "),
    ),
    Reply(
        "settled",
        _ENDED,
        _("Settled without a visit"),
        _("We have dealt with your report. If anything changes, or you do not agree, write to us here."),
        _("We have dealt with what you sent. If anything changes, or you do not agree, write to us here."),
    ),
)
_BY_CODE = {reply.code: reply for reply in REPLIES}


def reply_text(code: str, *, neutral: bool) -> str:
    """The words of a reply for the box; nothing for a code that is none."""
    found = _BY_CODE.get(code)
    return str(found.neutral if neutral else found.full) if found else ""


def is_neutral(safe_contact: dict[str, object]) -> bool:
    """Whether somebody wants nothing said that others may understand; also where they never said."""
    return safe_contact.get("may_say") != "subject"
