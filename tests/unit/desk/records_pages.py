"""Addresses and words of the records desk's pages."""

import re
from typing import Any

from bluelamp.records.models import Record

SEARCH = "/desk/records/"


def text(response: Any) -> str:
    """The words of a page, without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("&#39;", "'")


def of(record: Record, kind: str, page: str = "") -> str:
    return f"/desk/records/{kind}/{record.pk}{page}"
