"""From a statement to what stands on its form, signed or not."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings

from bluelamp.core.clock import LONDON
from bluelamp.evidence.enums import Method
from bluelamp.evidence.statements.characters import printable
from bluelamp.evidence.statements.printing import Form
from bluelamp.evidence.statements.wording import wording_on
from bluelamp.evidence.types import Signing, Witness

if TYPE_CHECKING:
    from bluelamp.evidence.models import Statement

# The paper is in English, as the court reads it, whatever language the person's pages are in.
_METHODS = {
    Method.ONLINE: "Name typed by the witness in the police's online service",
    Method.WITH_OFFICER: "Name typed by the witness on a police device, in the presence of {officer}",
}


def form_of(
    statement: "Statement", *, number: int, at: datetime, signing: Signing | None = None, officer: str = ""
) -> Form:
    """What the form will say of version ``number``, signed at ``at`` (aware)."""
    day = at.astimezone(LONDON).date()
    moment = f"{at.astimezone(LONDON):%-d %B %Y at %H:%M:%S %Z}"
    signature: tuple[tuple[str, str], ...] = ()
    line = None
    if signing is not None:
        method = _METHODS[signing.method].format(officer=printable(officer) or "an officer")
        signature = (("Signed", signing.signature), ("Date and time", moment), ("How it was signed", method))
        line = f"{signing.signature}, {moment}"
    return Form(
        reference=f"{statement.reference} version {number}",
        force=settings.BLUELAMP_FORCE_NAME,
        day=day,
        witness=Witness.of(statement.witness),
        text=statement.text,
        wording=wording_on(day),
        signature=signature,
        signed=line,
        note=_note(statement.reason, number),
    )


def _note(reason: str, number: int) -> str:
    if number == 1:
        return ""
    return f"It corrects or adds to version {number - 1}, which is kept as it was signed. Why: {reason}"
