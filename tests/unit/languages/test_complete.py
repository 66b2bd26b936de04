"""Every text that a page of a section asks to have translated is one of that section: nothing is left in English."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from bluelamp.complaints.asked import COMPLAINT
from bluelamp.contact.report_types import report_types
from bluelamp.contact.signposts import signposts
from bluelamp.core.ids import new_id
from bluelamp.journeys.catalogue import current, texts_of
from bluelamp.journeys.definition import Journey
from bluelamp.languages.catalogue import in_section
from bluelamp.victims.asked import JOURNEYS
from bluelamp.victims.services import withdraw_referral
from tests.integration.journeys_walker import Walker
from tests.plugins.world import World
from tests.unit.journeys.ways import Path, cover

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every text that gettext is asked for, whoever asks."""
    found: set[str] = set()
    translation.gettext("")  # from now on it is the real one
    says: Any = translation.__dict__["_trans"]
    for name in ("gettext", "ngettext", "pgettext"):
        monkeypatch.setattr(says, name, _heard(name, getattr(says, name), found))
    return found


def _heard(name: str, say: Callable[..., str], found: set[str]) -> Callable[..., str]:
    def hear(*given: Any) -> str:
        if translation.get_language() == "pl":
            found.add(given[1] if name == "pgettext" else given[0])
        return say(*given)

    return hear


def missing(section: str, asked: set[str]) -> set[str]:
    """Without what Django puts behind labels, the words by which forms are found, which nobody is shown, and the
    questions that somebody answered, which are in the section of their form."""
    reports = report_types().values()
    beside = {"", ":"} | {str(report.search_words) for report in reports}
    if section == "gate":  # what somebody else deals with is listed in English
        beside |= {str(signpost.title) for signpost in signposts().values()}
    if section == "tracking":
        beside |= {text for report in reports for text in texts_of(current(report.slug))}
    if section == "after":  # what may be asked now is looked up among all that the page of the report offers
        beside |= {words.source[0] for words in in_section("pl", "tracking")}
    return asked - beside - {words.source[0] for words in in_section("pl", section)}


def polish(client: Client) -> Client:
    client.cookies["language"] = "pl"
    return client


def test_the_way_in(asked: set[str]) -> None:
    client = polish(Client())
    for address in ("/", "/start", "/start?sent=1", "/emergency", "/start/what", "/start/what?q=zeppelin"):
        assert client.get(address).status_code in (200, 422), address
    assert missing("gate", asked) == set()


@pytest.mark.parametrize("slug", ["burglary", "hate-crime", "criminal-damage"])
def test_a_form(slug: str, asked: set[str]) -> None:
    journey = report_types()[slug].journey
    path = max(cover(journey), key=lambda path: len(path.pages))
    walker = Walker(journey, client=polish(Client()), door="report")
    receipt = walker.walk(Path(path.pages, path.answers))
    assert missing(slug, asked) == set()
    asked.clear()
    assert walker.client.get(receipt).status_code == 200
    assert missing("tracking", asked) == set()


@pytest.mark.parametrize("who", ["citizen", "citizen2"])
def test_following_a_report(who: str, world: World, asked: set[str]) -> None:
    client = polish(world.client(who))
    assert client.get("/track").status_code == 200
    assert client.post("/track", {"csrfmiddlewaretoken": "x", "reference": "1"}).status_code == 422
    home = client.get("/track/report", follow=True)
    assert home.status_code == 200
    assert missing("tracking", asked) == set()


@pytest.mark.parametrize(
    "page",
    [
        "messages",
        "appointments",
        "appointments/call",
        "appointments/station",
        "appointments/visit",
        "help",
        "support",
        "requests",
        "complaints",
    ],
)
def test_what_comes_after_a_report(page: str, world: World, asked: set[str]) -> None:
    client, address = polish(world.client("citizen")), f"/reports/{world.own.ids['report_id']}/{page}"
    assert client.get(address).status_code == 200
    assert client.post(address, {"client_id": str(new_id())}).status_code in (405, 422)
    assert missing("after", asked) == set()


NOT_YET = {"ask-for-review", "how-we-did"}  # offered when a case has ended


class AskedAfterwards(Walker):
    """From the page of a report on which something is offered."""

    def begin(self) -> str:
        self.read(self.base)
        begun = self.client.post(self.base)
        self.base = begun["Location"]
        return self.base


@pytest.mark.parametrize("journey", [COMPLAINT, *JOURNEYS.values()], ids=lambda journey: journey.slug)
def test_what_is_asked_after_a_report(journey: Journey, world: World, asked: set[str]) -> None:
    if journey.slug == "victim-support":  # it is offered to whoever has not asked
        withdraw_referral(actor=world.people["supervisor"], referral_id=world.own.ids["referral_id"])
        asked.clear()
    client, report = polish(world.client("citizen")), f"/reports/{world.own.ids['report_id']}"
    ask, thanks = f"{report}/ask/{journey.slug}", f"{report}/thanks/{journey.slug}"
    assert client.get(thanks).status_code == 200
    offered = client.get(ask).status_code == 200
    assert offered == (journey.slug not in NOT_YET)
    if offered:
        path = max(cover(journey), key=lambda path: len(path.pages))
        AskedAfterwards(journey, client=client, base=ask).walk(path)
    assert missing("after", asked) == set()
