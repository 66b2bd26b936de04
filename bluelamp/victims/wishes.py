"""What somebody wished for when they reported, for whoever books a meeting with them."""

from collections.abc import Collection, Mapping

from bluelamp.journeys.enums import Means
from bluelamp.victims.enums import Whom

_WISHES = {Means.WITH_WOMAN: Whom.WOMAN, Means.WITH_MAN: Whom.MAN}
_WATCHED = frozenset({Means.DOMESTIC, Means.STALKING, Means.SEXUAL})


def wish_of(said: Collection[Means]) -> Whom:
    """Whom they would rather talk to; anybody where they said both, or neither."""
    wishes = [whom for means, whom in _WISHES.items() if means in said]
    return wishes[0] if len(wishes) == 1 else Whom.ANYBODY


def meet_at(place: str, *, said: Collection[Means], safe_contact: Mapping[str, object]) -> str:
    """Where it happened, unless they may be watched there: then nothing, and they say where it is safe."""
    return "" if safe_contact.get("may_say") == "nothing" or _WATCHED & set(said) else place
