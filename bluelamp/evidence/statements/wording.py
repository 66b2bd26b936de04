"""The words that the law wants on a statement. They change, so they are dated; what was signed keeps its own.

Criminal Procedure Rules, r 16.2 (the declaration; the witness's age if under 18; whoever read it to a witness who
cannot read) and Criminal Justice Act 1967, s.9. Section 5B of the Magistrates' Courts Act 1980 is repealed
and not named.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Wording:
    """``declaration`` has a place for ``{pages}``; ``reading`` and ``adult`` for names. In English, the court's."""

    since: date
    heading: str
    declaration: str
    reading: str
    adult: str


WORDINGS = (
    Wording(
        since=date(2020, 10, 5),  # the Criminal Procedure Rules 2020 came into force
        heading="Criminal Procedure Rules, r 16.2; Criminal Justice Act 1967, s.9",
        declaration=(
            "This statement (consisting of {pages} page(s) each signed by me) is true to the best of my knowledge and "
            "belief and I make it knowing that, if it is tendered in evidence, I shall be liable to prosecution if I "
            "have wilfully stated in it anything which I know to be false, or do not believe to be true."
        ),
        reading="{witness} cannot read this statement. I, {reader}, read it to them before they signed it.",
        adult="{adult} was present as appropriate adult while the statement was made and signed.",
    ),
)


def wording_on(day: date) -> Wording:
    """The words in force on a day."""
    return [wording for wording in WORDINGS if wording.since <= day][-1]
