"""How far each translation is, for whoever reviews it, and for nobody else."""

from typing import Any

import pytest

from bluelamp.core.errors import NotAllowed
from bluelamp.languages import selectors, services
from bluelamp.languages.catalogue import digest, in_section
from bluelamp.languages.models import SignOff
from bluelamp.languages.sections import SECTIONS, Section
from bluelamp.languages.tongues import TRANSLATED
from bluelamp.languages.types import State
from bluelamp.ledger.reading import writing
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def state(cast: Cast, language: str = "pl", section: str = "gate") -> State:
    states = selectors.states(actor=cast["reviewer"])
    return next(one for one in states if (one.tongue.code, one.section) == (language, section))


@pytest.mark.parametrize("who", ["call_taker", "supervisor", "citizen", "outsider"])
def test_who_does_not_review_is_refused(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        selectors.states(actor=cast[who])
    with pytest.raises(NotAllowed):
        selectors.words(actor=cast[who], language="pl", section="gate")


def test_every_section_is_listed_in_every_language(cast: Cast) -> None:
    listed = [(one.tongue, one.section) for one in selectors.states(actor=cast["reviewer"])]
    assert listed == [(tongue, section.code) for tongue in TRANSLATED for section in SECTIONS]


def test_what_is_complete_is_offered_in_service_under_a_name_alone(cast: Cast, settings: Any) -> None:
    read = digest("pl", "gate")
    unsigned = state(cast)
    assert (unsigned.offered, unsigned.signed_by, unsigned.lapsed) == (True, "", False)
    assert (unsigned.digest, unsigned.texts) == (read, len(in_section("pl", "gate")))
    settings.PRODUCTION = True
    assert not state(cast).offered
    services.sign_off(actor=cast["reviewer"], language="pl", section="gate", digest_read=read, fitness="A translator")
    signed = state(cast)
    assert (signed.offered, signed.signed_by) == (True, "Marta Fairweather S014, A translator")
    assert (signed.signed_at is not None, signed.lapsed) == (True, False)
    assert [one.section for one in selectors.states(actor=cast["reviewer"]) if one.offered] == ["gate"]
    services.withdraw(actor=cast["reviewer"], language="pl", section="gate", reason="A wrong word.")
    assert (state(cast).offered, state(cast).signed_by, state(cast).lapsed) == (False, "", False)


def test_a_name_under_other_words_has_lapsed(cast: Cast, settings: Any) -> None:
    settings.PRODUCTION = True
    with writing():
        SignOff.objects.create(
            language="pl", section="gate", digest="0" * 64, reviewer_id=cast["reviewer"].id, reviewer="M", fitness="F"
        )
    lapsed = state(cast)
    assert (lapsed.offered, lapsed.signed_by, lapsed.signed_at, lapsed.lapsed) == (False, "", None, True)
    assert not state(cast, "ur").lapsed


def test_what_has_no_words_is_not_offered(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bluelamp.languages.selectors.SECTIONS", (Section("new", "New", ()),))
    new = state(cast, section="new")
    assert (new.offered, new.texts, new.untranslated) == (False, 0, 0)


def test_words_stand_beside_their_source(cast: Cast) -> None:
    found = selectors.words(actor=cast["reviewer"], language="pl", section="gate")
    assert ("Is it happening now?",) in [words.source for words in found]
    assert selectors.words(actor=cast["reviewer"], language="pl", section="nothing") == []
