"""A small validator for the part of JSON Schema 2020-12 that journeys emit. Unknown keywords are a failure."""

import re
from collections.abc import Callable, Iterator
from typing import Any

_TYPES: dict[str, Callable[[Any], bool]] = {
    "object": lambda v: isinstance(v, dict),
    "array": lambda v: isinstance(v, list),
    "string": lambda v: isinstance(v, str),
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
}
_ANNOTATIONS = {"$schema", "$id", "title", "format", "then", "else", "additionalProperties"}


def violations(schema: Any, value: Any, where: str = "$") -> list[str]:
    """Where ``value`` breaks ``schema``; empty when it is valid."""
    if isinstance(schema, bool):
        return [] if schema else [f"{where} is not allowed"]
    found: list[str] = []
    for keyword, rule in schema.items():
        if keyword not in _ANNOTATIONS:
            found += _KEYWORDS[keyword](schema, rule, value, where)
    return found


def _type(_schema: Any, rule: str, value: Any, where: str) -> Iterator[str]:
    if not _TYPES[rule](value):
        yield f"{where} is not of type {rule}"


def _properties(schema: Any, rule: dict[str, Any], value: Any, where: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in rule.items():
            if name in value:
                yield from violations(inner, value[name], f"{where}.{name}")
        if schema.get("additionalProperties", True) is False:
            yield from (f"{where}.{name} is unknown" for name in value.keys() - rule.keys())


def _required(_schema: Any, rule: list[str], value: Any, where: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (f"{where}.{name} is missing" for name in rule if name not in value)


def _items(_schema: Any, rule: Any, value: Any, where: str) -> Iterator[str]:
    if isinstance(value, list):
        for place, item in enumerate(value):
            yield from violations(rule, item, f"{where}[{place}]")


def _contains(_schema: Any, rule: Any, value: Any, where: str) -> Iterator[str]:
    if isinstance(value, list) and all(violations(rule, item) for item in value):
        yield f"{where} contains none"


def _unique(_schema: Any, rule: bool, value: Any, where: str) -> Iterator[str]:
    if rule and isinstance(value, list) and len({repr(v) for v in value}) < len(value):
        yield f"{where} has duplicates"


def _all_of(_schema: Any, rule: list[Any], value: Any, where: str) -> Iterator[str]:
    for inner in rule:
        yield from violations(inner, value, where)


def _counted(wanted: Callable[[int], bool]) -> Callable[..., Iterator[str]]:
    def check(_schema: Any, rule: list[Any], value: Any, where: str) -> Iterator[str]:
        fitting = sum(not violations(inner, value, where) for inner in rule)
        if not wanted(fitting):
            yield f"{where} fits {fitting} of the alternatives"

    return check


def _not(_schema: Any, rule: Any, value: Any, where: str) -> Iterator[str]:
    if not violations(rule, value):
        yield f"{where} fits what it must not"


def _if(schema: Any, rule: Any, value: Any, where: str) -> Iterator[str]:
    branch = "else" if violations(rule, value) else "then"
    yield from violations(schema.get(branch, True), value, where)


def _limit(kind: type, measure: Callable[[Any], Any], fits: Callable[[Any, Any], bool]) -> Callable[..., Iterator[str]]:
    def check(_schema: Any, rule: Any, value: Any, where: str) -> Iterator[str]:
        if isinstance(value, kind) and not fits(measure(value), rule):
            yield f"{where} breaks a limit of {rule}"

    return check


_KEYWORDS: dict[str, Callable[..., Any]] = {
    "type": _type,
    "properties": _properties,
    "required": _required,
    "items": _items,
    "contains": _contains,
    "uniqueItems": _unique,
    "allOf": _all_of,
    "anyOf": _counted(lambda n: n > 0),
    "oneOf": _counted(lambda n: n == 1),
    "not": _not,
    "if": _if,
    "const": lambda _s, rule, value, where: [] if value == rule else [f"{where} is not {rule!r}"],
    "enum": lambda _s, rule, value, where: [] if value in rule else [f"{where} is none of {rule!r}"],
    "pattern": _limit(str, lambda v: v, lambda v, rule: re.search(rule, v) is not None),
    "minLength": _limit(str, len, lambda n, rule: n >= rule),
    "maxLength": _limit(str, len, lambda n, rule: n <= rule),
    "minItems": _limit(list, len, lambda n, rule: n >= rule),
    "maxItems": _limit(list, len, lambda n, rule: n <= rule),
    "minProperties": _limit(dict, len, lambda n, rule: n >= rule),
    "minimum": _limit(int, lambda v: v, lambda n, rule: n >= rule),
    "maximum": _limit(int, lambda v: v, lambda n, rule: n <= rule),
}
