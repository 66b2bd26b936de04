"""What somebody wished for is kept by every door, and nobody is met where they may be watched."""

import pytest

from bluelamp.journeys.enums import Means
from bluelamp.victims.wishes import meet_at, wish_of


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ([], "anybody"),
        ([Means.WITH_WOMAN, Means.SEXUAL], "woman"),
        ([Means.WITH_MAN], "man"),
        ([Means.WITH_MAN, Means.WITH_WOMAN], "anybody"),
    ],
)
def test_a_wish_is_theirs_alone(said: list[Means], wish: str) -> None:
    assert wish_of(said) == wish


@pytest.mark.parametrize("said", [Means.DOMESTIC, Means.STALKING, Means.SEXUAL])
def test_where_somebody_may_be_watched_is_not_proposed(said: Means) -> None:
    assert meet_at("1 Lantern Row", said=[said], safe_contact={}) == ""
    assert meet_at("1 Lantern Row", said=[], safe_contact={"may_say": "nothing"}) == ""
    assert meet_at("1 Lantern Row", said=[Means.INJURY], safe_contact={"may_say": "police"}) == "1 Lantern Row"
