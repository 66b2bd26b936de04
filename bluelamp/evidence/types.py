"""What proves custody."""

from dataclasses import dataclass

from bluelamp.ledger.selectors import AccountLine


@dataclass(frozen=True, slots=True)
class CustodyLine:
    """One ledger entry about an exhibit, with the name of who it was. ``line.place`` is its place in the seal."""

    line: AccountLine
    who: str
