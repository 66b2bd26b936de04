"""Telling people who are connected now that something has changed."""

from collections.abc import Mapping

from django.db import transaction

from bluelamp.live import content
from bluelamp.live.frames import HANG_UP, RESERVED
from bluelamp.live.models import Outbox


def publish(*, audience: str, kind: str, data: Mapping[str, str | int]) -> None:
    """Tell ``audience`` (``kind:id``) when, and only when, the transaction of the caller commits.

    ``data`` holds ids, codes and small numbers; free text is refused with ``Invalid``, because an event is
    not on the ledger: whoever receives it fetches the record through the door that is.
    """
    content.check_audience(audience)
    content.check_kind(kind)
    content.check_data(data)
    if kind in RESERVED:
        raise ValueError(f"“{kind}” is a word between the stream and its clients.")
    _put(audience, kind, data)


def hang_up(*, audience: str) -> None:
    """Close the streams of ``audience`` when the caller's transaction commits, as after signing out."""
    content.check_audience(audience)
    _put(audience, HANG_UP, {})


def _put(audience: str, kind: str, data: Mapping[str, str | int]) -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Publish inside the transaction of the write it tells about, or it may tell an untruth.")
    Outbox.objects.create(audience=audience, kind=kind, data=dict(data))
