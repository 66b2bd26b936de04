"""How a command ends, for scripts."""


class Exit:
    """What a command's exit code means; docs/reference/commands.md shows this table."""

    DONE = 0
    NO = 1  # the question was answered with no: a ledger that does not verify, a check that fails
    USAGE = 2  # an unknown option or a value of the wrong form (click's own)
    UNAVAILABLE = 3  # something that is needed cannot be had: the database, a port, a running Bluelamp
    REFUSED = 4  # this actor may not do that
    NOT_FOUND = 5
    INVALID = 6  # the data was understood but cannot be accepted, in this form or in this state
    FAULT = 70  # a fault of Bluelamp's own (sysexits' EX_SOFTWARE)
    INTERRUPTED = 130
