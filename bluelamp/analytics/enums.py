"""Kinds of open data, named as data.police.uk names its files."""

from enum import StrEnum


class Kind(StrEnum):
    STREET = "street"
    OUTCOMES = "outcomes"
    STOP_AND_SEARCH = "stop-and-search"
