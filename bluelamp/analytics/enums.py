"""Kinds of open data, named as data.police.uk names its files; what became of reports, and what is said of it."""

from enum import StrEnum


class Kind(StrEnum):
    STREET = "street"
    OUTCOMES = "outcomes"
    STOP_AND_SEARCH = "stop-and-search"


class Ending(StrEnum):
    """How a report ended, of many published outcomes the few that differ for whoever reported."""

    CHARGED = "charged"
    RESOLVED = "resolved"
    ELSEWHERE = "elsewhere"
    UNPROSECUTED = "unprosecuted"
    NO_SUSPECT = "no_suspect"
    OTHER = "other"
    OPEN = "open"  # no ending


class Basis(StrEnum):
    """What the figures rest on: endings with their months, or only the last that was known of each report."""

    DATED = "dated"
    LAST = "last"


class Level(StrEnum):
    """Whose reports were counted."""

    AREA = "area"
    FORCE = "force"
    NATION = "nation"


class Withheld(StrEnum):
    """Why there are no figures."""

    PROTECTED = "protected"  # no odds of rape, domestic abuse or stalking are ever published
    MIXED = "mixed"  # the published type holds what is not alike
    FOUND_BY_LOOKING = "found_by_looking"  # most are found by the police, not reported
    NOT_PUBLISHED = "not_published"  # no outcomes are published of these
    NOT_HELD = "not_held"
    TOO_FEW = "too_few"
    STOPPED = "stopped"  # switched off
