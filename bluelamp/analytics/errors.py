"""What can be wrong with a file as a whole. What is wrong with one row is a ``types.Rejection``."""

from bluelamp.core.errors import Conflict, Invalid


class Unreadable(Invalid):
    """A file of which nothing is loaded; the message says why and what to do."""

    code = "unreadable_file"


class AlreadyLoading(Conflict):
    """Another load holds the warehouse."""

    code = "already_loading"
