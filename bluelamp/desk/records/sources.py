"""Where a statement comes from, in words: records keep it as the ledger would name it, or as somebody wrote it."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from bluelamp.core.actor import Actor
from bluelamp.desk.records.addresses import address_of
from bluelamp.records.types import Ref

_NAMED = re.compile(r"([a-z]+\.[a-z]+):([0-9a-f]{8}-[0-9a-f-]{27})")


class Source(NamedTuple):
    """``href`` leads to it, for those whose role opens it."""

    words: str
    href: str = ""


def source_of(said_in: str, *, actor: Actor, names: Mapping[UUID, str]) -> Source:
    """``contact.report:0190…`` as “the report”, with its address; ``access.user:0190…`` as a name."""
    found = _NAMED.fullmatch(said_in)
    if found is None:
        return Source(said_in)
    label, named = found[1], UUID(found[2])
    if label == "access.user":
        return Source(names.get(named, _("a member of staff")))
    words = _("the report from the public") if label == "contact.report" else label.replace(".", " ")
    return Source(words, address_of(actor=actor, ref=Ref(label, named)))


def people_in(sources: Iterable[str]) -> set[UUID]:
    """The members of staff that are named as sources."""
    found = (_NAMED.fullmatch(said_in) for said_in in sources)
    return {UUID(one[2]) for one in found if one and one[1] == "access.user"}
