"""Who helps victims near them, by area and by kind of report: a list that the force keeps, in one file.

The file that comes with Bluelamp names invented organisations and serves the demo alone. Without a file of the force's
own nobody is named: the page says so, and names who helps nationally.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from bluelamp.core.places.gazetteer import gazetteer

DEMO = Path(__file__).with_name("near.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """``areas`` and ``reports`` empty: everywhere, and for every kind. ``under`` that age alone, unless it is 0."""

    name: str
    does: str
    phone: str = ""
    website: str = ""
    areas: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    under: int = 0

    def helps(self, *, area: str, report: str, age: int | None = None) -> bool:
        """Where nobody knows the area, only who helps everywhere; where nobody knows the age, whoever it may be for."""
        if self.under and age is not None and age >= self.under:
            return False
        return (not self.areas or area in self.areas) and (not self.reports or report in self.reports)


def area_at(latitude: float | None, longitude: float | None) -> str:
    """The district of a place, as the map calls it; empty where it is not known or not one of ours."""
    if latitude is None or longitude is None:
        return ""
    found = gazetteer().area_at(latitude, longitude)
    return found.name.rsplit(" ", 1)[0] if found else ""  # areas are called after theirs: Birmingham 067A


def near(*, area: str, report: str, age: int | None = None) -> list[Organisation]:
    """Those that help somebody of an age with a kind of report in an area, those nearest to the matter first."""
    fitting = [one for one in organisations() if one.helps(area=area, report=report, age=age)]
    return sorted(fitting, key=lambda one: (age is None or not one.under, not one.reports, not one.areas, one.name))


def organisations() -> tuple[Organisation, ...]:
    """All of the list in use."""
    chosen = settings.BLUELAMP_SUPPORT_LIST or (str(DEMO) if settings.BLUELAMP_DEMO else "")
    return _read(chosen) if chosen else ()


@lru_cache(maxsize=4)
def _read(path: str) -> tuple[Organisation, ...]:
    """Raises ``ImproperlyConfigured``, naming the file and what is wrong."""
    try:
        found = tomllib.loads(Path(path).read_text(encoding="utf-8")).get("organisation", [])
        return tuple(_organisation(one) for one in found)
    except (OSError, ValueError, TypeError) as error:  # a file that is not there, or not as its head says
        raise ImproperlyConfigured(f"BLUELAMP_SUPPORT_LIST, {path}: {error}") from error


def _organisation(said: Mapping[str, object]) -> Organisation:
    if unknown := set(said) - {field.name for field in fields(Organisation)}:
        raise ValueError(f"{', '.join(sorted(unknown))} is not known of an organisation.")
    lists = {name: tuple(_words(said.get(name, []), name)) for name in ("areas", "reports")}
    texts = {name: _word(said.get(name, ""), name) for name in ("name", "does", "phone", "website")}
    under = said.get("under", 0)
    if type(under) is not int or under < 0:
        raise TypeError("under must be an age in years.")
    found = Organisation(**texts, areas=lists["areas"], reports=lists["reports"], under=under)
    if not found.name or not found.does or not (found.phone or found.website):
        raise ValueError("Every organisation needs a name, what it does, and a phone or a website.")
    if found.website and urlsplit(found.website).scheme != "https":
        raise ValueError(f"The website of {found.name} must begin with https://")
    return found


def _words(value: object, name: str) -> list[str]:
    if not isinstance(value, list):
        raise TypeError(f"{name} must be a list of words.")
    return [_word(one, name) for one in value]


def _word(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} must be words.")
    return value.strip()
