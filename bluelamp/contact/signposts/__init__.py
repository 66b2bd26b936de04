"""Matters that somebody else deals with: who, why it is not the police, and when it is after all.

Reference data, with the day on which it was written. The force confirms every address and number, and gives the page of
its own councils, before they are used: what is not confirmed is marked so on the page.
"""

from collections.abc import Mapping

from bluelamp.contact.signposts._agencies import AGENCIES
from bluelamp.contact.signposts._councils import COUNCILS
from bluelamp.contact.signposts._model import WRITTEN, Signpost

_ALL = {signpost.slug: signpost for signpost in (*COUNCILS, *AGENCIES)}


def signposts() -> Mapping[str, Signpost]:
    """Every signpost, by slug, those of the council first."""
    return _ALL


__all__ = ["WRITTEN", "Signpost", "signposts"]
