"""Where something is or happened."""

import re
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bluelamp.core.errors import Invalid
from bluelamp.core.places import find_places, gazetteer
from bluelamp.core.places.names import plain
from bluelamp.core.places.postcodes import parse_postcode
from bluelamp.journeys.data import Json, Words
from bluelamp.journeys.posted import Parsed, Posted
from bluelamp.journeys.questions.base import TOO_LONG, Question, as_object, object_schema, too_long

POSTCODE = r"^[A-Z][A-Z0-9]{1,3} [0-9][A-Z]{2}$"  # wider than the rules in core, which read what is typed
METRES = r"^[0-9]{1,6}$"
_CODE = r"^[a-z]{1,20}:.{1,60}$"
_LINES = ("line1", "line2", "town")
_LONGEST_LINE = 200
_LONGEST_DESCRIPTION = 5000


@dataclass(frozen=True, kw_only=True)
class Address(Question, kind="address"):
    """An address, or a description of the place by somebody who does not know the address.

    The answer is ``{"known": "exact", "line1", "line2", "town", "postcode"}`` or ``{"known": "roughly",
    "description", "postcode"}``; ``line2`` may be missing, and of ``town`` and ``postcode`` one (both when described).
    Described, ``near`` may name a place, and then ``near_code`` (``ward:E05011130``) says which where the gazetteer
    knows it. Either may carry ``lat`` and ``lon``, degrees in WGS84 as text with six decimals, with ``by``: ``map``, or
    ``device`` and ``metres``, how far it may be off. A described place needs its words, a ``near`` or a position.
    """

    describable: bool = True  # offers "I do not know the exact address"
    own: bool = False  # the home of the person answering: browsers may fill it in
    exact_text: Words = _("I know the address")
    roughly_text: Words = _("I do not know the exact address")
    line1_text: Words = _("Address line 1")
    line1_hint: Words = _("For example, a house or flat number and street, or the name of a building")
    line2_text: Words = _("Address line 2 (optional)")
    town_text: Words = _("Town or city")
    town_missing: Words = _("Enter the town or city, or the postcode")
    postcode_text: Words = _("Postcode, if you know it")
    postcode_hint: Words = _("For example, B4 6NH. It helps us find the place quickly")
    description_text: Words = _("Describe the place")
    description_hint: Words = _("For example, the alley behind the shops on Station Road, near the railway bridge")
    description_missing: Words = _("Describe the place, for example by a street, shop, park or bridge near it")
    near_text: Words = _("Near which place? (optional)")
    near_hint: Words = _("For example, a part of town, a station or a park. Some names are offered as you type")
    near_shown: Words = _("Near %(place)s")
    map_shown: Words = _("Marked on the map")
    device_shown: Words = _("Where the device was, to about %(metres)s metres")
    line1_missing: Words = _("Enter address line 1, or select that you do not know the exact address")
    line1_needed: Words = _("Enter address line 1")
    wrong_point: Words = _("The position must be latitude and longitude in degrees")
    too_long: Words = TOO_LONG

    @staticmethod
    def place_names() -> tuple[str, ...]:
        """Names that are offered while somebody types what it is near."""
        return _place_names()

    def fields(self) -> tuple[str, ...]:
        parts = (
            *("known", *_LINES, "postcode", "description", "near", "near-postcode"),
            *("lat", "lon", "by", "metres"),
        )
        return tuple(self.part(p) for p in (parts if self.describable else (*parts[1:], "known")))

    def read(self, posted: Posted) -> Parsed:
        known = posted.text(self.part("known")) if self.describable else "exact"
        point, point_errors = self._point(posted)
        if known == "roughly":
            value, errors = self._described(posted, has_point=bool(point))
        elif known == "exact":
            value, errors = self._lines(posted)
        else:
            return Parsed()
        errors |= point_errors
        if errors:
            return Parsed(errors=errors)
        said = value or (point if known == "roughly" else {})
        return Parsed({"known": known, **value, **point}) if said else Parsed()

    def _described(self, posted: Posted, *, has_point: bool) -> tuple[dict[str, Json], dict[str, str]]:
        text, near = posted.text(self.part("description")), posted.text(self.part("near"))
        value, errors = self._postcode(posted, "near-postcode")
        longest = too_long(self.too_long, text, _LONGEST_DESCRIPTION, str(self.description_text))
        if longest or not (text or near or has_point):
            errors = {self.part("description"): longest or str(self.description_missing), **errors}
        if longest := too_long(self.too_long, near, _LONGEST_LINE, str(self.near_text)):
            errors = {**errors, self.part("near"): longest}
        elif near:
            value |= _near(near)
        return {**({"description": text} if text else {}), **value}, errors

    def _lines(self, posted: Posted) -> tuple[dict[str, Json], dict[str, str]]:
        texts = {line: posted.text(self.part(line)) for line in _LINES}
        postcode, wrong = self._postcode(posted, "postcode")
        if not (any(texts.values()) or postcode or wrong or (self.required and self.describable)):
            return {}, {}
        labels = {"line1": self.line1_text, "line2": self.line2_text, "town": self.town_text}
        missing = self.line1_missing if self.describable else self.line1_needed
        errors = {} if texts["line1"] else {self.part("line1"): str(missing)}
        for line, text in texts.items():
            if error := too_long(self.too_long, text, _LONGEST_LINE, str(labels[line])):
                errors[self.part(line)] = error
        if not (texts["town"] or postcode or wrong):  # without either nobody finds a street
            errors[self.part("town")] = str(self.town_missing)
        return {**{line: text for line, text in texts.items() if text}, **postcode}, errors | wrong

    def _postcode(self, posted: Posted, part: str) -> tuple[dict[str, Json], dict[str, str]]:
        typed = posted.text(self.part(part))
        if not typed:
            return {}, {}
        try:
            return {"postcode": str(parse_postcode(typed))}, {}
        except Invalid as error:
            return {}, {self.part(part): gettext(error.message)}

    def _point(self, posted: Posted) -> tuple[dict[str, Json], dict[str, str]]:
        lat, lon = posted.text(self.part("lat")), posted.text(self.part("lon"))
        if not lat and not lon:
            return {}, {}
        try:
            north, east = float(lat), float(lon)
        except ValueError:
            north = east = 999.0
        if not (abs(north) <= 90 and abs(east) <= 180):
            return {}, {self.part("lat"): str(self.wrong_point)}
        point: dict[str, Json] = {"lat": f"{north:.6f}", "lon": f"{east:.6f}"}
        by, metres = posted.text(self.part("by")), posted.text(self.part("metres"))
        if by == "map":
            point["by"] = by
        elif by == "device" and re.fullmatch(METRES, metres):
            point |= {"by": by, "metres": metres}
        return point, {}

    def form(self, value: Json) -> Posted:
        given = as_object(value)
        rough = given.get("known") == "roughly"
        keys = ("known", *_LINES, "description", "near", "lat", "lon", "by", "metres")
        pairs = [(self.part(key), given.get(key, "")) for key in keys]
        return Posted.of(*pairs, (self.part("near-postcode" if rough else "postcode"), given.get("postcode", "")))

    def shown(self, value: Json) -> tuple[str, ...]:
        given = as_object(value)
        keys = (*_LINES, "description", "postcode")
        lines = [line for key in keys for line in given.get(key, "").split("\n") if line]
        if near := given.get("near"):
            lines.append(str(self.near_shown) % {"place": near})
        if given.get("by") == "map":
            lines.append(str(self.map_shown))
        elif given.get("by") == "device":
            lines.append(str(self.device_shown) % {"metres": given.get("metres", "")})
        return tuple(lines)

    def schema(self) -> dict[str, Json]:
        line: Json = {"type": "string", "minLength": 1, "maxLength": _LONGEST_LINE}
        point: Json = {"type": "string", "pattern": r"^-?[0-9]{1,3}\.[0-9]{6}$"}
        by: Json = {"enum": ["map", "device"]}
        off: Json = {"type": "string", "pattern": METRES}
        postcode: Json = {"type": "string", "pattern": POSTCODE}
        shared: dict[str, Json] = {"postcode": postcode, "lat": point, "lon": point, "by": by, "metres": off}
        lines: dict[str, Json] = {"line1": line, "line2": line, "town": line}
        exact: dict[str, Json] = {
            **object_schema(("known", "line1"), known={"const": "exact"}, **lines, **shared),
            "anyOf": [{"required": ["town"]}, {"required": ["postcode"]}],
        }
        if not self.describable:
            return exact
        text: Json = {"type": "string", "minLength": 1, "maxLength": _LONGEST_DESCRIPTION}
        near: dict[str, Json] = {"near": line, "near_code": {"type": "string", "pattern": _CODE}}
        roughly: dict[str, Json] = {
            **object_schema(("known",), known={"const": "roughly"}, description=text, **near, **shared),
            "anyOf": [{"required": [one]} for one in ("description", "near", "lat")],
        }
        return {"oneOf": [exact, roughly]}

    def examples(self) -> tuple[Json, ...]:
        exact: dict[str, Json] = {"known": "exact", "line1": "Flat 3, 12 Example Road", "town": "Birmingham"}
        whole: Json = {**exact, "postcode": "B4 6NH", "lat": "52.483300", "lon": "-1.893600"}
        rough: Json = {"known": "roughly", "description": "The alley behind the shops, by the bins"}
        marked: Json = {"known": "roughly", "lat": "52.483300", "lon": "-1.893600", "by": "device", "metres": "20"}
        near: Json = {"known": "roughly", "near": "the old mill", "lat": "52.483300", "lon": "-1.893600", "by": "map"}
        return (whole, rough, exact, marked, near) if self.describable else (whole, exact)


@cache
def _place_names() -> tuple[str, ...]:
    known = gazetteer()
    return tuple(sorted(place.label for place in (*known.districts, *known.towns, *known.wards)))


def _near(typed: str) -> dict[str, Json]:
    """What was typed; in the gazetteer's words, and with its code, where it is certain which place is meant."""
    asked = plain(typed)
    found = [place for place in find_places(typed, 5) if asked in (plain(place.label), plain(place.name))]
    exact = [place for place in found if asked == plain(place.label)] or found
    if len(exact) != 1:
        return {"near": typed}
    return {"near": exact[0].label, "near_code": f"{exact[0].kind.value}:{exact[0].code}"}
