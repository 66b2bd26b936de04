"""What the timeline of a matter says of intelligence: when and how graded, never its words."""

import pytest

from bluelamp.access.enums import Relation
from bluelamp.access.services import involve
from bluelamp.core.actor import Actor
from bluelamp.intelligence.timeline import entries
from tests.factories.intelligence import write
from tests.factories.records import looking
from tests.factories.rooms import matter
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def test_it_tells_that_something_was_written_and_not_what(cast: Cast) -> None:
    about, merged, other = matter(), matter(), matter()
    first, second = (write(cast, matter_id=one, text="She saw him.") for one in (about, merged))
    write(cast, matter_id=other)
    involve(actor=Actor.job("test"), matter=about, who=cast["responder"].id, relation=Relation.ASSIGNED)
    analyst, responder = cast["rtic_analyst"], cast["responder"]
    with looking(analyst):
        told = list(entries(actor=analyst, matters=frozenset({about, merged})))
    assert [one.text for one in told] == [
        f"Intelligence {one.reference} written, graded 2BP" for one in (first, second)
    ]
    assert {(one.by, str(one.subject)) for one in told} == {
        (analyst.id, f"intelligence.intelreport:{one.id}") for one in (first, second)
    }
    with looking(responder):
        assert len(list(entries(actor=responder, matters=frozenset({about, merged})))) == 1
