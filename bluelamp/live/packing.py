"""News as JSON, strictly: what a field declares is what it carries, both ways, or an error names the field."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from procrastinate.types import JSONValue

from bluelamp.core.news import Event
from bluelamp.live import content


class PackingError(TypeError):
    """News that cannot travel: a fault in the program, not in what somebody entered."""


def pack(event: Event) -> dict[str, JSONValue]:
    """The fields of ``event`` by name. Raises ``PackingError``, or ``Invalid`` for free text."""
    hints = get_type_hints(type(event))
    return {f.name: _pack(getattr(event, f.name), hints[f.name], f.name) for f in fields(event)}


def unpack(event_type: type[Event], packed: Mapping[str, Any]) -> Event:
    """The event again. A field that has since been added takes its default; one we do not know is an error."""
    hints = get_type_hints(event_type)
    unknown = packed.keys() - {f.name for f in fields(event_type)}
    if unknown:
        raise PackingError(f"{event_type.__name__} has no field {', '.join(sorted(unknown))}.")
    values: dict[str, Any] = {name: _unpack(value, hints[name], name) for name, value in packed.items()}
    return event_type(**values)


def _pack(value: object, hint: Any, name: str) -> JSONValue:
    if get_origin(hint) is tuple and isinstance(value, tuple):
        return [_pack(item, _item(hint, name), name) for item in value]
    hint = _present(hint, name, is_none=value is None)
    if hint is NoneType:
        return None
    if type(value) is not hint:
        raise PackingError(f"{name} must be {hint}, not {type(value).__name__}.")
    return _pack_plain(value, name)


def _pack_plain(value: object, name: str) -> JSONValue:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise PackingError(f"{name} needs a time zone.")
        return value.isoformat()
    if isinstance(value, str):  # also codes of an enumeration
        content.check_word(str(value), field=name)
        return str(value.value if isinstance(value, Enum) else value)
    if isinstance(value, int):
        return value
    raise PackingError(f"{name} is a {type(value).__name__}, which news cannot carry.")


def _unpack(value: object, hint: Any, name: str) -> object:
    if get_origin(hint) is tuple and isinstance(value, list):
        return tuple(_unpack(item, _item(hint, name), name) for item in value)
    hint = _present(hint, name, is_none=value is None)
    if hint is NoneType:
        return None
    if hint is datetime and isinstance(value, str):
        return datetime.fromisoformat(value)
    if hint is UUID and isinstance(value, str):
        return UUID(value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    if type(value) is not hint:
        raise PackingError(f"{name} must be {hint}, not {type(value).__name__}.")
    return value


def _item(hint: Any, name: str) -> Any:
    inner = get_args(hint)
    if len(inner) == 2 and inner[1] is Ellipsis:
        return inner[0]
    raise PackingError(f"{name} must be declared as tuple[Something, ...].")


def _present(hint: Any, name: str, *, is_none: bool) -> Any:
    """The one type that ``X | None`` means for this value."""
    if get_origin(hint) not in {UnionType, Union}:
        return hint
    inner = [part for part in get_args(hint) if part is not NoneType]
    if len(inner) != 1:
        raise PackingError(f"{name} must be declared as one type, with or without None.")
    return NoneType if is_none else inner[0]
