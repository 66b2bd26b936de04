"""Reading what somebody typed into one box: a name, a birth date, a telephone number, a mark, an address …

What could be two things is looked for as both: a miss costs more than a line too many.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from bluelamp.core import clock
from bluelamp.core.errors import Invalid
from bluelamp.core.ids import check_reference
from bluelamp.core.places.postcodes import parse_postcode
from bluelamp.records.enums import ContactKind
from bluelamp.records.names import readings
from bluelamp.records.policies import clean_contact, clean_text, normalise_imei, normalise_vrm
from bluelamp.records.types import Born, ContactDetails, Question

LONGEST = 250
_LIKE_A_REFERENCE = re.compile(r"[A-Z]{2}-?\d{2}-?[0-9A-Z]{6,10}", re.IGNORECASE)
_NUMBER = re.compile(r"\+?[\d\s().-]{9,20}")
_DAY = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})\b|\b(\d{4})-(\d{2})-(\d{2})\b")
_WORDED_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\s+(\d{4})\b")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", re.IGNORECASE)
# British marks since 2001, with a year letter before or after, Northern Irish and dateless ones.
_MARK = re.compile(
    r"[A-Z]{2}[0-9OI]{2}[A-Z]{3}|[A-Z][0-9OI]{1,3}[A-Z]{3}|[A-Z]{3}[0-9OI]{1,3}[A-Z]|[A-Z]{1,3}\d{2,4}|\d{2,4}[A-Z]{1,3}"
)
_SHORTEST_NUMBER = 4  # characters of a serial number that are worth looking for
_FORMS = ("%d %B %Y", "%d %b %Y")


def reference_in(text: str) -> str:
    """The reference that ``text`` is, as we write it; empty when it is none.

    Raises ``Invalid`` for one with a wrong symbol: better said than searched for as a name.
    """
    try:
        return check_reference(text)
    except Invalid:
        if not _LIKE_A_REFERENCE.fullmatch("".join(text.split())):
            return ""
    raise Invalid(_("One letter or number of this reference is wrong. Check it, with its dashes."), field="q")


def understand(text: str) -> Question:
    """What ``text`` may mean. Raises ``Invalid`` when it is too long."""
    text = clean_text(text, field="q", longest=LONGEST)
    for meaning in (_as_contact, _as_number, _as_address):
        if found := meaning(text):
            somebody_there = found.place and not re.search(r"\d", found.place)
            return replace(found, name=found.place) if somebody_there else found
    day, words = _day_in(text)
    born = Born.on(day) if day else None
    if not re.search(r"\d", words):
        return Question(name=words, born=born, place="" if born else words)
    return _as_code(words, born)


def in_fields(fields: Mapping[str, str], born: date | None) -> Question:
    """What was written into fields of their own. Raises ``Invalid`` naming the field."""
    contact, place = fields.get("contact", "").strip(), fields.get("place", "").strip()
    kind = ContactKind.EMAIL if "@" in contact else ContactKind.PHONE
    try:
        reached = clean_contact(ContactDetails(kind=kind, value=contact)).value if contact else ""
    except Invalid as error:
        raise Invalid(error.message, field="contact") from error
    name = fields.get("name", "").strip()
    if name:
        readings(name)
    return replace(
        _as_address(place) or Question(place=clean_text(place, field="place", longest=LONGEST)),
        name=name,
        born=Born.on(born) if born else None,
        contact=reached,
        mark=normalise_vrm(fields.get("mark", ""), field="mark"),
        number=_plain(fields.get("number", "")),
    )


def both(one: Question, other: Question) -> Question:
    """One question of two: what ``one`` leaves open is taken from ``other``. An address is one thing in two parts."""
    rest = replace(other, place="", postcode="") if one.place or one.postcode else other
    return Question(**{part: getattr(one, part) or getattr(rest, part) for part in Question.__slots__})


def _as_contact(text: str) -> Question | None:
    if "@" in text:
        with suppress(Invalid):
            return Question(contact=clean_contact(ContactDetails(kind=ContactKind.EMAIL, value=text)).value)
    if _NUMBER.fullmatch(text) and re.match(r"[+0(]", text) and not _DAY.fullmatch(text):
        with suppress(Invalid):
            return Question(contact=clean_contact(ContactDetails(kind=ContactKind.PHONE, value=text)).value)
    return None


def _as_number(text: str) -> Question | None:
    """An IMEI, known by its check digit."""
    with suppress(Invalid):
        if imei := normalise_imei(text):
            return Question(number=imei)
    return None


def _as_address(text: str) -> Question | None:
    """A postcode, and what stands before it."""
    found = _POSTCODE.search(text)
    if found is None:
        return None
    try:
        postcode = str(parse_postcode(found[0]))
    except Invalid:
        return None
    return Question(postcode=postcode, place=text.replace(found[0], " ").strip(" ,"))


def _as_code(words: str, born: Born | None) -> Question:
    """Letters and figures: a mark, a serial number, a house in a street, or all three."""
    plain = _plain(words)
    one_word = " " not in words or bool(_MARK.fullmatch(plain))
    return Question(
        mark=plain if _MARK.fullmatch(plain) else "",
        number=plain if one_word and len(plain) >= _SHORTEST_NUMBER else "",
        place="" if " " not in words else words,
        born=born,
    )


def _day_in(text: str) -> tuple[date | None, str]:
    """A date anywhere in ``text``, the day first as in Britain, and the rest."""
    for pattern, read in ((_DAY, _figures), (_WORDED_DAY, _worded)):
        if found := pattern.search(text):
            with suppress(ValueError):
                return read(found), " ".join((text[: found.start()] + text[found.end() :]).split()).strip(" ,")
    return None, text


def _figures(found: re.Match[str]) -> date:
    if found[4]:
        return date(int(found[4]), int(found[5]), int(found[6]))
    year = int(found[3])
    return date(year if year > 99 else _century(year), int(found[2]), int(found[1]))


def _century(year: int) -> int:
    """Nobody is born in the future: 84 is 1984, 12 is 2012."""
    return 2000 + year if 2000 + year <= clock.today().year else 1900 + year


def _worded(found: re.Match[str]) -> date:
    words = f"{found[1]} {found[2]} {found[3]}"
    for form in _FORMS:
        with suppress(ValueError):
            return datetime.strptime(words, form).date()  # noqa: DTZ007 - a day has no zone
    raise ValueError(words)


def _plain(text: str) -> str:
    return re.sub(r"[\s.\-]", "", clean_text(text, field="number", longest=60)).upper()
