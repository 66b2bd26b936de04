"""Definitions as plain data: to JSON and back, one canonical form, one fingerprint, any language.

A definition is a tree of frozen dataclasses (``Node``). Its canonical JSON (sorted keys, no spaces, UTF-8, no
floats) is what is stored and hashed, so that a draft is always rendered from exactly what its person was asked.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from hashlib import sha256
from typing import Annotated, ClassVar, TypeAlias, get_type_hints

from django.utils.functional import Promise
from django.utils.translation import gettext, override

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Answers: TypeAlias = "Mapping[str, Json]"
Words: TypeAlias = Annotated[str | Promise, "words"]
"""Text for people: a string or ``gettext_lazy("…")``. Stored in the source language, shown in the reader's."""

KINDS: "dict[str, type[Node]]" = {}


@dataclass(frozen=True)
class Node:
    """One piece of a definition. Its fields hold words, strings, integers, booleans, nodes and tuples of these."""

    kind: ClassVar[str] = ""

    def __init_subclass__(cls, kind: str = "") -> None:
        if kind:
            cls.kind = kind
            KINDS[kind] = cls


def to_data(node: Node) -> dict[str, Json]:
    """The JSON form of a definition, in the source language."""
    with override(None):
        return _node_data(node)


def _node_data(node: Node) -> dict[str, Json]:
    return {"kind": node.kind, **{f.name: _data(getattr(node, f.name)) for f in fields(node)}}


def _data(value: object) -> Json:
    if isinstance(value, Node):
        return _node_data(value)
    if isinstance(value, tuple):
        return [_data(part) for part in value]
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str | Promise):
        return str(value)
    raise TypeError(f"A definition cannot hold {value!r}: use text, whole numbers, True, False or tuples of these.")


def from_data(data: Mapping[str, Json]) -> Node:
    """The definition from its JSON form. Keys this version of the program does not know are passed over."""
    cls = KINDS[str(data["kind"])]
    known = {f.name for f in fields(cls)}
    return cls(**{key: _value(value) for key, value in data.items() if key in known})


def _value(value: Json) -> object:
    if isinstance(value, dict):
        return from_data(value)
    if isinstance(value, list):
        return tuple(_value(part) for part in value)
    return value


def canonical(data: Json) -> str:
    """The one way to write ``data`` down."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def fingerprint(text: str) -> str:
    """SHA-256 of canonical text, in lower-case hexadecimal."""
    return sha256(text.encode()).hexdigest()


def translated(data: Json, say: Callable[[str], str] = gettext) -> Json:
    """A copy of a JSON definition with every text for people in the active language."""
    if isinstance(data, list):
        return [translated(part, say) for part in data]
    if not isinstance(data, dict):
        return data
    words = _words_of(str(data["kind"]))
    return {
        key: say(value) if key in words and isinstance(value, str) and value else translated(value, say)
        for key, value in data.items()
    }


@cache
def _words_of(kind: str) -> frozenset[str]:
    hints = get_type_hints(KINDS[kind], include_extras=True)
    return frozenset(name for name, hint in hints.items() if "words" in getattr(hint, "__metadata__", ()))
