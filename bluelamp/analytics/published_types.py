"""The types of crime that data.police.uk publishes: of which what became of reports may be said, and why not of others.

Only what stands here as sayable is ever said. "Violence and sexual offences" holds rape, domestic abuse and stalking
beside everything else and cannot be taken apart: any figure for it would be a figure for those, and none at all for an
ordinary assault. The three are named here too, so that who asks for them by name learns why.
"""

import re
from collections.abc import Mapping

from bluelamp.analytics.enums import Withheld
from bluelamp.core.errors import NotFound

_TYPES: Mapping[str, Withheld | None] = {
    "Bicycle theft": None,
    "Burglary": None,
    "Criminal damage and arson": None,
    "Other theft": None,
    "Public order": None,
    "Robbery": None,
    "Shoplifting": None,
    "Theft from the person": None,
    "Vehicle crime": None,
    "Violence and sexual offences": Withheld.PROTECTED,
    "Rape and other sexual offences": Withheld.PROTECTED,
    "Domestic abuse": Withheld.PROTECTED,
    "Stalking": Withheld.PROTECTED,
    "Other crime": Withheld.MIXED,
    "Drugs": Withheld.FOUND_BY_LOOKING,
    "Possession of weapons": Withheld.FOUND_BY_LOOKING,
    "Anti-social behaviour": Withheld.NOT_PUBLISHED,
}
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """A name for addresses and commands: ``theft-from-the-person``."""
    return _NOT_WORD.sub("-", name.casefold()).strip("-")


_BY_SLUG = {slug(name): name for name in _TYPES}


def published_type(text: str) -> str:
    """The type named in full or as a slug. Raises ``NotFound``."""
    found = _BY_SLUG.get(slug(text))
    if found is None:
        raise NotFound(f"There is no such type of crime. There are: {', '.join(_BY_SLUG)}.", field="crime")
    return found


def refusal(crime_type: str) -> Withheld | None:
    """Why nothing is said of a type, or ``None``. What is not in the list is not said."""
    return _TYPES.get(crime_type, Withheld.MIXED)
