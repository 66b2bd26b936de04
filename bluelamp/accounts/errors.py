"""What can go wrong with another sign-in service. The words are for people; ``why`` is a code for the log."""

from bluelamp.core.errors import BluelampError, Conflict


class NotProved(BluelampError):
    """What the service said does not prove who somebody is: nothing has changed."""

    code = "not_proved"
    http_status = 403

    def __init__(self, why: str) -> None:
        super().__init__(
            "We could not sign you in. Nothing has changed. Begin again in this browser, or come in another way."
        )
        self.why = why


class NotFresh(Conflict):
    """Whoever has the browser open has not shown lately that the account is theirs."""

    code = "not_fresh"

    def __init__(self) -> None:
        super().__init__("Show once more that the account is yours, then change how you come in.")


class NotReached(BluelampError):
    """The service does not answer as it should."""

    code = "not_reached"
    http_status = 503

    def __init__(self, why: str) -> None:
        super().__init__(
            "The other sign-in service does not answer. Try again in a few minutes, or come in another way."
        )
        self.why = why
