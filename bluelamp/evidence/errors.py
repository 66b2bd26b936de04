"""What can stand in the way of a statement, in words for whoever makes it."""

from django.utils.translation import gettext as _

from bluelamp.core.errors import BluelampError, Conflict


class PageCountDiffers(BluelampError):
    """The form would say another number of pages than it has: it is not issued."""

    code = "page_count_differs"
    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "The statement was not signed: its declaration would give another number of pages than it has. "
                "Change a few words and try again. Nothing you wrote is lost."
            )
        )


class ReadOtherWords(Conflict):
    """The words have changed since this person read them."""

    code = "read_other_words"

    def __init__(self) -> None:
        super().__init__(_("The statement has changed since you read it. Read it again, then sign it."))
