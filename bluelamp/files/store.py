"""The store of this installation, in a local folder or in S3 (``settings.BLUELAMP_STORAGE_URL``)."""

from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from obstore.store import S3Store

from bluelamp.files.folder import FolderBlobStore
from bluelamp.files.objects import BlobStore, ObjectBlobStore


@cache
def open_store(url: str) -> BlobStore:
    """The store behind a ``file://`` or ``s3://`` address. S3 takes keys, region and endpoint from ``AWS_…``."""
    if url.startswith("file://"):
        return FolderBlobStore(url.removeprefix("file://"))
    if url.startswith("s3://"):
        bucket = S3Store.from_url(url, copy_if_not_exists="multipart", retry_config={"max_retries": 3})
        return ObjectBlobStore(bucket)
    raise ImproperlyConfigured("BLUELAMP_STORAGE_URL begins with file:// or s3://.")


def store() -> BlobStore:
    """The store of this installation."""
    return open_store(settings.BLUELAMP_STORAGE_URL)
