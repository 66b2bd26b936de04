"""Where a statement comes from, in words that its reader may have: a name, the report, or as somebody wrote it."""

import pytest

from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.ids import new_id
from bluelamp.core.roles import Role
from bluelamp.desk.records.sources import Source, people_in, source_of
from tests.factories.live import officer

DESK = Actor(ActorKind.STAFF, new_id(), frozenset({Role.CALL_TAKER}))


def test_the_report_is_named_and_leads_to_its_page_for_those_whose_role_opens_it() -> None:
    report = new_id()
    said_in = f"contact.report:{report}"
    assert source_of(said_in, actor=DESK, names={}) == Source("the report from the public", f"/desk/contact/{report}")
    assert source_of(said_in, actor=officer(), names={}) == Source("the report from the public")


def test_a_member_of_staff_is_named_and_one_who_is_not_known_stays_unnamed() -> None:
    who = new_id()
    said_in = f"access.user:{who}"
    assert source_of(said_in, actor=DESK, names={who: "PC Ruth Calloway"}) == Source("PC Ruth Calloway")
    assert source_of(said_in, actor=DESK, names={}) == Source("a member of staff")


def test_what_is_neither_is_called_by_its_kind_and_never_by_its_number() -> None:
    case = new_id()
    found = source_of(f"investigations.case:{case}", actor=DESK, names={})
    assert found == Source("investigations case")


@pytest.mark.parametrize(
    "written", ["999", "Statement of 3 May", "contact.report:7", "see contact.report:{}", "contact.report:{} page 2"]
)
def test_what_somebody_wrote_stands_as_it_was_written(written: str) -> None:
    words = written.format(new_id())
    assert source_of(words, actor=DESK, names={}) == Source(words)


def test_only_staff_are_looked_up_by_name() -> None:
    first, second = new_id(), new_id()
    sources = [
        "999",
        f"access.user:{first}",
        f"contact.report:{new_id()}",
        f"access.user:{second}",
        f"access.user:{first}",
    ]
    assert people_in(sources) == {first, second}
