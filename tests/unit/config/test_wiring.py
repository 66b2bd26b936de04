"""Who hears what: the audiences that config joins to rooms."""

import pytest

from bluelamp.access.enums import Relation
from bluelamp.access.services import involve
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.live import audiences
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def test_who_reported_it_does_not_hear_what_is_done_inside(cast: Cast) -> None:
    matter = new_id()
    for name, relation in (("citizen", Relation.OWN), ("detective", Relation.ASSIGNED), ("analyst", Relation.INVOLVED)):
        involve(actor=Actor.job("test"), matter=matter, who=cast[name].id, relation=relation)
    everybody = frozenset(actor.id for actor in cast.values())
    heard = audiences.resolve([f"matter:{matter}", f"colleagues:{matter}"], everybody)
    assert heard[f"colleagues:{matter}"] == {cast["detective"].id}
    assert heard[f"matter:{matter}"] == {cast[name].id for name in ("citizen", "detective", "analyst")}
