"""What each published outcome means for whoever reported: one ending of a few, or none yet.

Names are those of data.police.uk ("Outcome type", "Last outcome category"; data.police.uk/about) with the court results
that it published until June 2019. A name that is not listed is an ending of its own, ``OTHER``: nothing is left out.
"""

from collections.abc import Mapping

from bluelamp.analytics.enums import Ending

# In this order: of two outcomes in one month the first is taken.
ENDINGS = (
    Ending.CHARGED,
    Ending.RESOLVED,
    Ending.ELSEWHERE,
    Ending.UNPROSECUTED,
    Ending.NO_SUSPECT,
    Ending.OTHER,
)

_NAMES: Mapping[Ending, tuple[str, ...]] = {
    Ending.CHARGED: (
        "Suspect charged",
        "Suspect charged as part of another case",
        "Awaiting court outcome",
        "Court result unavailable",
        "Court case unable to proceed",
        "Defendant found not guilty",
        "Defendant sent to Crown Court",
        "Offender deprived of property",
        "Offender fined",
        "Offender given absolute discharge",
        "Offender given community sentence",
        "Offender given conditional discharge",
        "Offender given suspended prison sentence",
        "Offender ordered to pay compensation",
        "Offender otherwise dealt with",
        "Offender sent to prison",
    ),
    Ending.RESOLVED: (
        "Local resolution",
        "Offender given a caution",
        "Offender given a drugs possession warning",
        "Offender given penalty notice",
    ),
    Ending.ELSEWHERE: ("Action to be taken by another organisation",),
    Ending.UNPROSECUTED: (
        "Unable to prosecute suspect",
        "Formal action is not in the public interest",
        "Further action is not in the public interest",
        "Further investigation is not in the public interest",
    ),
    Ending.NO_SUSPECT: ("Investigation complete; no suspect identified",),
    # Nothing has ended, as far as anybody was told.
    Ending.OPEN: ("Under investigation", "Status update unavailable"),
}
_BY_NAME = {name.casefold(): ending for ending, names in _NAMES.items() for name in names}


def ranked() -> dict[str, int]:
    """Each known outcome, in small letters, with the place of its ending in ``ENDINGS``; -1 for none yet."""
    return {name: -1 if ending is Ending.OPEN else ENDINGS.index(ending) for name, ending in _BY_NAME.items()}
