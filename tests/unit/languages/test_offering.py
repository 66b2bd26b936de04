"""What is offered in service: a section that a reviewer has signed off, in the words it has now, and no other."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bluelamp.languages import services
from bluelamp.languages.catalogue import digest
from bluelamp.languages.models import SignOff
from bluelamp.languages.offering import spoken
from bluelamp.languages.sections import SECTIONS, Section
from bluelamp.languages.tongues import ENGLISH, TRANSLATED
from bluelamp.languages.types import Spoken
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import writing
from tests.plugins.cast import Cast
from tests.unit.languages.shown import language_of, page, speaking

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
GATE, (POLISH, URDU) = SECTIONS[0], TRANSLATED
_FITNESS = "Polish is my first language"


@pytest.fixture
def in_service(settings: Any) -> None:
    """Where the settings are those of production."""
    settings.PRODUCTION = True


def sign(actor: Any) -> SignOff:
    return services.sign_off(
        actor=actor, language="pl", section="gate", digest_read=digest("pl", "gate"), fitness=_FITNESS
    )


@pytest.mark.usefixtures("in_service")
def test_nothing_unreviewed_is_offered() -> None:
    text = page(speaking("pl"), "/start")
    assert language_of(text) == "en-GB"
    assert "Tej strony nie ma jeszcze w Twoim języku." in text.content.decode()


@pytest.mark.usefixtures("in_service")
def test_a_name_opens_a_section_and_no_other(sign_in: SignIn) -> None:
    reviewer = sign_in("reviewer")
    read = digest("pl", "gate")
    signed = reviewer.post("/desk/languages/pl/gate", {"digest_read": read, "fitness": _FITNESS})
    assert signed.status_code == 302
    assert Entry.objects.filter(action="languages.translation.sign_off").count() == 1
    polish, urdu = speaking("pl"), speaking("ur")
    assert language_of(page(polish, "/start")) == "pl"
    assert "czeka na sprawdzenie" not in page(polish, "/start").content.decode()
    assert language_of(page(polish, "/report/burglary")) == "en-GB"
    assert language_of(page(urdu, "/start")) == "en-GB"

    back = reviewer.post("/desk/languages/pl/gate/withdraw", {"reason": "A wrong word about 999."})
    assert back.status_code == 302
    assert language_of(page(polish, "/start")) == "en-GB"


@pytest.mark.usefixtures("in_service")
def test_a_changed_word_ends_it(cast: Cast) -> None:
    signed = sign(cast["reviewer"])
    with writing():
        SignOff.objects.filter(pk=signed.pk).update(digest="0" * 64)  # what the section was when it had other words
    assert language_of(page(speaking("pl"), "/start")) == "en-GB"


def test_elsewhere_what_is_complete_is_shown_and_says_what_it_awaits(cast: Cast) -> None:
    assert spoken(wanted=POLISH, section=GATE) == Spoken(POLISH, POLISH, awaiting=True)
    sign(cast["reviewer"])
    assert spoken(wanted=POLISH, section=GATE) == Spoken(POLISH, POLISH)
    assert spoken(wanted=URDU, section=GATE) == Spoken(URDU, URDU, awaiting=True)


@pytest.mark.parametrize("section", [None, Section("new", "New", ())])
def test_what_is_not_translated_whole_is_in_english_and_says_what_was_wanted(section: Section | None) -> None:
    assert spoken(wanted=POLISH, section=section) == Spoken(POLISH, ENGLISH)


def test_english_asks_the_database_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert spoken(wanted=ENGLISH, section=GATE) == Spoken(ENGLISH, ENGLISH)
        spoken(wanted=POLISH, section=None)
    with django_assert_num_queries(1):
        spoken(wanted=POLISH, section=GATE)
