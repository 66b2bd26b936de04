"""Replies that are often needed, by topic: put into the box for somebody to read, change and send. None sends itself.

They stand in the language of the person where there is a translation, because it is the person who reads them.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Reply:
    """``title`` is for whoever chooses it, ``text`` for the person."""

    code: str
    topic: Words
    title: Words
    text: Words

    def in_language(self, language: str) -> str:
        with override(language):
            return str(self.text)


_START, _SAFE, _NEXT, _END = _("To begin"), _("Safety"), _("What happens next"), _("To end")
REPLIES = (
    Reply("hello", _START, _("Hello"), _("Hello, you are talking to the police. How can I help you?")),
    Reply(
        "moment",
        _START,
        _("I am looking it up"),
        _("I am looking this up for you. It takes a few minutes. Please stay here; you do not have to write anything."),
    ),
    Reply(
        "more",
        _START,
        _("Tell me more"),
        _("Please tell me in your own words what happened, when, and where. Leave out what you do not want to write."),
    ),
    Reply(
        "danger",
        _SAFE,
        _("In danger now: 999"),
        _("If you are in danger, call 999 now. If you cannot speak, press 55 when asked. Can you get to a safe place?"),
    ),
    Reply(
        "safe_to_write",
        _SAFE,
        _("Is it safe to write?"),
        _(
            "Is it safe for you to write now? You can leave at once with “Exit this page”. If you leave, we will not "
            "contact you unless you tell us how it is safe to."
        ),
    ),
    Reply(
        "support",
        _SAFE,
        _("Somebody to talk to"),
        _(
            "You can talk to people who are not the police, at any time. Samaritans: 116 123. National Domestic Abuse "
            "Helpline: 0808 2000 247. Rape and sexual abuse support line: 0808 500 2222. Childline: 0800 1111."
        ),
    ),
    Reply(
        "report",
        _NEXT,
        _("We make a report of it"),
        _(
            "I can make a report from what you have told me, so that you do not have to tell it again. You can see it "
            "before it is sent. Do you want that?"
        ),
    ),
    Reply(
        "not_police",
        _NEXT,
        _("Not for the police"),
        _("This is something that the police cannot deal with, but I can tell you who can. One moment, please."),
    ),
    Reply(
        "still_there",
        _END,
        _("Still there?"),
        _("Are you still there? If I hear nothing in a few minutes I will end this chat. You can start a new one."),
    ),
    Reply("goodbye", _END, _("Goodbye"), _("Thank you for talking to us. I will end the chat now. Take care.")),
)
_BY_CODE = {reply.code: reply for reply in REPLIES}


def reply_text(code: str, *, language: str) -> str:
    """The words of a reply for the box; nothing for a code that is none."""
    found = _BY_CODE.get(code)
    return found.in_language(language) if found else ""
