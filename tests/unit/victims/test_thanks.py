"""What somebody reads when they have sent one of the forms of this room."""

import pytest

from bluelamp.complaints.asked import COMPLAINT
from bluelamp.core.errors import NotFound
from bluelamp.victims.asked import JOURNEYS
from bluelamp.victims.asked.thanks import thanks_for


@pytest.mark.parametrize("slug", [*JOURNEYS, COMPLAINT.slug])
def test_whatever_can_be_sent_from_the_page_of_a_report_is_answered_in_its_own_words(slug: str) -> None:
    others = [thanks_for(other) for other in (*JOURNEYS, COMPLAINT.slug) if other != slug]
    assert thanks_for(slug) not in others


def test_whoever_wants_to_stop_is_told_that_nothing_was_closed_and_where_to_call() -> None:
    words = str(thanks_for("stop").next)
    assert words.startswith("Nothing has been closed.")
    assert "call 999" in words


def test_an_address_that_was_made_up_is_no_page() -> None:
    with pytest.raises(NotFound, match="no such page"):
        thanks_for("burglary")
