"""Staff find whom a notice is about where a room above said, and nowhere else."""

from collections.abc import Iterator

import pytest

from bluelamp.notices import links
from tests.factories import notices


@pytest.fixture
def known() -> Iterator[None]:
    """One more kind of recipient than the rooms register."""
    before = dict(links._links)
    links.link_recipients("lamps.lamp", lambda found: f"/lamps/{found}")
    yield
    links._links.clear()
    links._links.update(before)


@pytest.mark.parametrize(
    ("recipient", "address"),
    [
        ("lamps.lamp:7", "/lamps/7"),
        ("lamps.lamp:7:8", "/lamps/7:8"),
        ("lamps.lampshade:7", ""),
        ("lamps:7", ""),
        ("nobody.knows:1", ""),
        ("", ""),
    ],
)
def test_a_recipient_leads_to_its_page_and_one_no_room_knows_nowhere(known: None, recipient: str, address: str) -> None:
    assert links.link_to(recipient) == address


def test_the_rooms_have_said_where_a_report_is() -> None:
    assert links.link_to(notices.RECIPIENT) == "/desk/contact/" + notices.RECIPIENT.partition(":")[2]
