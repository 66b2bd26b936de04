"""What can go wrong with files, in words for the person who handed one in."""

from django.utils.translation import gettext as _

from bluelamp.core.errors import BluelampError, Invalid, NotFound, TooLarge

FIELD = "file"


class StorageUnavailable(BluelampError):
    """The store did not answer, or refused. Nothing was recorded."""

    code = "storage_unavailable"
    http_status = 503

    def __init__(self) -> None:
        super().__init__(
            _("We cannot store files at the moment. Nothing else you entered is lost. Try again in a few minutes."),
            field=FIELD,
        )


class StorageFull(BluelampError):
    """The disk is full. Nothing was recorded."""

    code = "storage_full"
    http_status = 507

    def __init__(self) -> None:
        super().__init__(
            _("There is no room for this file at the moment. Nothing else you entered is lost. Try again later."),
            field=FIELD,
        )


class PicturesBusy(BluelampError):
    """Too many small pictures are being drawn. The file itself is there."""

    code = "pictures_busy"
    http_status = 503

    def __init__(self) -> None:
        super().__init__(_("This small picture cannot be drawn at the moment. Open the file itself."), field=FIELD)


class BlobMissing(NotFound):
    """No bytes are stored under this hash."""

    code = "blob_missing"

    def __init__(self) -> None:
        super().__init__(_("The content of this file is not in the store. Tell the exhibits officer."))


class BlobDamaged(BluelampError):
    """The stored bytes no longer have the hash they were stored under."""

    code = "blob_damaged"

    def __init__(self) -> None:
        super().__init__(
            _("The stored content of this file has changed. Do not rely on it, and tell the exhibits officer.")
        )


def empty(name: str) -> Invalid:
    text = _("“%(name)s” is empty. Choose the file again.") % {"name": name}
    return Invalid(text, code="empty_file", field=FIELD)


def too_large(name: str, limit: int) -> TooLarge:
    """``limit`` in bytes."""
    words = {"name": name, "limit": in_words(limit)}
    text = _("“%(name)s” is too large. The largest file we can take here is %(limit)s.") % words
    return TooLarge(text, field=FIELD)


def in_words(size: int) -> str:
    """A size in bytes as people say it: “20 MB”, “512 KB”, “100 bytes”."""
    for unit, name in ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "KB")):
        if size >= unit:
            return f"{size / unit:.1f}".removesuffix(".0") + f" {name}"
    return f"{size} bytes"
