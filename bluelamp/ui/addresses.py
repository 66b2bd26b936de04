"""Addresses of pages that are alone under their name, made once: each page links to twenty of them."""

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, reverse


def address(name: str) -> str:
    """As Django's ``reverse`` without arguments. Raises ``NoReverseMatch``."""
    return _made(name, settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=1024)
def _made(name: str, urls: str, prefix: str) -> str:  # noqa: ARG001 - what it is kept under
    return reverse(name)
