"""What can stand in the way of a draft, in words for its writer."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from bluelamp.core.errors import Conflict, Invalid, NotFound


class NoSuchDraft(NotFound):
    """No draft, or none that this person holds a key to: they are told the same."""

    code = "no_such_draft"

    def __init__(self) -> None:
        super().__init__(
            _(
                "We cannot open this report on this device. If you saved it, come back with your return code. "
                "Reports that are not sent are erased after 28 days."
            )
        )


class NoSuchJourney(NotFound):
    code = "no_such_journey"

    def __init__(self) -> None:
        super().__init__(_("There is no form at this address. Go to the start page and choose what to report."))


class WrongCode(Invalid):
    code = "wrong_code"

    def __init__(self) -> None:
        super().__init__(_("Enter the return code exactly as it was shown, like 7KQ4-M2XA-90TD-JW5E."), field="code")


class AlreadySent(Conflict):
    """The draft was sent; ``url`` is where its sender was shown so."""

    code = "already_sent"

    def __init__(self, url: str) -> None:
        super().__init__(_("This report was already sent. It cannot be changed here."))
        self.url = url


class Incomplete(Invalid):
    """Some questions still need an answer; ``missing`` says which, with what to do."""

    code = "incomplete"

    def __init__(self, missing: Mapping[str, str]) -> None:
        super().__init__(_("Some questions still need an answer before you can send this."))
        self.missing = dict(missing)
