"""Errors in plain words. The message is shown to people: what happened and what to do now, no personal data."""


class BluelampError(Exception):
    """Base of every error that is somebody's to mend. ``code`` is for machines, the message for people."""

    code = "error"
    http_status = 500

    def __init__(self, message: str, *, code: str = "", http_status: int = 0, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or type(self).code
        self.http_status = http_status or type(self).http_status
        self.field = field


class NotAllowed(BluelampError):
    code = "not_allowed"
    http_status = 403


class NotFound(BluelampError):
    code = "not_found"
    http_status = 404


class Conflict(BluelampError):
    code = "conflict"
    http_status = 409


class IllegalTransition(Conflict):
    code = "illegal_transition"


class TooLarge(BluelampError):
    code = "too_large"
    http_status = 413


class Invalid(BluelampError):
    """An input that cannot be accepted; ``field`` names it."""

    code = "invalid"
    http_status = 422


class TooMany(BluelampError):
    code = "too_many"
    http_status = 429


class UnloggedReading(BluelampError):
    """Personal data was about to be read outside the one door. A fault in the program, never in the reader."""

    code = "unlogged_reading"


class UnrecordedWrite(BluelampError):
    """A write was about to happen without a ledger entry. A fault in the program."""

    code = "unrecorded_write"
