"""Looking at a file while its bytes pass: how long it is, what it really is, and whether it hides another.

The name is never believed. A file that is two things at once (a picture that is also a program archive or a web
page) is refused, because what a viewer shows and what another program runs would differ.
"""

import struct
from collections import deque
from collections.abc import Callable, Iterable, Iterator

import puremagic
from django.utils.translation import gettext as _

from bluelamp.core.errors import Invalid
from bluelamp.files import errors
from bluelamp.files.signatures import media_type
from bluelamp.files.types import KINDS

HEAD = 4096
_TAIL = 22 + 65_535 + 4096  # the longest end record of a zip archive, and some of its directory
_LOCATOR = 20  # bytes: what leads to the end record of a large zip archive, just before the ordinary one
_ZIP64: tuple[tuple[bytes, str, Callable[..., bool]], ...] = (
    (b"PK\x06\x06", "<Q", lambda length: 44 <= length < _TAIL),  # the end record: how long it is without this
    (b"PK\x06\x07", "<IQI", lambda disk, _where, disks: disk == 0 and disks <= 1),  # the locator
)
_PDF_MAY_START_WITHIN = 1024  # readers accept the header that late (ISO 32000-1, annex H.3.4.1)
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"#!")
_MARKUP = (b"<script", b"<html", b"<!doctype", b"<svg", b"<?php", b"<iframe")


class Inspection:
    """Pass chunks through ``watch``; afterwards ``media_type`` is known. Holds some 75 kB and a chunk of it.

    ``name`` is the shown name, ``max_bytes`` the limit, ``allowed`` media types of ``files.types``.
    """

    def __init__(self, *, name: str, max_bytes: int, allowed: frozenset[str]) -> None:
        self._name = name
        self._max_bytes = max_bytes
        self._allowed = allowed
        self._head = b""
        self._last: deque[bytes] = deque()  # the end of what has come, as it came
        self._held = 0  # bytes of these
        self._size = 0
        self.media_type = ""

    def watch(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The chunks again. Raises ``TooLarge`` or ``Invalid`` as soon as it is certain, reading no further."""
        for chunk in chunks:
            self.take(chunk)
            yield chunk
        self.finish()

    def take(self, chunk: bytes) -> None:
        """Look at the next piece. Raises as ``watch`` does."""
        self._size += len(chunk)
        if self._size > self._max_bytes:
            raise errors.too_large(self._name, self._max_bytes)
        self._last.append(chunk)
        self._held += len(chunk)
        while self._held - len(self._last[0]) >= _TAIL:
            self._held -= len(self._last.popleft())
        if len(self._head) < HEAD:
            self._head += chunk[: HEAD - len(self._head)]
            if len(self._head) == HEAD:
                self._identify()

    def finish(self) -> None:
        """That was all of it. Raises as ``watch`` does."""
        if self._size == 0:
            raise errors.empty(self._name)
        if not self.media_type:
            self._identify()
        if _ends_as_zip(b"".join(self._last)[-_TAIL:], self._size):
            raise self._hides_another()

    def _identify(self) -> None:
        found = media_type(self._head)
        if found is None or found not in self._allowed:
            raise self._not_taken(found)
        lowered = self._head.lower()
        if any(mark in lowered for mark in _MARKUP):
            raise self._hides_another()
        if found != "application/pdf" and b"%PDF-" in self._head[:_PDF_MAY_START_WITHIN]:
            raise self._hides_another()
        self.media_type = found

    def _not_taken(self, found: str | None) -> Invalid:
        words = {"name": self._name, "kinds": kinds_in_words(self._allowed)}
        if found is not None:
            text = _("“%(name)s” is a file of type %(found)s. Choose a file of type %(kinds)s.")
            words["found"] = KINDS[found]
        elif self._head.startswith(_PROGRAMS):
            text = _("“%(name)s” is a program, whatever its name says. Choose a file of type %(kinds)s.")
        elif any(mark in self._head.lower() for mark in _MARKUP):
            text = _(
                "“%(name)s” is a web page or a drawing that can hold program code. Choose a file of type %(kinds)s."
            )
        elif guess := _guess(self._head):
            text = _("“%(name)s” looks like “%(found)s”. Choose a file of type %(kinds)s.")
            words["found"] = guess
        else:
            text = _("“%(name)s” is not a kind of file we can take. Choose a file of type %(kinds)s.")
        return Invalid(text % words, code="file_type", field=errors.FIELD)

    def _hides_another(self) -> Invalid:
        text = _(
            "“%(name)s” has another file hidden inside it, so we cannot take it. "
            "Save it again from the program you made it with, or send a picture of your screen."
        )
        return Invalid(text % {"name": self._name}, code="file_hides_another", field=errors.FIELD)


def kinds_in_words(allowed: frozenset[str]) -> str:
    """“JPEG, PNG or PDF”, in the order people know them by."""
    names = [name for media, name in KINDS.items() if media in allowed]
    if len(names) == 1:
        return names[0]
    return _("%(first)s or %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def _guess(head: bytes) -> str:
    """What puremagic's long list of formats calls it; only ever used in an error message."""
    try:
        return str(puremagic.magic_string(head)[0].name)
    except (puremagic.PureError, ValueError):
        return ""


def _ends_as_zip(tail: bytes, size: int) -> bool:
    """Whether an archive reader, which begins at the end, would find a zip archive (APPNOTE.TXT 4.3.14 to 4.3.16).

    ``tail`` is the end of a file of ``size`` bytes.
    """
    if _has_zip64(tail):
        return True
    at = tail.rfind(b"PK\x05\x06")
    while at >= 0:
        if tail.startswith(b"PK\x06\x07", max(at - _LOCATOR, 0)):  # then readers take its word, not this record's
            return True
        record = tail[at : at + 22]
        if len(record) == 22:
            entries, length = struct.unpack_from("<HI", record, 10)
            directory = at - length
            unseen = directory < 0 and length <= size - len(tail) + at
            seen = directory >= 0 and tail.startswith(b"PK\x01\x02", directory)
            if entries and (seen or unseen):
                return True
        at = tail.rfind(b"PK\x05\x06", 0, at)
    return False


def _has_zip64(tail: bytes) -> bool:
    """Whether a record of the large form of a zip archive stands by itself and says nothing impossible.

    Four bytes alone come about by chance in one of some thirty thousand pictures.
    """
    for signature, form, possible in _ZIP64:
        at = tail.find(signature)
        while at >= 0:
            fields = tail[at + 4 : at + 4 + struct.calcsize(form)]
            if len(fields) == struct.calcsize(form) and possible(*struct.unpack(form, fields)):
                return True
            at = tail.find(signature, at + 1)
    return False
