"""Names and streets that nobody has: made from parts, the same for the same seed."""

from random import Random

_GIVEN = (
    "Alder", "Bryony", "Corin", "Delphine", "Emrys", "Fenella", "Gethin", "Hollis", "Imara", "Jorah", "Kestrel",
    "Linnea", "Marlo", "Nerys", "Orla", "Perrin", "Quilla", "Rafiq", "Saoirse", "Tamsin", "Umar", "Verity", "Wynn",
    "Yasmin", "Zofia",
)  # fmt: skip
_FIRST = ("Ash", "Brack", "Cald", "Dun", "Elder", "Fair", "Gran", "Hazel", "Ivel", "Kim", "Lark", "Mer", "Nether")
_LAST = ("bourne", "combe", "dale", "field", "ford", "grave", "ham", "hurst", "ley", "mere", "stead", "well", "worth")
_STREET = ("Lantern", "Lamplighter", "Bellfounder", "Quarrel", "Tinderbox", "Wickwire", "Glassmaker", "Copperplate",
           "Signal", "Foundling", "Kingfisher", "Saltbox", "Threadneedle", "Windlass", "Marigold",
           "Clockmaker")  # fmt: skip
_KIND = ("Street", "Road", "Lane", "Close", "Row", "Way", "Court", "Terrace")


def given_name(rng: Random) -> str:
    return rng.choice(_GIVEN)


def family_name(rng: Random) -> str:
    """Two syllables that make no name of the area."""
    return rng.choice(_FIRST) + rng.choice(_LAST)


def street(rng: Random) -> str:
    """An address line that exists nowhere."""
    return f"{rng.randint(1, 180)} {rng.choice(_STREET)} {rng.choice(_KIND)}"
