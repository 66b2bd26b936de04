"""Which Bluelamp made a state folder: noted in it, and asked before anything in it is touched.

A folder of an older Bluelamp is brought up by its migrations. What they cannot do, and a folder of a newer one, is
refused in words, before PostgreSQL or Django (see ``history``) would fail in theirs. Needs no Django, so that the
supervisor starts at once.
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from bluelamp.config.postgres import Cluster
from bluelamp.config.postgres_software import PostgresError

LAYOUT = 1  # of the state folder; counts on when an older one cannot be used as it lies there
_FILE = "made-by.json"


class OtherVersionError(PostgresError):
    """The state was made by a Bluelamp that this one does not follow; the message says what can be done."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is noted. ``bluelamp`` is a version for people to read; nothing is decided by it."""

    layout: int
    bluelamp: str


def current() -> Stamp:
    return Stamp(LAYOUT, version("bluelamp"))


def read(state: Path) -> Stamp | None:
    """None of a new folder, and of one from before there were stamps."""
    with suppress(FileNotFoundError, ValueError, KeyError, TypeError):
        found = json.loads((state / _FILE).read_text(encoding="utf-8"))
        return Stamp(int(found["layout"]), str(found["bluelamp"]))
    return None


def write(state: Path) -> None:
    """Everything in the folder is of this version now."""
    draft = state / f"{_FILE}.new"
    draft.write_text(json.dumps(asdict(current())), encoding="utf-8")
    draft.replace(state / _FILE)


def check(own: Cluster, state: Path) -> None:
    """Before anything is started: raise ``OtherVersionError`` when this version cannot use the folder."""
    found = read(state)
    if found is not None and found.layout != LAYOUT:
        raise OtherVersionError(explain(state, "which arranges its files in another way"))
    made, ours = own.major_version(), own.software_version()
    if made not in (None, ours):
        raise OtherVersionError(explain(state, f"with PostgreSQL {made}, and this one brings {ours}"))


def explain(state: Path, difference: str) -> str:
    """What stands against it and what can be done. True only while nothing has been changed."""
    return f"The state in {state} was made by {maker(state)}, {difference}. Nothing was changed.\n{ways_out()}"


def maker(state: Path) -> str:
    found = read(state)
    return f"Bluelamp {found.bluelamp}" if found else "an earlier Bluelamp"


def ways_out() -> str:
    """What somebody can do whose state this version cannot use."""
    return (
        f"This is Bluelamp {current().bluelamp}. You can start the Bluelamp that made the state, give this one a folder"
        " of its own\n(BLUELAMP_VAR=/another/folder), or delete the state for good and begin anew (make reset)."
    )
