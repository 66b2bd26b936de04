"""The sender's own hash of one request's bytes (``Upload-Checksum``)."""

import base64
import binascii
import hashlib

from django.utils.translation import gettext as _

from bluelamp.core.errors import BluelampError, Invalid

ALGORITHMS = ("sha1", "sha256")  # the protocol wants the first of every server; it guards against accidents only


class Mismatch(BluelampError):
    """The line changed the bytes on their way: none of this request's are kept."""

    code = "checksum_mismatch"
    http_status = 460  # of the protocol

    def __init__(self) -> None:
        super().__init__(_("A part of the file was damaged on its way. It is sent again."))


class Checksum:
    """Counts along, and compares at the end."""

    def __init__(self, header: str) -> None:
        """Raises ``Invalid`` for an algorithm that is not ours, and for what is no checksum."""
        name, _space, encoded = header.partition(" ")
        if name not in ALGORITHMS:
            raise Invalid(f"Upload-Checksum must use one of {', '.join(ALGORITHMS)}.", http_status=400)
        try:
            self._expected = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            raise Invalid("Upload-Checksum must be in base 64.", http_status=400) from None
        self._digest = hashlib.new(name, usedforsecurity=False)

    def take(self, piece: bytes) -> None:
        self._digest.update(piece)

    def compare(self) -> None:
        """Raises ``Mismatch``."""
        if self._digest.digest() != self._expected:
            raise Mismatch
