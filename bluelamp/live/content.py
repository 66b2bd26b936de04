"""What may travel in live events and news: ids, codes and small numbers. Personal data is refused here."""

import re
from collections.abc import Mapping

from bluelamp.core.errors import Invalid
from bluelamp.core.ids import check_reference

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CODE = re.compile(r"[a-z0-9]+(?:[_.:-][a-z0-9]+)*|[A-Z0-9]{1,4}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*")  # a date of birth looks like any other
_LONG_NUMBER = re.compile(r"[0-9]{6,}")  # telephone numbers, and dates without dashes
_AUDIENCE = re.compile(r"[a-z][a-z0-9_-]{0,39}:[A-Za-z0-9_-]{1,64}")
_NAME = re.compile(r"[a-z][a-z0-9_]*(?:[.-][a-z0-9_]+)*")
_LONGEST_CODE = 60
_LONGEST_NAME = 64
_LARGEST = 9_999_999  # fewer digits than any telephone number
_MOST_VALUES = 16


def check_word(value: str, *, field: str) -> None:
    """Raise ``Invalid`` unless ``value`` is a lower-case UUID, a reference or a code such as ``on_scene``."""
    if _UUID.fullmatch(value) or _is_reference(value):
        return
    is_code = len(value) <= _LONGEST_CODE and _CODE.fullmatch(value)
    if value and not (is_code and not _DATE.fullmatch(value) and not _LONG_NUMBER.search(value)):
        raise Invalid(f"“{field}” must be an id, a reference or a code. Send the id of a record.", field=field)


def _is_reference(value: str) -> bool:
    try:
        return check_reference(value) == value
    except Invalid:
        return False


def check_number(value: int, *, field: str) -> None:
    """Raise ``Invalid`` when a number has enough digits to be a telephone number."""
    if abs(value) > _LARGEST:
        raise Invalid(f"“{field}” must lie between -{_LARGEST} and {_LARGEST}.", field=field)


def check_audience(audience: str) -> None:
    if not _AUDIENCE.fullmatch(audience):
        raise Invalid("An audience is written kind:id, such as actor:0190….", field="audience")


def check_kind(kind: str) -> None:
    if len(kind) > _LONGEST_NAME or not _NAME.fullmatch(kind):
        raise Invalid("A kind is written in small letters, such as incident.assigned.", field="kind")


def check_data(data: Mapping[str, str | int]) -> None:
    """Raise ``Invalid``, naming the field, unless every value is an id, a code or a small number."""
    if len(data) > _MOST_VALUES:
        raise Invalid(f"A live event carries at most {_MOST_VALUES} values. Send ids.", field="data")
    for field, value in data.items():
        if len(field) > _LONGEST_NAME or not _NAME.fullmatch(field):
            raise Invalid("A field is named in small letters, such as incident_id.", field="data")
        _check_value(value, field=field)


def _check_value(value: object, *, field: str) -> None:
    if isinstance(value, str):
        check_word(value, field=field)
    elif isinstance(value, int):
        check_number(value, field=field)
    else:
        raise Invalid(f"“{field}” must be an id, a code or a whole number.", field=field)
