"""Reading the feed: from a position on, page by page, for nobody but those asked about; and what news is left."""

from uuid import UUID

import pytest

from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotAllowed
from bluelamp.core.ids import new_id
from bluelamp.live import selectors
from bluelamp.live.audiences import Allowed
from bluelamp.live.models import Feed
from bluelamp.live.selectors import Page
from tests.factories.live import officer, relay_everything, tell, untold

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def start() -> int:
    """The position of a feed in which nothing was told yet."""
    relay_everything()
    return selectors.position()


def read(after: int, candidates: frozenset[UUID] = frozenset(), *, upto: int | None = None) -> Page:
    """A page, which there must be."""
    found = selectors.page(after, candidates, upto=upto)
    assert found is not None
    return found


def seqs(page: Page) -> list[int]:
    return [item.seq for item in page.items]


def test_before_a_relay_has_run_there_is_no_page_and_no_number() -> None:
    Feed.objects.all().delete()
    tell(1)
    assert selectors.page(0, frozenset()) is None
    assert selectors.position() == 0


def test_a_page_goes_on_after_what_was_seen_and_no_further_than_asked(start: int) -> None:
    tell(1, 2, 3, 4)
    relay_everything()
    assert seqs(read(start + 1)) == [start + 2, start + 3, start + 4]
    assert seqs(read(start + 1, upto=start + 3)) == [start + 2, start + 3]
    assert seqs(read(start + 4)) == []
    assert {(page.first, page.last) for page in (read(start + 4), read(start))} == {(start + 1, start + 4)}


def test_a_long_way_is_read_in_pages(start: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "PAGE", 2)
    tell(1, 2, 3)
    relay_everything()
    first = read(start)
    assert (seqs(first), first.last) == ([start + 1, start + 2], start + 3)
    assert seqs(read(start + 2)) == [start + 3]


def test_what_the_feed_no_longer_holds_is_not_read(start: int) -> None:
    tell(1, 2)
    relay_everything()
    Feed.objects.update(first_seq=start + 2)
    assert seqs(read(start)) == [start + 2]


def test_only_those_asked_about_are_named_for_each_audience(start: int) -> None:
    here, away = new_id(), new_id()
    tell(1, audience=f"actor:{here}")
    tell(2, audience=f"actor:{away}")
    relay_everything()
    allowed: Allowed = read(start, frozenset({here, new_id()})).allowed
    assert allowed == {f"actor:{here}": frozenset({here}), f"actor:{away}": frozenset()}


@pytest.mark.parametrize(("position", "holds"), [(3, False), (4, True), (8, True), (9, False)])
def test_who_has_seen_all_up_to_the_first_kept_goes_on_without_a_gap(position: int, holds: bool) -> None:
    assert Page(5, 8, [], {}).holds(position) is holds


def test_news_that_failed_is_listed_from_the_oldest_on() -> None:
    untold(tries=0)
    lost, trying = untold(tries=25, given_up=True), untold(tries=2)
    found = selectors.waiting(actor=Actor.job("test"))
    assert [(one.event_id, one.tries, one.given_up) for one in found] == [(lost, 25, True), (trying, 2, False)]


def test_only_whoever_runs_the_machine_sees_what_is_left() -> None:
    for actor in (Actor.public(), officer()):
        with pytest.raises(NotAllowed):
            selectors.waiting(actor=actor)
