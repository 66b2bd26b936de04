"""What can go wrong with another sign-in service. The words are for people; ``why`` is a code for the log."""

from bluelamp.core.errors import BluelampError


class NotProved(BluelampError):
    """What the service said does not prove who somebody is: nothing has changed."""

    code = "not_proved"
    http_status = 403

    def __init__(self, why: str) -> None:
        super().__init__(
            "We could not sign you in. Nothing has changed. Begin again in this browser, or come in another way."
        )
        self.why = why


class NotReached(BluelampError):
    """The service does not answer as it should."""

    code = "not_reached"
    http_status = 503

    def __init__(self, why: str) -> None:
        super().__init__(
            "The other sign-in service does not answer. Try again in a few minutes, or come in another way."
        )
        self.why = why
