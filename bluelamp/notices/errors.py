"""How sending can fail. The message is a code for people who run the system: never an address or a server's words."""


class SendingFailed(Exception):
    """``code`` is kept with the notice."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Refused(SendingFailed):
    """This message will never be taken: trying again is useless."""


class Unreachable(SendingFailed):
    """Not now: try again later."""
