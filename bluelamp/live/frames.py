"""The event stream on the wire (WHATWG HTML, section 9.2, server-sent events)."""

from random import randint

from bluelamp.core.errors import Invalid

HANG_UP = "hang-up"
RESET = "reset"
RENEW = "renew"
RESERVED = frozenset({HANG_UP, RESET, RENEW, "message", "error", "open"})

_RETRY = (1000, 5000)  # ms; spread, so that 3,000 browsers do not all return in the same second
_MOST_DIGITS = 18  # fits PostgreSQL's bigint


def event(seq: int, kind: str, data: str) -> bytes:
    """One event: ``data`` is JSON on one line."""
    return f"id: {seq}\nevent: {kind}\ndata: {data}\n\n".encode()


def render(seq: int, kind: str, data: str) -> bytes:
    """An event of the feed as a client gets it. Hanging up reads as renewing: whoever may come back, does."""
    return renew(seq) if kind == HANG_UP else event(seq, kind, data)


def position(seq: int) -> bytes:
    """A heartbeat that moves the browser's `Last-Event-ID` on, so that a quiet client need not start anew."""
    return f":\nid: {seq}\n\n".encode()


def welcome(seq: int) -> bytes:
    """The first words: when to try again after a break, and from where."""
    return f"retry: {randint(*_RETRY)}\nid: {seq}\n\n".encode()  # noqa: S311 - spreads load, guards nothing


def reset(seq: int) -> bytes:
    """What was missed is no longer kept: load the page again, then go on from ``seq``."""
    return event(seq, RESET, "{}")


def renew(seq: int) -> bytes:
    """This stream ends here: fetch a new ticket and go on from ``seq``."""
    return event(seq, RENEW, "{}")


def parse_last_event_id(text: str) -> int:
    """The number a client has seen last, 0 or more; raises ``Invalid`` in plain words."""
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise Invalid(
            "The last event id must be a whole number, as sent by this stream. Leave it out to start from now.",
            field="last_event_id",
            http_status=400,
        )
    return int(text)
