"""British addresses in parts, and how the parts are written.

Order and joining follow Royal Mail's PAF Programmers' Guide, rules 1 to 7: the number stands before the
street, a name has a line of its own, and a name that is really a number (1A, 12-14) counts as one.
"""

import re
from dataclasses import dataclass

from bluelamp.core.errors import Invalid
from bluelamp.core.places.postcodes import parse_postcode

_NUMBER_LIKE = re.compile(r"\d+[A-Za-z]?(\s*[-/]\s*\d+[A-Za-z]?)?")  # 7, 1A, 12-14, 3/2
_LONGEST_PART = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Parts of an address. Any may be empty; ``check_address`` says what is missing."""

    flat: str = ""
    building: str = ""  # a name or a number
    street: str = ""
    locality: str = ""
    town: str = ""
    postcode: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The address as printed on an envelope, empty lines left out."""
        premises = self._premises()
        return tuple(line for line in (*premises, self.locality, self.town, self.postcode) if line)

    def __str__(self) -> str:
        return ", ".join(self.lines)

    def _premises(self) -> tuple[str, ...]:
        if _NUMBER_LIKE.fullmatch(self.building) and self.street:
            return self.flat, f"{self.building} {self.street}"
        if _NUMBER_LIKE.fullmatch(self.flat) and self.building:
            return f"{self.flat} {self.building}", self.street
        return self.flat, self.building, self.street


def check_address(address: Address) -> Address:
    """The address tidied, with its postcode as Royal Mail writes it.

    Raises ``Invalid`` naming the part. A postcode may be missing (people report from roads and parks), but
    then a street and a town are needed to find the place.
    """
    tidy = {name: " ".join(str(getattr(address, name)).split()) for name in Address.__dataclass_fields__}
    for name, value in tidy.items():
        if len(value) > _LONGEST_PART:
            raise Invalid(f"Shorten the {name} to {_LONGEST_PART} characters or fewer.", field=name)
    if tidy["postcode"]:
        tidy["postcode"] = str(parse_postcode(tidy["postcode"]))
    elif not tidy["street"]:
        raise Invalid("Enter a postcode, or the street and town.", field="street")
    elif not tidy["town"]:
        raise Invalid("Enter the town or city, or a postcode.", field="town")
    return Address(**tidy)
