"""What the rules about a kind of crime are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django_stubs_ext import StrOrPromise

from bluelamp.analytics.enums import Withheld

Words = StrOrPromise


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the rules. ``only``: shown when one of these answers was given, like ``cctv=yes``; else always."""

    text: Words
    only: tuple[str, ...] = ()

    def holds(self, said: Mapping[str, str]) -> bool:
        """Whether it is for somebody who said this."""
        given = {f"{name}={value}" for name, value in said.items()}
        return not self.only or not given.isdisjoint(self.only)


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who helps: ``phone`` as people dial it, ``address`` of their website, ``does`` in one sentence."""

    name: Words
    does: Words
    phone: str = ""
    address: str = ""
    only: tuple[str, ...] = ()
    young: bool = False  # for people under 18

    def holds(self, said: Mapping[str, str]) -> bool:
        """Whether it is for somebody who said this."""
        return Line("", self.only).holds(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of crime as people think of it.

    ``code`` stands for it in addresses: a number that gives nothing away, never used again for another.
    ``published`` is the type under which data.police.uk publishes it, when what became of reports may be said; else
    ``why_not``. ``report`` is the slug of the report type. ``order`` sorts the list, most usual first.
    """

    code: str
    title: Words
    order: int
    published: str = ""
    why_not: Withheld | None = None
    why_words: Words = ""  # where the usual words for ``why_not`` do not say enough
    report: str = ""
    safety: tuple[Line, ...] = ()
    next: tuple[Line, ...] = ()
    keep: tuple[Line, ...] = ()
    support: tuple[Helper, ...] = field(default=())
    is_crime: bool = True  # so that the Victims' Code counts
    is_grave: bool = False  # so that enhanced rights are due

    @property
    def protected(self) -> bool:
        """Whether no odds are ever given of it."""
        return self.why_not is Withheld.PROTECTED
