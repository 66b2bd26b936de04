"""What a signpost says."""

from dataclasses import dataclass
from datetime import date

from bluelamp.journeys.definition import Link, Words

WRITTEN = date(2026, 11, 29)  # the day on which these lists were written down


@dataclass(frozen=True, kw_only=True)
class Signpost:
    """Somebody else's matter. ``why`` it is theirs, and ``ours``: when it is for the police after all.

    ``form`` is the report type that people may use all the same. ``search_words`` as those of a report type.
    """

    slug: str
    title: Words
    who: Words
    why: Words
    ours: Words
    links: tuple[Link, ...]
    search_words: Words
    form: str = ""
    confirmed: bool = False  # by the force

    def words(self) -> list[str]:
        """The words people use, in the active language."""
        return [word.strip() for word in str(self.search_words).split(",") if word.strip()]
