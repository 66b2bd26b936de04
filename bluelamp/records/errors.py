"""What can go wrong with records beyond bad input."""

from bluelamp.core.errors import Conflict


class AlreadyLinked(Conflict):
    code = "already_linked"


class AlreadyRetracted(Conflict):
    code = "already_retracted"


class ChangedMeanwhile(Conflict):
    """Somebody else corrected the record between its being read and this correction."""

    code = "changed_meanwhile"
